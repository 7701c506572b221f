import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, formatDay } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { estornarPagamento, registrarPagamento } from '#modules/financeiro/index.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { desordem, emitir, espera, faturaDe, fazer, makeCaixa, makeDevedor, pagamentosDaFatura } from './makers.ts';

const t = await testApp();
const { ask, headers } = await newCaller(t);
const caixa = await makeCaixa(t);
const hoje = t.clock.today();
const NO_FIO = formatDay(hoje, 'dd-MM-yyyy');

const corpo = (IDFatura: number, changed: object = {}) => ({
  IDFatura,
  IDFormaPagamento: caixa.dinheiro,
  IDContaFinanceira: caixa.conta,
  DataPagamento: NO_FIO,
  ValorMulta: 0,
  ValorJuros: 0,
  ValorDesconto: 0,
  ValorPago: 100,
  PagamentoParcial: '0',
  ...changed,
});

const pagar = (id: number, changed: object = {}, more: Record<string, string> = {}) =>
  ask('PUT', '/ws/financeiro/faturas/pagar', corpo(id, changed), more);

const nova = async (valor = 10_000) => emitir(t, caixa, await makeDevedor(t, caixa), valor);

const erro = (response: { json(): unknown }) => (response.json() as { error: string }).error;
const QUITADA = 'A fatura informada já se encontra inteiramente quitada.';

test('one invoice from fifty connections at once is paid once', async () => {
  const id = await nova();
  const address = await t.app.listen({ port: 0, host: '127.0.0.1' });
  const respostas = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const response = await fetch(`${address}/ws/financeiro/faturas/pagar`, {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify(corpo(id)),
      });
      return `${response.status} ${await response.text()}`;
    }),
  );
  assert.equal(respostas.filter((resposta) => resposta === '200 SUCESSO').length, 1);
  assert.equal(respostas.filter((resposta) => resposta === `409 ${JSON.stringify({ error: QUITADA })}`).length, 49);
  assert.equal((await pagamentosDaFatura(t, id)).length, 1);
  assert.equal((await faturaDe(t, id)).paga_em, hoje);
  assert.deepEqual(await desordem(t), []);
});

test('a repeated request with its Idempotency-Key has the first answer, and pays once', async () => {
  const id = await nova();
  const chave = { 'idempotency-key': `pagar ${id}` };
  const respostas = await Promise.all([1, 2, 3].map(() => pagar(id, { ValorPago: 40, PagamentoParcial: 1 }, chave)));
  assert.deepEqual([...new Set(respostas.map(({ body }) => body))], ['SUCESSO']);
  assert.equal((await faturaDe(t, id)).valor_baixado, 4000);
  const outra = await pagar(id, { ValorPago: 41, PagamentoParcial: 1 }, chave);
  assert.equal(outra.statusCode, 422);
});

const cartao = () => ({
  IDFormaPagamento: caixa.cartao,
  IDBandeiraCartao: caixa.visa,
  NSUCartao: '55555',
  TIDCartao: '',
});

// A name, what is sent instead, the field that the sentence names.
const recusas: readonly (readonly [string, () => object, string])[] = [
  ['an unknown invoice', () => ({ IDFatura: 2_147_483_647 }), 'IDFatura'],
  ['a text for an id', () => ({ IDFatura: 'abc' }), 'IDFatura'],
  ['nothing paid', () => ({ ValorPago: 0 }), 'ValorPago'],
  ['no amount', () => ({ ValorPago: undefined }), 'ValorPago'],
  ['a fraction of a cent', () => ({ ValorPago: 1.005 }), 'ValorPago'],
  ['a negative fine', () => ({ ValorMulta: -1 }), 'ValorMulta'],
  ['a text for interest', () => ({ ValorJuros: 'x' }), 'ValorJuros'],
  ['a discount beyond the balance', () => ({ ValorDesconto: 100.01 }), 'ValorDesconto'],
  ['a partial payment of all', () => ({ PagamentoParcial: '1' }), 'ValorPago'],
  ['neither total nor partial', () => ({ PagamentoParcial: '2' }), 'PagamentoParcial'],
  ['a day that there is not', () => ({ DataPagamento: '31-02-2026' }), 'DataPagamento'],
  ['a day in another format', () => ({ DataPagamento: '2026-11-25' }), 'DataPagamento'],
  ['tomorrow', () => ({ DataPagamento: formatDay(addDays(hoje, 1), 'dd-MM-yyyy') }), 'DataPagamento'],
  ['before the invoice was', () => ({ DataPagamento: formatDay(addDays(hoje, -1), 'dd-MM-yyyy') }), 'DataPagamento'],
  ['an unknown account', () => ({ IDContaFinanceira: 2_147_483_647 }), 'IDContaFinanceira'],
  ['an unknown form', () => ({ IDFormaPagamento: 2_147_483_647 }), 'IDFormaPagamento'],
  ['a form that the account does not take', () => ({ IDFormaPagamento: caixa.naoAceita }), 'IDContaFinanceira'],
  ['card data of cash', () => ({ NSUCartao: '1' }), 'NSUCartao'],
  ['a brand of cash', () => ({ IDBandeiraCartao: caixa.visa }), 'IDBandeiraCartao'],
  ['a card without its brand', () => ({ ...cartao(), IDBandeiraCartao: undefined }), 'IDBandeiraCartao'],
  ['a card that nobody finds again', () => ({ ...cartao(), NSUCartao: '' }), 'CodigoAutorizacaoCartao'],
  ['an unknown brand', () => ({ ...cartao(), IDBandeiraCartao: 2_147_483_647 }), 'IDBandeiraCartao'],
  ['a brand of another company', () => ({ ...cartao(), IDBandeiraCartao: caixa.deOutra }), 'IDBandeiraCartao'],
];

