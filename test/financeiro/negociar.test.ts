import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addMonths, type Day, day, formatDay } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import {
  desfazerNegociacao,
  desfazerNegociacoesVencidas,
  negociar,
  registrarPagamento,
  simularNegociacao,
} from '#modules/financeiro/index.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { type Devedor, desordem, emitir, espera, faturaDe, fazer, makeCaixa, makeDevedor } from './makers.ts';

const t = await testApp();
const { ask } = await newCaller(t);
const caixa = await makeCaixa(t);
const hoje = t.clock.today();

const parcelas = (faturas: number[], totais: number[], changed: object = {}) =>
  totais.map((total, i) => ({
    numeroParcela: i + 1,
    valorTotalParcela: total,
    valorMultaParcela: 0,
    valorJurosParcela: 0,
    valorDescontoParcela: 0,
    vencimentoParcela: formatDay(addDays(hoje, 10 + 30 * i), 'dd-MM-yyyy'),
    idsFaturasNegociadas: faturas,
    ...changed,
  }));

const pedir = ({ acesso }: Pick<Devedor, 'acesso'>, dadosNegociacao: unknown) =>
  ask('PUT', '/ws/financeiro/negociar', { ...acesso, dadosNegociacao });

/** A customer with two open invoices of R$ 100,00 and R$ 50,00, not due yet. */
async function comDividas() {
  const devedor = await makeDevedor(t, caixa);
  return { devedor, faturas: [await emitir(t, caixa, devedor, 10_000), await emitir(t, caixa, devedor, 5000)] };
}

async function negociacaoDe(faturaId: number): Promise<number> {
  const { negociacao_id } = await t.db
    .selectFrom('negociacao_fatura')
    .select('negociacao_id')
    .where('fatura_id', '=', faturaId)
    .orderBy('negociacao_id', 'desc')
    .executeTakeFirstOrThrow();
  return negociacao_id;
}

const parcelasDe = (id: number) =>
  t.db
    .selectFrom('fatura')
    .select(['id', 'valor', 'valor_baixado', 'situacao', 'vencimento', 'numero_boleto'])
    .where('negociacao_id', '=', id)
    .orderBy('negociacao_parcela')
    .execute();

const situacaoDa = async (id: number) =>
  (await t.db.selectFrom('negociacao').select('situacao').where('id', '=', id).executeTakeFirstOrThrow()).situacao;

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

test('the chosen invoices are settled by new ones, with boletos and links', async () => {
  const { devedor, faturas } = await comDividas();
  const response = await pedir(devedor, parcelas(faturas, [75.01, 74.99]));
  assert.equal(response.statusCode, 200, response.body);
  const { object } = response.json<{ object: { valor: number; numeroBoleto: string; idCliente: number }[] }>();
  assert.deepEqual(
    object.map(({ valor, idCliente }) => [valor, idCliente]),
    [
      [75.01, devedor.id],
      [74.99, devedor.id],
    ],
  );
  const id = await negociacaoDe(faturas[0] as number);
  const novas = await parcelasDe(id);
  assert.deepEqual(
    novas.map(({ numero_boleto }) => numero_boleto),
    object.map(({ numeroBoleto }) => numeroBoleto),
  );
  for (const fatura of faturas) assert.equal((await faturaDe(t, fatura)).situacao, 'NEGOCIADA');
  assert.equal(await situacaoDa(id), 'VIGENTE');
  assert.deepEqual(await desordem(t), []);
});

test('of two negotiations of one invoice at once the second is refused', async () => {
  const { devedor, faturas } = await comDividas();
  const [comum = 0, outra = 0] = faturas;
  const respostas = await Promise.all([
    pedir(devedor, parcelas([comum], [100])),
    pedir(devedor, parcelas([outra, comum], [150])),
    pedir(devedor, parcelas([comum], [50, 50])),
  ]);
  assert.deepEqual(respostas.map(({ statusCode }) => statusCode).sort(), [200, 409, 409]);
  const { length } = await t.db
    .selectFrom('negociacao_fatura')
    .select('negociacao_id')
    .where('fatura_id', '=', comum)
    .execute();
  assert.equal(length, 1);
  assert.deepEqual(await desordem(t), []);
});

