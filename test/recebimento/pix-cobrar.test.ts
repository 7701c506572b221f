import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { registrarPagamento } from '#modules/financeiro/index.ts';
import {
  cobrarVencida,
  conciliarPix,
  criarCobrancasPix,
  pixPelaApi,
  removerCobrancaPix,
} from '#modules/recebimento/index.ts';
import { openPool } from '#platform/db.ts';
import { migrateJobs } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { pixSimulado } from '../../src/demo/pix.ts';
import { testDatabase } from '../support/db.ts';
import { bancoPix, httpDo } from './banco-pix.ts';
import { estadoDa, makeRecebimento, origem, relogioEm } from './makers.ts';

const { db, url } = await testDatabase();
const pool = openPool(url);
await migrateJobs(pool);
await pool.end();
const banco = await bancoPix();
const em = (quando: string) => ({ db, clock: relogioEm(quando), pix: pixPelaApi(httpDo(banco)) });
const r = await makeRecebimento(db, '033', { pix_chave: 'a1b2c3d4-0000-4000-8000-000000000001', pix_modo: 'COBV' });
const estatico = await makeRecebimento(db, '033', { pix_chave: 'a@b.c', pix_modo: 'ESTATICO' });

/** An invoice of R$ 100,00 that was due on 10 November and has no charge; 2 % and 1 % a month are in force. */
const vencida = () => r.faturaComBoleto({ vencimento: day('2026-11-10') });
const cobrancaDa = (id: number) =>
  db.selectFrom('pix_cobranca').selectAll().where('fatura_id', '=', id).executeTakeFirstOrThrow();
let numero = 0;
const recebido = (valor: string, horario: string) => ({
  endToEndId: `E1234567820261205${String(++numero).padStart(15, '0')}`,
  valor,
  horario,
});
const feitas = () => banco.pedidos.filter((pedido) => pedido.startsWith('PUT /api/v2/cob/')).length;

test('an overdue invoice is charged what is owed today, until the end of the day, and once', async () => {
  const { id } = await vencida();
  const needs = em('2026-12-05');
  const antes = feitas();
  // 25 days: 2,00 and 0,83.
  const { tipo, valor, copiaECola, expiraEm } = await cobrarVencida(needs, id);
  const { txid } = await cobrancaDa(id);
  assert.deepEqual([tipo, valor, copiaECola], ['COB', 10283, `00020126${txid}`]);
  assert.equal(expiraEm?.toISOString(), '2026-12-06T03:00:00.000Z');
  const { body } = banco.cobrancas.get(txid) ?? {};
  const {
    calendario,
    valor: pedido,
    devedor,
    solicitacaoPagador,
  } = body as unknown as Record<string, Record<string, unknown>>;
  const segundos = Math.ceil((expiraEm.getTime() - needs.clock.now().getTime()) / 1000);
  assert.ok(Math.abs(Number(calendario?.['expiracao']) - segundos) <= 60);
  assert.deepEqual(pedido, { original: '102.83' });
  assert.equal(devedor?.['nome'], 'FULANO DE TESTE');
  assert.match(String(solicitacaoPagador), /^Fatura /);
  assert.deepEqual(await cobrarVencida(needs, id), { tipo, valor, copiaECola, expiraEm });
  assert.equal(feitas() - antes, 1);
});

test('paid, it settles the invoice with fine and interest; told of twice it pays once', async () => {
  const { id } = await vencida();
  await cobrarVencida(em('2026-12-05'), id);
  const { txid } = await cobrancaDa(id);
  banco.pagar(txid, recebido('102.83', '2026-12-05T13:00:00.000Z'));
  await conciliarPix(em('2026-12-05'));
  await conciliarPix(em('2026-12-05'));
  const { fatura, pagamentos } = await estadoDa(db, id);
  assert.deepEqual(
    [fatura.situacao, pagamentos.length, pagamentos[0]?.multa, pagamentos[0]?.juros],
    ['PAGA', 1, 200, 83],
  );
  assert.equal((await cobrancaDa(id)).situacao, 'CONCLUIDA');
  await assert.rejects(cobrarVencida(em('2026-12-05'), id), { code: 'pix.fatura_nao_aberta' });
});

test('tomorrow asks for another charge, and money for that of today still finds the invoice', async () => {
  const { id } = await vencida();
  await cobrarVencida(em('2026-12-05'), id);
  const { txid: hoje } = await cobrancaDa(id);
  assert.equal((await cobrarVencida(em('2026-12-06'), id)).valor, 10286);
  const { txid: amanha, txids_anteriores } = await cobrancaDa(id);
  assert.notEqual(amanha, hoje);
  assert.deepEqual(txids_anteriores, [hoje]);
  banco.pagar(hoje, recebido('102.83', '2026-12-05T20:00:00.000Z'));
  await conciliarPix(em('2026-12-06'));
  assert.equal((await estadoDa(db, id)).fatura.situacao, 'PAGA');
});

