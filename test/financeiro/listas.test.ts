import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, day } from '#kernel/dates.ts';
import { formatDocument } from '#kernel/documents.ts';
import { centavos } from '#kernel/money.ts';
import { cancelarFatura, registrarPagamento } from '#modules/financeiro/index.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente } from '../support/makers.ts';
import { insert } from '../support/vendas.ts';
import { emitir, fazer, makeCaixa, makeDevedor } from './makers.ts';

const t = await testApp();
const { ask } = await newCaller(t);
const caixa = await makeCaixa(t);
const hoje = t.clock.today();
const NINGUEM = '00000000191';

const pagar = (faturaId: number, valor: number, parcial = false) =>
  fazer(t, (tx) =>
    registrarPagamento(
      tx,
      {
        faturaId,
        origem: 'MANUAL',
        valorPago: centavos(valor),
        multa: centavos(0),
        juros: centavos(0),
        parcial,
        pagoEm: hoje,
        contaFinanceiraId: caixa.conta,
      },
      hoje,
    ),
  );

/** A customer with a paid invoice, one that is late, one paid in part, and a cancelled one; and a second customer. */
async function comFaturas() {
  const devedor = await makeDevedor(t, caixa);
  const outro = await makeDevedor(t, caixa);
  const atrasada = await emitir(t, caixa, devedor, 31_598, addDays(hoje, -140));
  const paga = await emitir(t, caixa, devedor, 7500, day('2027-01-10'));
  const emParte = await emitir(t, caixa, devedor, 10_000, day('2027-02-10'));
  const cancelada = await emitir(t, caixa, devedor, 5000, day('2027-03-10'));
  await emitir(t, caixa, outro, 1234);
  await pagar(paga, 7500);
  await pagar(emParte, 2500, true);
  await fazer(t, (tx) => cancelarFatura(tx, cancelada, 'ENGANO', hoje));
  return { devedor, documento: devedor.documento ?? '', atrasada, paga, emParte, cancelada };
}

test('all invoices: the open ones with fine and interest, the paid ones with their day', async () => {
  const { documento, devedor, atrasada, paga, emParte } = await comFaturas();
  for (const escrito of [documento, encodeURIComponent(formatDocument(documento))]) {
    const response = await ask('GET', `/ws/financeiro/faturas/${escrito}/todas`);
    const { ClienteEncontrato, Faturas } = response.json<{
      ClienteEncontrato: boolean;
      Faturas: { IDFatura: number; Valor: number; ValorMulta?: number; ValorJuros?: number; DataPagamento?: string }[];
    }>();
    assert.equal(ClienteEncontrato, true);
    assert.deepEqual(
      Faturas.map(({ IDFatura, Valor, DataPagamento }) => [IDFatura, Valor, DataPagamento]),
      [
        [atrasada, 315.98, undefined],
        [paga, 75, hoje],
        [emParte, 75, undefined],
      ],
    );
    const [tarde, , emDia] = Faturas;
    assert.equal(tarde?.ValorMulta, 6.31, '2 %, without the fraction of a cent');
    const juros = tarde?.ValorJuros ?? 0;
    assert.ok(juros > 14.3 && juros <= 14.74, `1 % a month for 140 days, from the next business day on: ${juros}`);
    assert.deepEqual([emDia?.ValorMulta, emDia?.ValorJuros], [0, 0]);
    assert.equal(response.json<{ Faturas: { CodigoCliente: number }[] }>().Faturas[0]?.CodigoCliente, devedor.id);
  }
  const ninguem = await ask('GET', `/ws/financeiro/faturas/${NINGUEM}/todas`);
  assert.deepEqual([ninguem.statusCode, ninguem.json()], [200, { ClienteEncontrato: false, Faturas: [] }]);
});