test('what is broken off in the middle leaves nothing', async () => {
  const { devedor, faturas } = await comDividas();
  await assert.rejects(
    fazer(t, async (tx) => {
      const vencimento = addDays(hoje, 10);
      const zero = { multa: centavos(0), juros: centavos(0), desconto: centavos(0) };
      await negociar(
        tx,
        devedor.id,
        [{ numero: 1, total: centavos(15_000), ...zero, vencimento, faturaIds: faturas }],
        hoje,
      );
      throw new Error('the power fails');
    }),
    /the power fails/,
  );
  for (const fatura of faturas) assert.equal((await faturaDe(t, fatura)).situacao, 'ABERTA');
  const doCliente = await t.db.selectFrom('fatura').select('id').where('cliente_id', '=', devedor.id).execute();
  assert.equal(doCliente.length, 2);
  assert.deepEqual(await desordem(t), []);
});

test('what cannot be negotiated is refused with its cause, and nothing is written', async () => {
  const { devedor, faturas } = await comDividas();
  const [cem = 0] = faturas;
  const ERRO = 'Erro ao realizar negociação';
  const casos: [string, unknown, number, RegExp][] = [
    [
      'one cent short',
      parcelas(faturas, [75, 74.99]),
      400,
      /^As parcelas somam R\$ 149,99 e devem somar R\$ 150,00: faltam R\$ 0,01\.$/,
    ],
    ['one cent over', parcelas(faturas, [75, 75.01]), 400, /sobram R\$ 0,01\.$/],
    ['a fine beyond 2 %', parcelas([cem], [102.01], { valorMultaParcela: 2.01 }), 400, /multa das parcelas/],
    ['a discount that the house does not give', parcelas([cem], [90], { valorDescontoParcela: 10 }), 400, /desconto/],
    ['numbers that jump', parcelas([cem], [50, 50], { numeroParcela: 2 }), 400, /numeradas/],
    [
      'due yesterday',
      parcelas([cem], [100], { vencimentoParcela: formatDay(addDays(hoje, -1), 'dd-MM-yyyy') }),
      400,
      /vencimento/,
    ],
    [
      'other invoices in the second',
      [...parcelas([cem], [50]), ...parcelas(faturas, [50], { numeroParcela: 2 })],
      400,
      /mesmas/,
    ],
    ['thirteen instalments', parcelas([cem], Array(13).fill(1)), 400, /no máximo 12/],
  ];
  for (const [name, dados, status, causa] of casos) {
    const response = await pedir(devedor, dados);
    const { error, internalError } = response.json<{ error: string; internalError: string }>();
    assert.deepEqual([response.statusCode, error], [status, ERRO], `${name}: ${response.body}`);
    assert.match(internalError, causa, name);
  }
  for (const fatura of faturas) assert.equal((await faturaDe(t, fatura)).situacao, 'ABERTA');
});

test("another customer's invoice, and one that there is not, answer as a wrong password does", async () => {
  const { devedor, faturas } = await comDividas();
  const outro = await makeDevedor(t, caixa);
  const dele = await emitir(t, caixa, outro, 10_000);
  const errada = await pedir({ acesso: { ...devedor.acesso, senha: 'errada' } }, parcelas(faturas, [150]));
  assert.equal(errada.statusCode, 401);
  for (const id of [dele, 2_147_483_647]) {
    const response = await pedir(devedor, parcelas([id], [100]));
    assert.deepEqual([response.statusCode, response.body], [errada.statusCode, errada.body]);
  }
  assert.equal((await faturaDe(t, dele)).situacao, 'ABERTA');
});

test('an instalment is not negotiated again', async () => {
  const { devedor, faturas } = await comDividas();
  await pedir(devedor, parcelas(faturas, [150]));
  const [parcela] = await parcelasDe(await negociacaoDe(faturas[0] as number));
  const response = await pedir(devedor, parcelas([parcela?.id ?? 0], [150]));
  assert.equal(response.statusCode, 409);
  assert.match(response.json<{ internalError: string }>().internalError, /parcela de outra negociação/);
});

test('it is kept to when every instalment is paid', async () => {
  const { devedor, faturas } = await comDividas();
  await pedir(devedor, parcelas(faturas, [75, 75]));
  const id = await negociacaoDe(faturas[0] as number);
  const [primeira, segunda] = await parcelasDe(id);
  await Promise.all([pagar(primeira?.id ?? 0, 7500), pagar(segunda?.id ?? 0, 7500)]);
  assert.equal(await situacaoDa(id), 'CUMPRIDA');
  assert.deepEqual(await desordem(t), []);
});

