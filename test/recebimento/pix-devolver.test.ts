import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { centavos } from '#kernel/money.ts';
import { type Achado, conferir, emitirFaturas, estornarPagamento } from '#modules/financeiro/index.ts';
import {
  conciliarPix,
  devolverPix,
  lerPixRecebido,
  pixPelaApi,
  receberTodos,
  semPixHttp,
} from '#modules/recebimento/index.ts';
import { openPool } from '#platform/db.ts';
import { migrateJobs } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { pixSimulado } from '../../src/demo/pix.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { bancoPix, httpDo } from './banco-pix.ts';
import { estadoDa, makeRecebimento, origem, relogioEm } from './makers.ts';

const { db, url } = await testDatabase();
const pool = openPool(url);
await migrateJobs(pool);
await pool.end();
const banco = await bancoPix();
const clock = relogioEm('2026-12-05');
const pix = pixPelaApi(httpDo(banco));
const needs = { db, clock, pix };
const chave = 'c1b2c3d4-0000-4000-8000-000000000001';
const r = await makeRecebimento(db, '033', { pix_chave: chave, pix_modo: 'ESTATICO' });

let numero = 0;
const e2e = () => `E3456789020261205120${String(++numero).padStart(12, '0')}`;

/** An invoice of R$ 100,00 that a Pix has paid; without a txid the Pix has no place. */
async function paga({ valor = '100.00', comFatura = true, horario = '2026-12-04T15:00:00.000Z' } = {}) {
  const cliente = await makeCliente(db);
  const contrato = await makeContrato(db, cliente.id);
  const [fatura] = await inTransaction(db, origem, (tx) =>
    emitirFaturas(
      tx,
      [
        {
          clienteId: cliente.id,
          empresaId: r.empresa,
          formaCobrancaId: r.forma,
          vencimento: '2026-12-10' as never,
          competencia: null,
          origem: 'AVULSA',
          contratos: [contrato.id],
          linhas: [{ contratoId: contrato.id, tipo: 'AVULSA', descricao: 'X', valor: centavos(10_000) }],
        },
      ],
      clock.today(),
    ),
  );
  const id = fatura?.id ?? 0;
  const recebido = { endToEndId: e2e(), valor, horario, chave, ...(comFatura && { txid: `FATURA${id}` }) };
  banco.recebidos.push(recebido);
  const lido = lerPixRecebido(recebido);
  assert.ok(lido);
  await receberTodos(needs, [lido], origem);
  return { id, clienteId: cliente.id, fimAFim: recebido.endToEndId };
}

const devolver = (fimAFim: string, valor: number | null = null) =>
  devolverPix(needs, { fimAFim, valor: valor === null ? null : centavos(valor), motivo: 'PAGO POR ENGANO' }, origem);
const recebidoDe = (fimAFim: string) =>
  db.selectFrom('pix_recebido').selectAll().where('fim_a_fim', '=', fimAFim).executeTakeFirstOrThrow();
const situacaoDe = async (id: string) =>
  (await db.selectFrom('pix_devolucao').select('situacao').where('id', '=', id).executeTakeFirstOrThrow()).situacao;
function terminar(fimAFim: string, id: string, status: 'DEVOLVIDO' | 'NAO_REALIZADO', motivo?: string): void {
  const feita = banco.devolucoes.get(fimAFim)?.find((one) => one.id === id);
  assert.ok(feita);
  Object.assign(feita, { status, ...(motivo && { motivo }) });
}
async function confere(): Promise<void> {
  const achados: Achado[] = [];
  await conferir(db, (achado) => achados.push(achado));
  assert.deepEqual(achados, []);
}

test('a return that the bank works on changes nothing; carried out, it takes the payment back', async () => {
  const { id, fimAFim } = await paga();
  const feita = await devolver(fimAFim);
  assert.deepEqual([feita.situacao, feita.valor], ['EM_PROCESSAMENTO', 10_000]);
  assert.equal((await estadoDa(db, id)).fatura.situacao, 'PAGA');
  await conciliarPix(needs);
  assert.equal(await situacaoDe(feita.id), 'EM_PROCESSAMENTO');
  terminar(fimAFim, feita.id, 'DEVOLVIDO');
  await conciliarPix(needs);
  assert.equal(await situacaoDe(feita.id), 'DEVOLVIDO');
  const { fatura, pagamentos } = await estadoDa(db, id);
  assert.deepEqual([fatura.situacao, fatura.valor_baixado, pagamentos.length], ['ABERTA', 0, 1]);
  assert.ok(pagamentos[0]?.estornado_em);
  const { devolvido, resultado } = await recebidoDe(fimAFim);
  assert.deepEqual([devolvido, resultado], [10_000, 'DEVOLVIDO']);
  await conciliarPix(needs);
  assert.equal((await estadoDa(db, id)).pagamentos.length, 1);
  await assert.rejects(devolver(fimAFim), { code: 'pix.devolucao_valor', facts: { resta: 0 } });
  await confere();
});

