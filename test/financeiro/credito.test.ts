import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { faturar } from '#modules/faturamento/index.ts';
import {
  cancelarFatura,
  contestarFatura,
  encerrarContestacao,
  estornarPagamento,
  registrarPagamento,
} from '#modules/financeiro/index.ts';
import { testApp } from '../support/app.ts';
import { type Devedor, desordem, emitir, espera, faturaDe, fazer, makeCaixa, makeDevedor } from './makers.ts';

const t = await testApp();
const caixa = await makeCaixa(t);
const hoje = t.clock.today();

const pagar = (faturaId: number, valor: number) =>
  fazer(t, (tx) =>
    registrarPagamento(
      tx,
      {
        faturaId,
        origem: 'MANUAL',
        valorPago: centavos(valor),
        multa: centavos(0),
        juros: centavos(0),
        pagoEm: hoje,
        contaFinanceiraId: caixa.conta,
      },
      hoje,
    ),
  );

/** Bills the month of December for one customer; gives the invoice. */
async function faturarDezembro({ id }: Devedor) {
  const pedido = { hoje: day('2026-12-01'), competencia: day('2026-12-01'), clienteId: id };
  await faturar(t.db, pedido, { origem: 'teste', operacao: 'faturar' });
  return t.db
    .selectFrom('fatura')
    .select(['id', 'valor'])
    .where('cliente_id', '=', id)
    .where('origem', '=', 'FATURAMENTO')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
}

test('what was paid too much is taken off the next billing', async () => {
  const devedor = await makeDevedor(t, caixa);
  await pagar(await emitir(t, caixa, devedor, 10_000), 12_000);
  const { id, valor } = await faturarDezembro(devedor);
  const linhas = await t.db.selectFrom('fatura_linha').select(['tipo', 'valor']).where('fatura_id', '=', id).execute();
  assert.deepEqual(
    linhas.filter(({ tipo }) => tipo === 'CREDITO').map(({ valor }) => valor),
    [-2000],
  );
  assert.equal(valor, 9990 - 2000);
  assert.deepEqual(await espera(t, devedor.id), []);
  assert.deepEqual(await desordem(t), []);
});

test('a credit that was billed is met by its opposite when its payment is taken back', async () => {
  const devedor = await makeDevedor(t, caixa);
  const { pagamentoId } = await pagar(await emitir(t, caixa, devedor, 10_000), 12_000);
  await faturarDezembro(devedor);
  await fazer(t, (tx) => estornarPagamento(tx, pagamentoId, 'CHEQUE DEVOLVIDO', hoje));
  assert.deepEqual(await espera(t, devedor.id), [2000]);
  assert.deepEqual(await desordem(t), []);
});

test('a credit that no invoice could hold whole is taken back in both its parts', async () => {
  const devedor = await makeDevedor(t, caixa);
  const { pagamentoId } = await pagar(await emitir(t, caixa, devedor, 10_000), 30_000);
  assert.equal((await faturarDezembro(devedor)).valor, 0);
  assert.deepEqual(await espera(t, devedor.id), [-(20_000 - 9990)]);
  await fazer(t, (tx) => estornarPagamento(tx, pagamentoId, 'ENGANO', hoje));
  assert.deepEqual(await espera(t, devedor.id), [9990]);
  assert.deepEqual(await desordem(t), []);
});

test('a remainder is billed, and an invoice that is cancelled gives it back', async () => {
  const devedor = await makeDevedor(t, caixa);
  await pagar(await emitir(t, caixa, devedor, 10_000), 9000);
  const { id, valor } = await faturarDezembro(devedor);
  assert.equal(valor, 9990 + 1000);
  await fazer(t, (tx) => cancelarFatura(tx, id, 'ENGANO', hoje));
  assert.deepEqual(await espera(t, devedor.id), [1000]);
  assert.equal((await faturaDe(t, id)).situacao, 'CANCELADA');
  await assert.rejects(pagar(id, 100), { code: 'fatura.cancelada' });
  assert.deepEqual(await desordem(t), []);
});

test('a dispute that is upheld takes off what is owed, and gives back what was paid, once', async () => {
  const devedor = await makeDevedor(t, caixa);
  const id = await emitir(t, caixa, devedor, 10_000);
  const contestar = (valor: number) => fazer(t, (tx) => contestarFatura(tx, id, centavos(valor), 'NAO USEI'));
  const encerrar = (procedente: boolean) => fazer(t, (tx) => encerrarContestacao(tx, id, procedente, hoje));
  await contestar(3000);
  await assert.rejects(contestar(1), { code: 'contestacao.aberta' });
  assert.deepEqual(await encerrar(true), { abatido: 3000, credito: 0 });
  await pagar(id, 7000);
  await contestar(7000);
  assert.deepEqual(await encerrar(false), { abatido: 0, credito: 0 });
  await contestar(2000);
  assert.deepEqual(await encerrar(true), { abatido: 0, credito: 2000 });
  await assert.rejects(contestar(5001), { code: 'contestacao.valor' }, 'half of it has been given back already');
  assert.deepEqual(await espera(t, devedor.id), [-2000]);
  assert.deepEqual(await desordem(t), []);
});