test('every field that cannot be is refused by its name, and nothing is written', async () => {
  const id = await nova();
  for (const [name, changed, campo] of recusas) {
    const response = await pagar(id, changed());
    assert.deepEqual([response.statusCode, erro(response)], [400, `${campo} inválido.`], name);
  }
  assert.deepEqual(await pagamentosDaFatura(t, id), []);
  assert.equal((await pagar(id, cartao())).body, 'SUCESSO', 'a card whose data are whole');
  const [pagamento] = await pagamentosDaFatura(t, id);
  assert.deepEqual(
    [pagamento?.cartao_nsu, pagamento?.cartao_tid, pagamento?.bandeira_cartao_id],
    ['55555', null, caixa.visa],
  );
});

test('an inactive account takes nothing', async () => {
  const outra = await makeCaixa(t);
  await t.db.updateTable('conta_financeira').set({ ativo: false }).where('id', '=', outra.conta).execute();
  const id = await nova();
  const response = await pagar(id, { IDContaFinanceira: outra.conta, IDFormaPagamento: undefined });
  assert.equal(erro(response), 'IDContaFinanceira inválido.');
});

test('without a Token or with a wrong credential nothing is paid', async () => {
  const id = await nova();
  const semToken = await t.app.inject({
    method: 'PUT',
    url: '/ws/financeiro/faturas/pagar',
    headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
    payload: JSON.stringify(corpo(id)),
  });
  assert.equal(semToken.statusCode, 401);
  assert.equal((await pagar(id, {}, { authorization: 'Basic eDp5' })).statusCode, 401);
  assert.deepEqual(await pagamentosDaFatura(t, id), []);
});

test('in two parts, then the rest; what is over waits as a credit, what is missing as a remainder', async () => {
  const devedor = await makeDevedor(t, caixa);
  const id = await emitir(t, caixa, devedor, 10_000);
  assert.equal((await pagar(id, { ValorPago: 30.01, PagamentoParcial: '1' })).body, 'SUCESSO');
  assert.deepEqual([(await faturaDe(t, id)).situacao, (await faturaDe(t, id)).valor_baixado], ['ABERTA', 3001]);
  const lista = await ask('GET', `/ws/financeiro/faturas/cliente/${devedor.id}`);
  assert.deepEqual(
    lista.json<{ Valor: number }[]>().map(({ Valor }) => Valor),
    [69.99],
  );
  assert.equal((await pagar(id, { ValorPago: 80 })).body, 'SUCESSO');
  assert.equal((await faturaDe(t, id)).situacao, 'PAGA');
  assert.deepEqual(await espera(t, devedor.id), [-1001]);

  const outra = await emitir(t, caixa, devedor, 10_000);
  assert.equal(
    (await pagar(outra, { ValorPago: 90, ValorMulta: 2, ValorJuros: 1, ValorDesconto: 0.5 })).body,
    'SUCESSO',
  );
  assert.equal((await faturaDe(t, outra)).situacao, 'PAGA');
  assert.deepEqual(await espera(t, devedor.id), [-1001, 1250]);
  const fim = await pagar(outra);
  assert.deepEqual([fim.statusCode, erro(fim)], [409, QUITADA]);
  assert.deepEqual(await desordem(t), []);
});

test('a payment is taken back once, with its reason, and the invoice owes again', async () => {
  const devedor = await makeDevedor(t, caixa);
  const id = await emitir(t, caixa, devedor, 10_000);
  await pagar(id, { ValorPago: 150 });
  const [pagamento] = await pagamentosDaFatura(t, id);
  const estornar = () => fazer(t, (tx) => estornarPagamento(tx, pagamento?.id ?? 0, 'CHEQUE DEVOLVIDO', hoje));
  const ambos = await Promise.allSettled([estornar(), estornar()]);
  assert.deepEqual(ambos.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.deepEqual(await espera(t, devedor.id), []);
  const { situacao, valor_baixado, paga_em } = await faturaDe(t, id);
  assert.deepEqual([situacao, valor_baixado, paga_em], ['ABERTA', 0, null]);
  const [depois] = await pagamentosDaFatura(t, id);
  assert.equal(depois?.estorno_motivo, 'CHEQUE DEVOLVIDO');
  const trilha = await t.db
    .selectFrom('auditoria')
    .select('acao')
    .where('tabela', '=', 'pagamento')
    .where('registro', '=', String(pagamento?.id))
    .orderBy('id')
    .execute();
  assert.deepEqual(
    trilha.map(({ acao }) => acao),
    ['incluiu', 'alterou'],
  );
  assert.equal((await pagar(id)).body, 'SUCESSO', 'it can be paid again');
  assert.deepEqual(await desordem(t), []);
});

test('money that a bank reports is never refused, and is known the second time', async () => {
  const devedor = await makeDevedor(t, caixa);
  const id = await emitir(t, caixa, devedor, 10_000);
  const receber = (origemChave: string) =>
    fazer(t, (tx) =>
      registrarPagamento(
        tx,
        { faturaId: id, origem: 'PIX', origemChave, valorPago: centavos(10_000), pagoEm: hoje },
        hoje,
      ),
    );
  const vezes = await Promise.all([receber('E1'), receber('E1'), receber('E1')]);
  assert.deepEqual(vezes.map(({ resultado }) => resultado).sort(), ['QUITADA', 'REPETIDO', 'REPETIDO']);
  assert.equal((await receber('E2')).resultado, 'CREDITO');
  assert.deepEqual(await espera(t, devedor.id), [-10_000]);
  assert.deepEqual(await desordem(t), []);
});
