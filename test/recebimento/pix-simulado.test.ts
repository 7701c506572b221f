import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify from 'fastify';
import { centavos } from '#kernel/money.ts';
import { registrarPagamento } from '#modules/financeiro/index.ts';
import { conciliarPix, criarCobrancasPix, removerCobrancaPix } from '#modules/recebimento/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { pixDaDemo } from '../../src/apis/demo/pix.ts';
import { pixSimulado } from '../../src/demo/pix.ts';
import { testApp } from '../support/app.ts';
import { estadoDa, makeRecebimento, origem, relogioEm } from './makers.ts';

const { db, clock } = await testApp();
clock.setOffset(relogioEm('2026-12-05').offset());
const needs = { db, clock, pix: pixSimulado(db) };
const r = await makeRecebimento(db, '033', { pix_chave: 'demo@provedor.example', pix_modo: 'COBV' });
const app = fastify();
pixDaDemo(app, { db, clock });
const post = async (url: string, payload: object) => {
  const { statusCode, json } = await app.inject({ method: 'POST', url, payload });
  return { status: statusCode, body: json() };
};
const cobrar = async () => {
  const { id } = await r.faturaComBoleto();
  await criarCobrancasPix(needs, [id]);
  const { txid, copia_e_cola } = await db
    .selectFrom('pix_cobranca')
    .selectAll()
    .where('fatura_id', '=', id)
    .executeTakeFirstOrThrow();
  return { id, txid, copiaECola: copia_e_cola };
};
const situacaoDe = async (id: number) => (await estadoDa(db, id)).fatura.situacao;

test('the simulated bank says that it is one', async () => {
  assert.match((await cobrar()).copiaECola ?? '', /Simulado, nao pague/);
});

test('told twice, out of order and late: each is paid once', async () => {
  const [a, b, c] = [await cobrar(), await cobrar(), await cobrar()];
  assert.equal((await post('/demo/pix', { txid: a.txid, entregas: 2 })).status, 200);
  const depois = await Promise.all([b, c].map(({ txid }) => post('/demo/pix', { txid, entregas: 0 })));
  assert.deepEqual(
    [await situacaoDe(a.id), await situacaoDe(b.id), await situacaoDe(c.id)],
    ['PAGA', 'ABERTA', 'ABERTA'],
  );
  const ids = depois.map(({ body }) => body.endToEndId).reverse();
  const { body } = await post('/demo/pix/entregar', { endToEndIds: [ids[0], ids[0]] });
  assert.deepEqual(body, { [ids[0]]: 'APLICADO' });
  assert.equal((await conciliarPix(needs)).APLICADO, 3);
  for (const { id } of [a, b, c]) {
    const { fatura, pagamentos } = await estadoDa(db, id);
    assert.deepEqual([fatura.situacao, pagamentos.length], ['PAGA', 1]);
  }
});

test('a charge that is removed cannot be removed again; bad requests are refused in words', async () => {
  const { id, txid } = await cobrar();
  const pago = {
    faturaId: id,
    origem: 'RETORNO' as const,
    origemChave: `T${id}`,
    valorPago: centavos(10000),
    pagoEm: clock.today(),
  };
  await inTransaction(db, origem, (tx) => registrarPagamento(tx, pago, clock.today()));
  await removerCobrancaPix(needs, id);
  await assert.rejects(needs.pix.removerCobranca('COBV', txid), { reason: 'recusa' });
  await assert.rejects(needs.pix.consultarCobranca('COBV', 'nenhuma'), { reason: 'recusa', status: 404 });
  assert.equal((await post('/demo/pix', { txid: 'nenhuma' })).status, 400);
  assert.equal((await post('/demo/pix', { txid, entregas: -1 })).status, 400);
  assert.equal((await post('/demo/pix/entregar', {})).status, 400);
  assert.equal((await post('/demo/pix/entregar', { endToEndIds: ['x'] })).status, 404);
});