test('open invoices by customer, by document and by login say what is owed', async () => {
  const { devedor, documento, atrasada, emParte } = await comFaturas();
  const esperadas = [
    [atrasada, 315.98],
    [emParte, 75],
  ];
  for (const url of [
    `/ws/financeiro/faturas/cliente/${devedor.id}`,
    `/ws/financeiro/faturas/cliente/documento/${documento}`,
  ]) {
    const lista = (await ask('GET', url)).json<{ IDFatura: number; Valor: number; Contratos: number[] }[]>();
    assert.deepEqual(
      lista.map(({ IDFatura, Valor }) => [IDFatura, Valor]),
      esperadas,
    );
    assert.deepEqual(lista[0]?.Contratos, [devedor.contrato]);
  }
  const porCpf = await ask('POST', '/ws/financeiro/faturas/cliente', { usuario: documento });
  const simples = await ask('GET', `/ws/financeiro/faturas/${documento}/simplificado`);
  assert.deepEqual(porCpf.json(), simples.json());
  const { Contratos, Faturas, Cliente } = porCpf.json<{
    Contratos: object[];
    Faturas: { IDFatura: number; Valor: number }[];
    Cliente: string;
  }>();
  assert.deepEqual(
    [Cliente, Contratos, Faturas.map(({ IDFatura, Valor }) => [IDFatura, Valor])],
    [
      devedor.nome,
      [{ ValorContrato: 99.9, IDContrato: devedor.contrato, DescricaoPlano: 'PLANO DE TESTE' }],
      esperadas,
    ],
  );
  for (const url of ['/ws/financeiro/faturas/cliente/2147483647', `/ws/financeiro/faturas/${NINGUEM}/simplificado`]) {
    assert.equal((await ask('GET', url)).statusCode, 404, url);
  }
});

test('open invoices go by e-mail, each as a PDF, all of them or none', async () => {
  const { devedor, atrasada, emParte, paga } = await comFaturas();
  const alheia = await emitir(t, caixa, await makeDevedor(t, caixa), 100);
  const enviar = async (id: number, idsFaturas: number[]) =>
    (await ask('POST', `/ws/financeiro/faturas/abertas/${id}/enviar`, { idsFaturas })).body;
  for (const outra of [paga, alheia, 2_147_483_647]) {
    assert.equal(await enviar(devedor.id, [atrasada, outra]), 'FALHA');
  }
  const semEmail = await makeCliente(t.db);
  assert.equal(await enviar(semEmail.id, [atrasada]), 'FALHA');
  assert.equal(await enviar(2_147_483_647, [atrasada]), 'FALHA');
  const fila = () =>
    t.db
      .selectFrom('mensagem_fila')
      .innerJoin('mensagem', 'mensagem.id', 'mensagem_fila.mensagem_id')
      .select(['mensagem_fila.destino', 'anexos'])
      .where('mensagem.cliente_id', '=', devedor.id)
      .execute();
  assert.deepEqual(await fila(), []);
  assert.equal(await enviar(devedor.id, [emParte, atrasada, atrasada]), 'SUCESSO');
  assert.deepEqual(await fila(), [
    {
      destino: 'devedor@exemplo.com.br',
      anexos: [
        { tipo: 'fatura', id: atrasada },
        { tipo: 'fatura', id: emParte },
      ],
    },
  ]);
});

test('the due days to choose from are active, and of the kind of the contracts', async () => {
  const devedor = await makeDevedor(t, caixa);
  const novo = (resto: object) =>
    insert(t.db, 'vencimento', { dia: 20, dia_faturamento_inicial: 21, dia_faturamento_final: 20, ...resto });
  const [ativo, inativo, prePago] = [await novo({}), await novo({ ativo: false }), await novo({ pre_pago: true })];
  const pedir = (acesso: object) => ask('POST', '/ws/financeiro/buscar/vencimentos', acesso);
  const ids = (await pedir(devedor.acesso)).json<{ id: number }[]>().map(({ id }) => id);
  assert.ok(ids.includes(ativo) && !ids.includes(inativo) && !ids.includes(prePago));
  await t.db.updateTable('contrato').set({ vencimento_id: prePago }).where('id', '=', devedor.contrato).execute();
  assert.deepEqual(
    (await pedir(devedor.acesso)).json<{ id: number }[]>().map(({ id }) => id),
    [prePago],
  );
  assert.equal((await pedir({ ...devedor.acesso, senha: 'errada' })).statusCode, 401);
});
