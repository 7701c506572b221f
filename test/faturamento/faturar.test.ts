import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import { addMonths, type Day, day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { faturar, simular } from '#modules/faturamento/index.ts';
import { createClock } from '#platform/clock.ts';
import type { DB } from '#platform/db.ts';
import { handlersOf } from '../../src/routines.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';

const { db } = await testDatabase();
const ORIGEM = { origem: 'teste', operacao: 'teste' };
const DEZEMBRO = day('2026-12-01');
const HOJE = day('2026-11-30');

const empresa = await db
  .insertInto('empresa')
  .values({ nome: 'PROVEDOR DE TESTE', nome_fantasia: 'TESTE' })
  .returning('id')
  .executeTakeFirstOrThrow();
const novaForma = async (changed: Partial<Insertable<DB['forma_cobranca']>> = {}) =>
  (
    await db
      .insertInto('forma_cobranca')
      .values({ descricao: 'BALCAO', empresa_id: empresa.id, ...changed })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;
const forma = await novaForma();

type Contrato = Partial<Insertable<DB['contrato']>>;
const novoContrato = (clienteId: number, changed: Contrato = {}) =>
  makeContrato(db, clienteId, {
    empresa_id: empresa.id,
    forma_cobranca_id: forma,
    habilitado_em: day('2020-01-01'),
    ...changed,
  });

const relogio = (instante: string) =>
  sql`update relogio set deslocamento = ${instante}::timestamptz - now()`.execute(db);
await relogio('2026-11-30 12:00-03');

const doCliente = (clienteId: number, competencia: Day | undefined = DEZEMBRO, hoje = HOJE) =>
  faturar(db, { hoje, competencia, clienteId }, ORIGEM);

/** The customer's invoices: «value due: kind value, …». */
async function faturas(clienteId: number): Promise<string[]> {
  const { rows } = await sql<{ conta: string }>`
    select f.valor || ' ' || f.vencimento || ': ' || (select string_agg(l.tipo || coalesce(' ' || l.parcela, '') || ' ' || l.valor,
      ', ' order by l.id) from fatura_linha l where l.fatura_id = f.id) as conta
    from fatura f where f.cliente_id = ${clienteId} order by f.vencimento, f.id`.execute(db);
  return rows.map(({ conta }) => conta);
}

test('one customer alone is billed, once, and only he', async () => {
  const [um, outro] = [await makeCliente(db), await makeCliente(db)];
  await novoContrato(um.id);
  await novoContrato(outro.id);
  assert.equal((await doCliente(um.id)).faturas, 1);
  assert.deepEqual(await faturas(um.id), ['9990 2026-12-10: MENSALIDADE 9990']);
  assert.deepEqual(await faturas(outro.id), []);
  assert.deepEqual(
    { ...(await doCliente(um.id)), semForma: [] },
    { contratos: 0, faturas: 0, valor: 0, semForma: [], naoComecados: 0 },
  );
});

test('ten runs of one customer at once issue one invoice', async () => {
  const { id } = await makeCliente(db);
  await novoContrato(id);
  await Promise.all(Array.from({ length: 10 }, () => doCliente(id)));
  assert.equal((await faturas(id)).length, 1);
});

test('a month whose window has not begun is not billed, and said so', async () => {
  const { id } = await makeCliente(db);
  await novoContrato(id);
  const resumo = await doCliente(id, day('2027-02-01'));
  assert.deepEqual([resumo.faturas, resumo.naoComecados], [0, 1]);
});

test('a contract without a billing form is told, and is billed with all its days when it has one', async () => {
  const { id } = await makeCliente(db);
  const k = await novoContrato(id, { forma_cobranca_id: null });
  assert.deepEqual((await doCliente(id)).semForma, [k.id]);
  await db.updateTable('contrato').set({ forma_cobranca_id: forma }).where('id', '=', k.id).execute();
  await doCliente(id);
  assert.deepEqual(await faturas(id), ['9990 2026-12-10: MENSALIDADE 9990']);
});

test('an exempt contract is not charged, and its months pass', async () => {
  const { id } = await makeCliente(db);
  const k = await novoContrato(id, { forma_cobranca_id: await novaForma({ isento: true }) });
  assert.equal((await doCliente(id)).faturas, 0);
  await db.updateTable('contrato').set({ forma_cobranca_id: forma }).where('id', '=', k.id).execute();
  await doCliente(id, day('2027-01-01'), day('2026-12-31'));
  assert.deepEqual(await faturas(id), ['9990 2027-01-10: MENSALIDADE 9990']);
});

test('a single invoice names the contracts of one due date and billing form; the others have their own', async () => {
  const { id } = await makeCliente(db, { emite_fatura_unica: true });
  const um = await novoContrato(id);
  const vencimento_id = um.vencimento_id;
  const dois = await novoContrato(id, { vencimento_id, valor: centavos(5000) });
  await novoContrato(id, { vencimento_id, forma_cobranca_id: await novaForma() });
  await doCliente(id);
  const rows = await db
    .selectFrom('fatura_contrato as c')
    .innerJoin('fatura as f', 'f.id', 'c.fatura_id')
    .select(['f.valor', 'c.contrato_id'])
    .where('f.cliente_id', '=', id)
    .where('f.valor', '=', 14_990 as Centavos)
    .orderBy('c.ordem')
    .execute();
  assert.deepEqual(
    rows.map(({ contrato_id }) => contrato_id),
    [um.id, dois.id],
  );
  assert.equal((await faturas(id)).length, 2);
});

test('instalments come one a month until they are paid up, and a promotion for its months', async () => {
  const { id } = await makeCliente(db);
  const servico = await db
    .insertInto('servico')
    .values({ descricao: 'INSTALACAO', valor: centavos(10_000) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const k = await novoContrato(id, {
    servico_instalacao_id: servico.id,
    valor_instalacao: centavos(10_000),
    parcelas_instalacao: 3,
  });
  const promocao = await db
    .insertInto('promocao')
    .values({
      descricao: 'METADE',
      inicio: day('2026-01-01'),
      fim: day('2027-12-31'),
      em_porcentagem: true,
      desconto: 5000,
      numero_mensalidades: 2,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('contrato_promocao').values({ contrato_id: k.id, promocao_id: promocao.id, ordem: 1 }).execute();
  for (let mes = 0; mes < 4; mes++) await doCliente(id, addMonths(DEZEMBRO, mes), addMonths(HOJE, mes));
  assert.deepEqual(await faturas(id), [
    '8329 2026-12-10: MENSALIDADE 9990, PROMOCAO -4995, INSTALACAO 1 3334',
    '8328 2027-01-10: MENSALIDADE 9990, PROMOCAO -4995, INSTALACAO 2 3333',
    '13323 2027-02-10: MENSALIDADE 9990, INSTALACAO 3 3333',
    '9990 2027-03-10: MENSALIDADE 9990',
  ]);
});

test('a simulation from the same state shows what is then billed, and writes nothing', async () => {
  const { id } = await makeCliente(db);
  const k = await novoContrato(id);
  await sql`insert into ligacao (contrato_id, origem, destino, realizada_em, duracao_segundos, valor)
    values (${k.id}, '1', '2', '2026-11-20 10:00-03', 60, 123)`.execute(db);
  const shown: number[] = [];
  const resumo = await simular(db, { hoje: HOJE, competencia: DEZEMBRO, clienteId: id }, ({ contas }) =>
    shown.push(...contas.flatMap(({ linhas }) => linhas.map(({ valor }) => valor))),
  );
  assert.deepEqual([shown, resumo.valor, await faturas(id)], [[9990, 123], 10_113, []]);
  await doCliente(id);
  assert.deepEqual(await faturas(id), ['10113 2026-12-10: MENSALIDADE 9990, CHAMADAS 123']);
});

test('29 February, 31 January and the turn of the year, a month after the other', async () => {
  const { id } = await makeCliente(db);
  const vencimento = await db
    .insertInto('vencimento')
    .values({ dia: 31, dia_faturamento_inicial: 1, dia_faturamento_final: 31 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const k = await novoContrato(id, { vencimento_id: vencimento.id, faturar_desde: day('2027-12-15') });
  for (const mes of ['2027-12-01', '2028-01-01', '2028-02-01', '2028-03-01']) {
    await doCliente(id, day(mes), addMonths(day(mes), 1));
  }
  const meses = await db
    .selectFrom('contrato_faturado')
    .select(['inicio', 'fim'])
    .where('contrato_id', '=', k.id)
    .orderBy('inicio')
    .execute();
  assert.deepEqual(
    meses.map(({ inicio, fim }) => `${inicio} ${fim}`),
    ['2027-12-15 2027-12-31', '2028-01-01 2028-01-31', '2028-02-01 2028-02-29', '2028-03-01 2028-03-31'],
  );
  assert.deepEqual(
    (await faturas(id)).map((conta) => conta.split(' ')[0]),
    ['5478', '9990', '9990', '9990'],
  );
});

test('on a day that has no midnight the day of billing is that day', async () => {
  // Summer time began on 4 November 2018: 00:00 was 01:00.
  await relogio('2018-11-04 03:00+00');
  const { id } = await makeCliente(db);
  const k = await novoContrato(id, { habilitado_em: day('2018-01-01') });
  const { rows } = await sql<{ hoje: Day }>`select (agora() at time zone 'America/Sao_Paulo')::date as hoje`.execute(
    db,
  );
  assert.equal(rows[0]?.hoje, '2018-11-04');
  await doCliente(id, day('2018-11-01'), day('2018-11-04'));
  const mes = await sql<{ dia: Day; inicio: Day; fim: Day }>`
    select (faturado_em at time zone 'America/Sao_Paulo')::date as dia, inicio, fim from contrato_faturado
    where contrato_id = ${k.id}`.execute(db);
  assert.deepEqual(mes.rows[0], { dia: '2018-11-04', inicio: '2018-10-11', fim: '2018-11-10' });
  await relogio('2026-11-30 12:00-03');
});

test('the scheduler bills what its day asks for, in parts, and nothing the second time', async () => {
  const { id } = await makeCliente(db);
  await novoContrato(id);
  const clock = createClock();
  clock.setOffset(Date.parse('2026-11-30T12:00:00-03:00') - Date.now());
  const handlers = handlersOf({ db, clock } as unknown as Parameters<typeof handlersOf>[0]);
  const partes = async () =>
    (
      await sql<{ payload: { de: number; ate: number } }>`select j.payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'faturamento.parte'`.execute(db)
    ).rows.map(({ payload }) => payload);
  await handlers['rotina.faturamento']?.({});
  const fila = await partes();
  assert.ok(fila.length > 0);
  for (const parte of fila) await handlers['faturamento.parte']?.(parte);
  assert.deepEqual(await faturas(id), ['9990 2026-12-10: MENSALIDADE 9990']);
  for (const parte of fila) await handlers['faturamento.parte']?.(parte);
  assert.equal((await faturas(id)).length, 1);
});
