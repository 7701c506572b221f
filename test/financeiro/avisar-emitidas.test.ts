import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { day } from '#kernel/dates.ts';
import { avisarEmitidas, cancelarFatura, emitirFaturas } from '#modules/financeiro/index.ts';
import { openPool } from '#platform/db.ts';
import { runDueJobs } from '#platform/jobs.ts';
import { handlersOf } from '../../src/routines.ts';
import { testApp } from '../support/app.ts';
import { insert } from '../support/vendas.ts';
import { type Caixa, type Devedor, emitir, fazer, makeCaixa, makeDevedor } from './makers.ts';

const t = await testApp();
const pool = openPool(t.url);
after(() => pool.end());
const caixa = await makeCaixa(t);
const { convenio_id } = await t.db
  .selectFrom('forma_cobranca')
  .select('convenio_id')
  .where('id', '=', caixa.forma)
  .executeTakeFirstOrThrow();
const forma = await insert(t.db, 'forma_cobranca', {
  descricao: 'FATURA DIGITAL',
  empresa_id: caixa.empresa,
  convenio_id,
  digital: true,
});
const digital: Caixa = { ...caixa, forma };

/** Runs what is due; of a queue one run takes a job or two. */
async function tarefas(): Promise<void> {
  let restam = 1;
  for (let vez = 0; restam > 0 && vez < 20; vez++) {
    await runDueJobs(pool, handlersOf(t.services));
    restam = (await daFila()).length;
  }
  assert.equal(restam, 0);
}

/** Jobs of the queue of charges, in their order. */
async function daFila(): Promise<{ identifier: string; quantas: number }[]> {
  const { rows } = await sql<{ identifier: string; quantas: number }>`
    select t.identifier, json_array_length(j.payload -> 'faturaIds') as quantas from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where q.queue_name = 'pix' order by j.priority, j.run_at, j.id`.execute(t.db);
  return rows;
}

const mensagensDe = ({ id }: Pick<Devedor, 'id'>) =>
  t.db
    .selectFrom('mensagem')
    .select(['modelo', 'estado', 'causa'])
    .where('cliente_id', '=', id)
    .orderBy('id')
    .execute();

test('a digital invoice goes out when it is issued, with its PDF, once', async () => {
  const devedor = await makeDevedor(t, caixa);
  const id = await emitir(t, digital, devedor, 12_345, day('2026-12-10'));
  assert.deepEqual(await mensagensDe(devedor), [], 'nothing in the transaction of the issue');
  await tarefas();
  const enviada = { modelo: 'fatura-emitida', estado: 'ENVIADA', causa: `fatura.emitida ${id}` };
  assert.deepEqual(await mensagensDe(devedor), [enviada]);
  const { subject, text, to, attachments } = t.outbox.mails.at(-1) ?? {};
  assert.deepEqual([subject, to], ['Sua fatura de 10/12/2026 chegou', 'devedor@exemplo.com.br']);
  for (const part of [`fatura ${id}`, 'R$ 123,45', '10/12/2026', 'Como pagar está na fatura anexa']) {
    assert.ok(text?.includes(part), `${part} in ${text}`);
  }
  assert.equal(attachments?.length, 1);

  const enviados = t.outbox.mails.length;
  await Promise.all([avisarEmitidas(t.db, [id]), avisarEmitidas(t.db, [id])]);
  await tarefas();
  assert.equal((await mensagensDe(devedor)).length, 1);
  assert.equal(t.outbox.mails.length, enviados);
});

test('on paper, without an e-mail, excluded, cancelled before it went, or undone: none', async () => {
  const [papel, semEmail, excluido, cancelado, desfeito] = await Promise.all(
    Array.from({ length: 5 }, () => makeDevedor(t, caixa)),
  );
  assert.ok(papel && semEmail && excluido && cancelado && desfeito);
  await t.db.updateTable('cliente').set({ email: null }).where('id', '=', semEmail.id).execute();
  await t.db.updateTable('cliente').set({ situacao: 'E' }).where('id', '=', excluido.id).execute();
  await emitir(t, caixa, papel, 1000);
  await emitir(t, digital, semEmail, 1000);
  await emitir(t, digital, excluido, 1000);
  const fatura = await emitir(t, digital, cancelado, 1000);
  await fazer(t, (tx) => cancelarFatura(tx, fatura, 'ENGANO', t.clock.today()));
  await assert.rejects(
    fazer(t, async (tx) => {
      const nova = {
        clienteId: desfeito.id,
        empresaId: caixa.empresa,
        formaCobrancaId: forma,
        vencimento: day('2026-12-10'),
        competencia: null,
        origem: 'AVULSA' as const,
        contratos: [],
        linhas: [{ contratoId: null, tipo: 'AVULSA' as const, descricao: 'X', valor: 100 as never }],
      };
      await emitirFaturas(tx, [nova], t.clock.today());
      throw new Error('undone');
    }),
    /undone/,
  );
  await tarefas();
  for (const quem of [papel, semEmail, excluido, cancelado, desfeito]) assert.deepEqual(await mensagensDe(quem), []);
});

test('turned off, nothing goes; the charges by Pix come before it in the queue', async () => {
  const devedor = await makeDevedor(t, caixa);
  t.services.rules.faturaPorEmail = false;
  await emitir(t, digital, devedor, 1000);
  await tarefas();
  t.services.rules.faturaPorEmail = true;
  assert.deepEqual(await mensagensDe(devedor), []);

  await t.db
    .updateTable('convenio')
    .set({ pix_chave: 'a@exemplo.com.br', pix_modo: 'COBV' })
    .where('id', '=', convenio_id)
    .execute();
  await emitir(t, digital, devedor, 1000);
  assert.deepEqual(
    (await daFila()).map(({ identifier }) => identifier),
    ['pix.criar', 'fatura.avisar'],
  );
  await tarefas();
  assert.equal((await mensagensDe(devedor)).length, 1);
});

test('a thousand of one issue are two jobs', async () => {
  const devedor = await makeDevedor(t, caixa);
  const novas = Array.from({ length: 1000 }, () => ({
    clienteId: devedor.id,
    empresaId: caixa.empresa,
    formaCobrancaId: forma,
    vencimento: day('2027-12-10'),
    competencia: day('2027-12-01'),
    origem: 'FATURAMENTO' as const,
    contratos: [],
    linhas: [{ contratoId: null, tipo: 'AVULSA' as const, descricao: 'X', valor: 100 as never }],
  }));
  await t.db.updateTable('convenio').set({ pix_chave: null, pix_modo: null }).where('id', '=', convenio_id).execute();
  const emitidas = await fazer(t, (tx) => emitirFaturas(tx, novas, t.clock.today()));
  assert.deepEqual(await daFila(), [
    { identifier: 'fatura.avisar', quantas: 500 },
    { identifier: 'fatura.avisar', quantas: 500 },
  ]);
  await avisarEmitidas(
    t.db,
    emitidas.map(({ id }) => id),
  );
  const { n } = await t.db
    .selectFrom('mensagem_fila')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('modelo', '=', 'fatura-emitida')
    .executeTakeFirstOrThrow();
  assert.equal(n, 1000);
});