test('paid in part since, the charge of the old sum is removed at the bank before one of the rest', async () => {
  const { id } = await vencida();
  const needs = em('2026-12-05');
  await cobrarVencida(needs, id);
  const { txid } = await cobrancaDa(id);
  const parte = { valorPago: centavos(4000), pagoEm: day('2026-12-05'), parcial: true } as const;
  await inTransaction(db, origem, (tx) =>
    registrarPagamento(tx, { faturaId: id, origem: 'RETORNO', origemChave: `P${id}`, ...parte }, day('2026-12-05')),
  );
  const { valor } = await cobrarVencida(needs, id);
  assert.ok(valor < 7000);
  assert.equal(banco.cobrancas.get(txid)?.status, 'REMOVIDA_PELO_USUARIO_RECEBEDOR');
});

test('paid otherwise, its charge is removed; one that has ended is not asked about', async () => {
  const [{ id: hoje }, { id: ontem }] = [await vencida(), await vencida()];
  await cobrarVencida(em('2026-12-05'), hoje);
  await cobrarVencida(em('2026-12-04'), ontem);
  const txids = [(await cobrancaDa(hoje)).txid, (await cobrancaDa(ontem)).txid];
  for (const faturaId of [hoje, ontem]) {
    const pago = { faturaId, origem: 'RETORNO', origemChave: `O${faturaId}`, valorPago: centavos(10283) } as const;
    await inTransaction(db, origem, (tx) =>
      registrarPagamento(tx, { ...pago, pagoEm: day('2026-12-05') }, day('2026-12-05')),
    );
    await removerCobrancaPix(em('2026-12-05'), faturaId);
    assert.equal((await cobrancaDa(faturaId)).situacao, 'REMOVIDA');
  }
  assert.deepEqual(
    txids.map((txid) => banco.cobrancas.get(txid)?.status),
    ['REMOVIDA_PELO_USUARIO_RECEBEDOR', 'ATIVA'],
  );
});

test('an answer that was lost, and two requests at once, make one charge', async () => {
  const [{ id: perdida }, { id: dupla }] = [await vencida(), await vencida()];
  const needs = em('2026-12-05');
  banco.estado.semResposta = 1;
  await assert.rejects(cobrarVencida(needs, perdida), { name: 'PartnerError' });
  const { txid, situacao } = await cobrancaDa(perdida);
  assert.equal(situacao, 'A_REGISTRAR');
  assert.equal((await cobrarVencida(needs, perdida)).copiaECola, `00020126${txid}`);
  const antes = banco.cobrancas.size;
  const [uma, outra] = await Promise.all([cobrarVencida(needs, dupla), cobrarVencida(needs, dupla)]);
  assert.equal(uma.copiaECola, outra.copiaECola);
  assert.equal(banco.cobrancas.size, antes + 1);
  // The routine that makes charges with a due date leaves them alone.
  await criarCobrancasPix(needs, [perdida, dupla]);
  assert.equal((await cobrancaDa(perdida)).tipo, 'COB');
});

test('a charge with a due date that can still be paid is the charge; after its 120 days it is not', async () => {
  const { id } = await r.faturaComBoleto({ vencimento: day('2026-12-10') });
  await criarCobrancasPix(em('2026-12-05'), [id]);
  const { copia_e_cola } = await cobrancaDa(id);
  await assert.rejects(cobrarVencida(em('2026-12-10'), id), { code: 'pix.fatura_nao_vencida' });
  const depois = await cobrarVencida(em('2026-12-20'), id);
  assert.deepEqual([depois.tipo, depois.copiaECola, depois.expiraEm], ['COBV', copia_e_cola, null]);
  assert.equal((await cobrarVencida(em('2027-04-10'), id)).tipo, 'COB');
});

test('refused: an unknown invoice, an agreement without charges at the bank', async () => {
  const { id } = await estatico.faturaComBoleto({ vencimento: day('2026-11-10') });
  await assert.rejects(cobrarVencida(em('2026-12-05'), id), { code: 'pix.sem_cobranca' });
  await assert.rejects(cobrarVencida(em('2026-12-05'), 2_000_000_000), { code: 'fatura.nao_encontrada' });
});

test('the demo’s bank makes immediate charges too, once for a txid', async () => {
  const { id } = await vencida();
  const needs = { db, clock: relogioEm('2026-12-05'), pix: pixSimulado(db) };
  const { copiaECola } = await cobrarVencida(needs, id);
  assert.match(copiaECola, /Simulado, nao pague/);
  assert.equal((await cobrarVencida(needs, id)).copiaECola, copiaECola);
});