test('undone, what was paid pays the oldest invoice first, and what is over becomes a credit', async () => {
  const { devedor, faturas } = await comDividas();
  const [cem = 0, cinquenta = 0] = faturas;
  await pedir(devedor, parcelas(faturas, [90, 60]));
  const id = await negociacaoDe(cem);
  const [primeira, segunda] = await parcelasDe(id);
  await pagar(primeira?.id ?? 0, 9000);
  await pagar(segunda?.id ?? 0, 2500, true);
  await fazer(t, (tx) => desfazerNegociacao(tx, id, hoje));
  assert.deepEqual(
    (await parcelasDe(id)).map(({ situacao }) => situacao),
    ['PAGA', 'CANCELADA'],
  );
  const [a, b] = [await faturaDe(t, cem), await faturaDe(t, cinquenta)];
  assert.deepEqual([a.situacao, a.valor_baixado], ['PAGA', 10_000]);
  assert.deepEqual([b.situacao, b.valor_baixado], ['ABERTA', 1500]);
  assert.deepEqual(await espera(t, devedor.id), []);
  assert.deepEqual(await desordem(t), []);
  await assert.rejects(
    fazer(t, (tx) => desfazerNegociacao(tx, id, hoje)),
    { code: 'negociacao.encerrada' },
  );
});

test('undone when the first instalment is not paid by the days of the setting, and not before', async () => {
  const { devedor, faturas } = await comDividas();
  await pedir(devedor, parcelas(faturas, [75, 75]));
  const id = await negociacaoDe(faturas[0] as number);
  const [primeira] = await parcelasDe(id);
  const vencimento = primeira?.vencimento as Day;
  assert.ok(!(await desfazerNegociacoesVencidas(t.db, addDays(vencimento, 5))).includes(id));
  assert.equal(await situacaoDa(id), 'VIGENTE');
  const [uma, outra] = await Promise.all([
    desfazerNegociacoesVencidas(t.db, addDays(vencimento, 12)),
    desfazerNegociacoesVencidas(t.db, addDays(vencimento, 12)),
  ]);
  assert.equal([...uma, ...outra].filter((desfeita) => desfeita === id).length, 1);
  assert.equal(await situacaoDa(id), 'DESFEITA');
  for (const fatura of faturas) assert.equal((await faturaDe(t, fatura)).situacao, 'ABERTA');
  assert.deepEqual(await desordem(t), []);
});

test('a suspended contract waits for the first instalment, and is suspended again when it is undone', async () => {
  const { devedor, faturas } = await comDividas();
  await t.db.updateTable('contrato').set({ status: 'SUSPENSO' }).where('id', '=', devedor.contrato).execute();
  const status = async () =>
    (await t.db.selectFrom('contrato').select('status').where('id', '=', devedor.contrato).executeTakeFirstOrThrow())
      .status;
  await pedir(devedor, parcelas(faturas, [150]));
  assert.equal(await status(), 'EM NEGOCIACAO');
  await fazer(t, async (tx) => desfazerNegociacao(tx, await negociacaoDe(faturas[0] as number), hoje));
  assert.equal(await status(), 'SUSPENSO');
});

test('a simulation writes nothing, and what it says is accepted', async () => {
  const devedor = await makeDevedor(t, caixa);
  const vencida = await emitir(t, caixa, devedor, 10_001, day('2026-01-15'));
  const simulacao = await simularNegociacao(
    t.db,
    devedor.id,
    { faturaIds: [vencida], parcelas: 7, primeira: addDays(hoje, 5) },
    hoje,
  );
  assert.equal(simulacao.multa, 200, '2 % without the fraction');
  assert.equal(
    simulacao.parcelas.reduce((soma, { total }) => soma + total, 0),
    simulacao.total,
  );
  assert.deepEqual(
    simulacao.parcelas.map(({ vencimento }) => vencimento),
    Array.from({ length: 7 }, (_, i) => addMonths(addDays(hoje, 5), i)),
  );
  assert.equal((await faturaDe(t, vencida)).situacao, 'ABERTA');
  await fazer(t, (tx) => negociar(tx, devedor.id, simulacao.parcelas, hoje));
  assert.equal((await faturaDe(t, vencida)).situacao, 'NEGOCIADA');
  assert.deepEqual(await desordem(t), []);
});