test('parts: what stays pays what it pays, and no more can go than there is', async () => {
  banco.estado.devolve = 'DEVOLVIDO';
  const { id, fimAFim } = await paga({ valor: '130.00' });
  assert.deepEqual((await estadoDa(db, id)).creditos, [-3000]);
  assert.equal((await devolver(fimAFim, 3000)).situacao, 'DEVOLVIDO');
  const depois = await estadoDa(db, id);
  assert.deepEqual([depois.fatura.situacao, depois.creditos], ['PAGA', []]);
  await assert.rejects(devolver(fimAFim, 10_001), { code: 'pix.devolucao_valor', facts: { resta: 10_000 } });
  await assert.rejects(devolver(fimAFim, 0), { code: 'pix.devolucao_valor' });
  await devolver(fimAFim, 4000);
  await devolver(fimAFim, 4000);
  const vivos = (await estadoDa(db, id)).pagamentos.filter(({ estornado_em }) => estornado_em === null);
  assert.deepEqual(
    vivos.map(({ valor_pago }) => valor_pago),
    [2000],
  );
  assert.equal((await recebidoDe(fimAFim)).devolvido, 11_000);
  banco.estado.devolve = 'EM_PROCESSAMENTO';
  await confere();
});

test('asked for twice, at once, or after an answer that was lost: one return', async () => {
  const { id, fimAFim } = await paga();
  banco.estado.semResposta = 1;
  await assert.rejects(devolver(fimAFim, 2500), { name: 'PartnerError' });
  const [espera] = await db.selectFrom('pix_devolucao').selectAll().where('fim_a_fim', '=', fimAFim).execute();
  assert.deepEqual([espera?.situacao, espera?.erro !== null], ['A_PEDIR', true]);
  const [a, b] = await Promise.all([devolver(fimAFim, 2500), devolver(fimAFim, 2500)]);
  assert.deepEqual([a.id, b.id], [espera?.id, espera?.id]);
  assert.deepEqual([a.situacao, a.erro], ['EM_PROCESSAMENTO', null]);
  assert.equal(banco.devolucoes.get(fimAFim)?.length, 1);
  terminar(fimAFim, a.id, 'DEVOLVIDO');
  await Promise.all([conciliarPix(needs), conciliarPix(needs)]);
  const { pagamentos, fatura } = await estadoDa(db, id);
  assert.deepEqual(
    pagamentos.map(({ valor_pago, estornado_em }) => [valor_pago, estornado_em !== null]),
    [
      [10_000, true],
      [7500, false],
    ],
  );
  assert.equal(fatura.situacao, 'ABERTA', 'what is left does not settle it');
  await confere();
});

