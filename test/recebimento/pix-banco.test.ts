import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { centavos } from '#kernel/money.ts';
import { emitirFaturas, registrarPagamento } from '#modules/financeiro/index.ts';
import {
  conciliarPix,
  criarCobrancasPix,
  lerArquivoDeRetorno,
  pixPelaApi,
  removerCobrancaPix,
  semPixHttp,
} from '#modules/recebimento/index.ts';
import { openPool } from '#platform/db.ts';
import { migrateJobs } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { bancoPix, httpDo } from './banco-pix.ts';
import { arquivoDe, bytesDe, estadoDa, makeRecebimento, origem, relogioEm } from './makers.ts';

const { db, url } = await testDatabase();
const pool = openPool(url);
await migrateJobs(pool);
await pool.end();
const banco = await bancoPix();
const clock = relogioEm('2026-12-05');
const http = (changed = {}) => httpDo(banco, changed);
const needs = { db, clock, pix: pixPelaApi(http()) };
const chave = 'a1b2c3d4-0000-4000-8000-000000000001';
const r = await makeRecebimento(db, '033', { pix_chave: chave, pix_modo: 'COBV' });

let numero = 0;
const e2e = () => `E1234567820261205120${String(++numero).padStart(12, '0')}`;
const cobrancaDa = (id: number) =>
  db.selectFrom('pix_cobranca').selectAll().where('fatura_id', '=', id).executeTakeFirstOrThrow();
const cobrar = async (fatura = {}) => {
  const feita = await r.faturaComBoleto(fatura);
  await criarCobrancasPix(needs, [feita.id]);
  return { ...feita, cobranca: await cobrancaDa(feita.id) };
};

test('a charge carries due date, amount, fine, interest and payer, and its code comes back', async () => {
  const { cobranca, cliente } = await cobrar({ valor: centavos(12345) });
  assert.deepEqual([cobranca.situacao, cobranca.copia_e_cola], ['ATIVA', `00020126${cobranca.txid}`]);
  assert.deepEqual(banco.cobrancas.get(cobranca.txid)?.body, {
    calendario: { dataDeVencimento: '2026-12-10', validadeAposVencimento: 120 },
    devedor: { cpf: cliente?.documento, nome: 'FULANO DE TESTE' },
    valor: {
      original: '123.45',
      multa: { modalidade: 2, valorPerc: '2.00' },
      juros: { modalidade: 3, valorPerc: '1.00' },
    },
    chave,
    solicitacaoPagador: 'Fatura 1226000001',
  });
});

test('one token serves many requests; one that the bank took back is asked for again', async () => {
  const antes = banco.estado.tokens;
  await cobrar();
  await cobrar();
  assert.equal(banco.estado.tokens, antes);
  banco.estado.validos.clear();
  assert.equal((await cobrar()).cobranca.situacao, 'ATIVA');
  assert.equal(banco.estado.tokens, antes + 1);
});

test('a bank that does not answer keeps the charge waiting; an answer that was lost makes no second charge', async () => {
  const { id } = await r.faturaComBoleto();
  banco.estado.falha = 1;
  await assert.rejects(criarCobrancasPix(needs, [id]), { name: 'PartnerError', reason: 'erro' });
  const espera = await cobrancaDa(id);
  assert.deepEqual([espera.situacao, espera.erro], ['A_REGISTRAR', 'Pix: erro (HTTP 503)']);
  banco.estado.semResposta = 1;
  await assert.rejects(criarCobrancasPix(needs, [id]), { reason: 'sem_conexao' });
  const quantas = banco.cobrancas.size;
  await criarCobrancasPix(needs, [id]);
  const feita = await cobrancaDa(id);
  assert.deepEqual([feita.situacao, feita.txid, banco.cobrancas.size], ['ATIVA', espera.txid, quantas]);
});

test('a refusal is on record; after five failures in a row nothing is asked for a while', async () => {
  const recusado = pixPelaApi(http({ url: `${banco.base}/api/v1?gw-app-key=minha-chave` }));
  const { id } = await r.faturaComBoleto();
  await criarCobrancasPix({ ...needs, pix: recusado }, [id]);
  assert.deepEqual(
    [(await cobrancaDa(id)).situacao, (await cobrancaDa(id)).erro],
    ['RECUSADA', 'Pix: recusa (HTTP 400)'],
  );
  const fora = pixPelaApi(http({ url: 'http://127.0.0.1:1/', tokenUrl: 'http://127.0.0.1:1/' }));
  for (let n = 0; n < 5; n++) await assert.rejects(fora.consultarCobranca('COBV', 'x'), { reason: 'sem_conexao' });
  await assert.rejects(fora.consultarCobranca('COBV', 'x'), { reason: 'disjuntor_aberto' });
});

test('without a bank the charges wait, and are made by the routine once there is one', async () => {
  const { id } = await r.faturaComBoleto();
  await criarCobrancasPix({ ...needs, pix: pixPelaApi(semPixHttp) }, [id]);
  assert.equal((await cobrancaDa(id)).situacao, 'A_REGISTRAR');
  await sql`update pix_cobranca set atualizada_em = agora() - interval '1 hour' where fatura_id = ${id}`.execute(db);
  await conciliarPix(needs);
  assert.equal((await cobrancaDa(id)).situacao, 'ATIVA');
});

