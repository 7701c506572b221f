import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';
import { testDatabase } from '../support/db.ts';
import { killedAtRandom } from '../support/kills.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { startProgram } from '../support/program.ts';

const CLIENTES = 120;
const MORTES = 4;

/**
 * Customers of four kinds in turn, on Monday, 15 March 2027: late without a notice; the notice's term has run; suspended
 * for more than 60 days; suspended, and paid since.
 */
async function baseEmCobranca() {
  const { db, url } = await testDatabase();
  await sql`update relogio set deslocamento = timestamptz '2027-03-15 12:00-03' - now()`.execute(db);
  for (let i = 0; i < CLIENTES; i++) {
    const { id } = await makeCliente(db, { nome: `DEVEDOR ${i}`, email: `devedor${i}@exemplo.com.br` });
    await makeContrato(db, id, { status: i % 4 < 2 ? 'HABILITADO' : 'SUSPENSO' });
  }
  await sql`with f as (
      insert into fatura (cliente_id, valor, valor_baixado, situacao, paga_em, vencimento, numero_boleto, numero_documento)
      select c.id, 9990, case when n % 4 = 3 then 9990 else 0 end, case when n % 4 = 3 then 'PAGA' else 'ABERTA' end,
        case when n % 4 = 3 then date '2027-03-12' end, date '2026-12-10', n::text, n::text
      from (select id, row_number() over (order by id) - 1 as n from cliente) c returning id, cliente_id)
    insert into fatura_contrato (fatura_id, contrato_id, ordem) select f.id, k.id, 1 from f
    join contrato k on k.cliente_id = f.cliente_id`.execute(db);
  await sql`insert into aviso_inadimplencia (contrato_id, cliente_id, preparado_em, enviado_em, prova, causa, valor, faturas,
      suspende_em, rescinde_em, suspensao_dias, rescisao_dias, suspenso_em)
    select k.id, k.cliente_id, d.preparado, d.preparado, 'EMAIL', 'teste ' || k.id, 9990, array[fk.fatura_id], d.suspende,
      d.rescinde, 15, 60, case when k.status = 'SUSPENSO' then d.suspende end
    from contrato k join fatura_contrato fk on fk.contrato_id = k.id
    join (select id, row_number() over (order by id) - 1 as n from cliente) c on c.id = k.cliente_id
    join (values ('HABILITADO', date '2027-02-19', date '2027-03-08', date '2027-05-07'),
      ('SUSPENSO', date '2026-12-15', date '2027-01-04', date '2027-03-05')) d (status, preparado, suspende, rescinde)
      on d.status = k.status
    where c.n % 4 > 0 order by k.id`.execute(db);
  return { db, cobrar: () => startProgram(['cobranca'], { DATABASE_URL: url }) };
}

/** Everything that the dunning writes, by customer, without ids and times. */
async function escrito(db: Database): Promise<unknown> {
  const { rows } = await sql<{ tudo: unknown }>`
    select jsonb_build_object(
      'contratos', (select jsonb_agg(jsonb_build_array(c.nome, k.status, k.cancelado_em) order by c.id)
        from contrato k join cliente c on c.id = k.cliente_id),
      'avisos', (select jsonb_agg(jsonb_build_array(c.nome, a.situacao, a.preparado_em, a.enviado_em, a.valor,
        cardinality(a.faturas), a.suspende_em, a.rescinde_em, a.suspenso_em, a.encerrado_em) order by c.id, a.id)
        from aviso_inadimplencia a join cliente c on c.id = a.cliente_id),
      'historico', (select jsonb_agg(jsonb_build_array(c.nome, h.de, h.para, h.motivo) order by c.id, h.id)
        from contrato_historico h join contrato k on k.id = h.contrato_id join cliente c on c.id = k.cliente_id),
      'mensagens', (select jsonb_agg(jsonb_build_array(c.nome, m.modelo, m.canal, m.estado) order by c.id, m.id)
        from mensagem m join cliente c on c.id = m.cliente_id),
      'tarefas', (select jsonb_agg(jsonb_build_array(t.identifier, n) order by t.identifier) from (
        select task_id, count(*) as n from graphile_worker._private_jobs group by 1) j
        join graphile_worker._private_tasks t on t.id = j.task_id)) as tudo`.execute(db);
  return rows[0]?.tudo;
}

test('the dunning of a day, killed at random moments, ends as an undisturbed one', async (t) => {
  const [inteira, morta] = [await baseEmCobranca(), await baseEmCobranca()];
  const feita = inteira.cobrar();
  assert.equal((await feita.ended).code, 0, feita.stderr());
  const [resumo = ''] = /^Feito: .*$/m.exec(feita.stdout()) ?? [];
  for (const vezes of ['avisar 30', 'suspender 30', 'rescindir 30', 'habilitar 30'])
    assert.match(resumo, new RegExp(vezes, 'i'));

  const feitas = async () => {
    const { rows } = await sql<{ n: number }>`
      select (select count(*) from contrato_historico)::integer
        + (select count(*) from aviso_inadimplencia where enviado_em is null)::integer as n`.execute(morta.db);
    return rows[0]?.n ?? 0;
  };
  const porMorte = Math.floor(CLIENTES / (MORTES + 2));
  t.diagnostic(`done at each kill: ${await killedAtRandom(morta.cobrar, { feitas, mortes: MORTES, porMorte })}`);
  const ultima = morta.cobrar();
  assert.equal((await ultima.ended).code, 0, ultima.stderr());
  assert.deepEqual(await escrito(morta.db), await escrito(inteira.db));
  const outra = morta.cobrar();
  assert.equal((await outra.ended).code, 0);
  assert.match(outra.stdout(), /^Feito: nada\.$/m);
});