test('two different parts at once never give back more than there is', async () => {
  const { fimAFim } = await paga();
  const feitas = await Promise.allSettled([devolver(fimAFim, 6000), devolver(fimAFim, 7000)]);
  assert.deepEqual(feitas.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  assert.equal(banco.devolucoes.get(fimAFim)?.length, 1);
});

test('what the bank does not carry out leaves the payment; it may be asked for again', async () => {
  const { id, fimAFim } = await paga();
  const feita = await devolver(fimAFim);
  terminar(fimAFim, feita.id, 'NAO_REALIZADO', 'Conta encerrada');
  await conciliarPix(needs);
  const row = await db.selectFrom('pix_devolucao').selectAll().where('id', '=', feita.id).executeTakeFirstOrThrow();
  assert.deepEqual([row.situacao, row.erro], ['NAO_REALIZADO', 'Conta encerrada']);
  assert.equal((await estadoDa(db, id)).fatura.situacao, 'PAGA');
  const outra = await devolver(fimAFim);
  assert.notEqual(outra.id, feita.id);
});

test('a return that the bank answers with an error does not keep the next one waiting', async () => {
  const [a, b] = [await paga(), await paga()];
  const [primeira, segunda] = [await devolver(a.fimAFim), await devolver(b.fimAFim)];
  banco.devolucoes.delete(a.fimAFim);
  terminar(b.fimAFim, segunda.id, 'DEVOLVIDO');
  await conciliarPix(needs);
  assert.deepEqual([await situacaoDe(primeira.id), await situacaoDe(segunda.id)], ['EM_PROCESSAMENTO', 'DEVOLVIDO']);
  const row = await db.selectFrom('pix_devolucao').select('erro').where('id', '=', primeira.id).executeTakeFirst();
  assert.equal(row?.erro, 'Pix: recusa (HTTP 404)');
});

test('what the bank refuses at once is not carried out', async () => {
  const { fimAFim } = await paga();
  banco.recebidos.splice(
    banco.recebidos.findIndex((one) => one['endToEndId'] === fimAFim),
    1,
  );
  const feita = await devolver(fimAFim);
  assert.deepEqual([feita.situacao, feita.erro], ['NAO_REALIZADO', 'Pix: recusa (HTTP 404)']);
});

test('money without a place goes back too, and money whose payment was taken back before', async () => {
  banco.estado.devolve = 'DEVOLVIDO';
  const solto = await paga({ comFatura: false });
  assert.equal((await recebidoDe(solto.fimAFim)).resultado, 'SEM_LUGAR');
  await devolver(solto.fimAFim);
  assert.equal((await recebidoDe(solto.fimAFim)).resultado, 'DEVOLVIDO');

  const estornada = await paga();
  const { pagamento_id } = await recebidoDe(estornada.fimAFim);
  await inTransaction(db, origem, (tx) => estornarPagamento(tx, pagamento_id ?? 0, 'ENGANO', clock.today()));
  await devolver(estornada.fimAFim);
  const { resultado, motivo } = await recebidoDe(estornada.fimAFim);
  assert.deepEqual([resultado, motivo], ['DEVOLVIDO', null]);
  banco.estado.devolve = 'EM_PROCESSAMENTO';
  await confere();
});

test('refused before the bank is asked: unknown, too late, and a payment that cannot be taken back', async () => {
  const antes = banco.pedidos.length;
  await assert.rejects(devolver('E0'), { code: 'pix.nao_encontrado' });
  const velho = await paga({ horario: '2026-09-05T15:00:00.000Z' });
  await assert.rejects(devolver(velho.fimAFim), { code: 'pix.devolucao_prazo', facts: { ate: '2026-12-04' } });
  const parcial = await paga({ valor: '40.00' });
  await sql`update fatura set situacao = 'NEGOCIADA' where id = ${parcial.id}`.execute(db);
  await sql`update pagamento set abatido = 4000 where fatura_id = ${parcial.id}`.execute(db);
  await assert.rejects(devolver(parcial.fimAFim), { code: 'pagamento.fatura_negociada' });
  assert.equal((await estadoDa(db, parcial.id)).pagamentos[0]?.estornado_em, null);
  const { n } = await db
    .selectFrom('pix_devolucao')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('fim_a_fim', 'in', [velho.fimAFim, parcial.fimAFim])
    .executeTakeFirstOrThrow();
  assert.deepEqual([n, banco.pedidos.length], [0, antes]);
});

test('without a bank it is told, and the demo’s bank refuses what a bank refuses', async () => {
  const semBanco = { ...needs, pix: pixPelaApi(semPixHttp) };
  const { fimAFim } = await paga();
  await assert.rejects(devolverPix(semBanco, { fimAFim, valor: null, motivo: 'X' }, origem), { name: 'PartnerError' });

  const simulado = pixSimulado(db);
  const endToEndId = e2e();
  const horario = clock.now();
  await db
    .insertInto('demo_pix_recebido')
    .values({ fim_a_fim: endToEndId, chave, valor: centavos(1000), horario })
    .execute();
  assert.equal((await simulado.devolver(endToEndId, 'D1', centavos(400))).status, 'DEVOLVIDO');
  for (const [id, valor, status] of [
    ['D1', 400, 400],
    ['D2', 601, 400],
    ['D2', 0, 400],
    ['com-traco', 100, 400],
  ] as const) {
    await assert.rejects(simulado.devolver(endToEndId, id, centavos(valor)), { reason: 'recusa', status });
  }
  await assert.rejects(simulado.devolver(e2e(), 'D1', centavos(1)), { status: 404 });
  await assert.rejects(simulado.consultarDevolucao(endToEndId, 'D9'), { status: 404 });
  assert.deepEqual(await simulado.consultarDevolucao(endToEndId, 'D1'), {
    id: 'D1',
    valor: 400,
    status: 'DEVOLVIDO',
    motivo: null,
  });
  assert.equal((await simulado.consultarPix(endToEndId)).devolvido, 400);
});