test('an invoice that is paid otherwise loses its charge; one that was paid by Pix meanwhile keeps the money as a credit', async () => {
  const [a, b] = [await cobrar(), await cobrar()];
  const arquivo = arquivoDe(
    r,
    [a, b].map(({ nossoNumero }) => ({ nossoNumero, movimento: '06', pago: 10000, dia: '2026-12-04' })),
  );
  banco.pagar(b.cobranca.txid, { endToEndId: e2e(), valor: '100.00', horario: '2026-12-04T15:00:00.000Z', chave });
  await lerArquivoDeRetorno(needs, { nome: 'A.RET', bytes: bytesDe(arquivo) }, origem);
  for (const { id } of [a, b]) await removerCobrancaPix(needs, id);
  assert.equal((await cobrancaDa(a.id)).situacao, 'REMOVIDA');
  assert.equal(banco.cobrancas.get(a.cobranca.txid)?.status, 'REMOVIDA_PELO_USUARIO_RECEBEDOR');
  assert.equal((await cobrancaDa(b.id)).situacao, 'CONCLUIDA');
  const { pagamentos, creditos } = await estadoDa(db, b.id);
  assert.deepEqual([pagamentos.map(({ origem: de }) => de), creditos], [['RETORNO', 'PIX'], [-10000]]);
  await removerCobrancaPix(needs, a.id);
  await removerCobrancaPix(needs, 99_999_999);
});

test('what no webhook told of is found by asking: all pages, once', async () => {
  const feitas = [await cobrar(), await cobrar(), await cobrar(), await cobrar(), await cobrar()];
  for (const { cobranca } of feitas) {
    banco.pagar(cobranca.txid, { endToEndId: e2e(), valor: '100.00', horario: '2026-12-05T14:45:00Z', chave });
  }
  banco.recebidos.push({ endToEndId: e2e(), valor: '5.00', horario: '2026-12-05T14:45:00Z', chave });
  const feito = await conciliarPix(needs);
  assert.ok(feito.APLICADO >= 5 && feito.SEM_LUGAR === 1, JSON.stringify(feito));
  await conciliarPix(needs);
  for (const { id } of feitas) {
    const { fatura, pagamentos, boleto } = await estadoDa(db, id);
    assert.deepEqual(
      [fatura.situacao, fatura.paga_em, pagamentos.length, boleto?.situacao],
      ['PAGA', '2026-12-05', 1, 'BAIXADO'],
    );
  }
});

test('the bank is told where to tell of Pix', async () => {
  await needs.pix.configurarWebhook('+5531999998888', 'https://provedor.example/pix/webhook/x');
  assert.equal(banco.webhooks.get('+5531999998888'), 'https://provedor.example/pix/webhook/x');
});

test('issuing asks for charges in the same transaction, a hundred to a job; an agreement without COBV for none', async () => {
  const cliente = await makeCliente(db);
  const contrato = await makeContrato(db, cliente.id);
  const outro = await makeRecebimento(db, '033');
  const nova = (formaCobrancaId: number) => ({
    clienteId: cliente.id,
    empresaId: r.empresa,
    formaCobrancaId,
    vencimento: '2026-12-20' as never,
    competencia: null,
    origem: 'AVULSA' as const,
    contratos: [contrato.id],
    linhas: [{ contratoId: contrato.id, tipo: 'AVULSA' as const, descricao: 'SERVICO', valor: centavos(5000) }],
  });
  const tarefas = async () => {
    const { rows } = await sql<{ quantas: number }>`
      select coalesce(json_array_length(j.payload -> 'faturaIds'), 0) as quantas
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'pix.criar' order by j.id`.execute(db);
    return rows.map(({ quantas }) => quantas);
  };
  const antes = (await tarefas()).length;
  const emitir = (novas: ReturnType<typeof nova>[]) => (tx: Parameters<typeof emitirFaturas>[0]) =>
    emitirFaturas(tx, novas, clock.today());
  await inTransaction(db, origem, emitir([...Array.from({ length: 250 }, () => nova(r.forma)), nova(outro.forma)]));
  assert.deepEqual((await tarefas()).slice(antes), [100, 100, 50]);
  await assert.rejects(
    inTransaction(db, origem, async (tx) => {
      await emitir([nova(r.forma)])(tx);
      throw new Error('undone');
    }),
  );
  assert.equal((await tarefas()).length, antes + 3);
});

test('an invoice that is paid before its charge is made gets none; one that is due no more neither', async () => {
  const paga = await r.faturaComBoleto();
  const vencida = await r.faturaComBoleto({ vencimento: '2026-12-01' as never });
  await inTransaction(db, origem, (tx) =>
    registrarPagamento(
      tx,
      { faturaId: paga.id, origem: 'PIX', origemChave: e2e(), valorPago: centavos(10000), pagoEm: clock.today() },
      clock.today(),
    ),
  );
  await criarCobrancasPix(needs, [paga.id, vencida.id]);
  const linhas = await db
    .selectFrom('pix_cobranca')
    .select('txid')
    .where('fatura_id', 'in', [paga.id, vencida.id])
    .execute();
  assert.deepEqual(linhas, []);
});
