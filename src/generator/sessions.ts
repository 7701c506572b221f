import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Database, Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';

const ORIGIN = { origem: 'comando', operacao: 'gerar' };
const BATCH = 200_000;
/** Transactions at the same time. */
const WRITERS = 2;
const HORAS = 8;

/**
 * Gives internet contracts a login and this many sessions of eight hours over the past year, oldest first, with the
 * totals of their days, and reports how many there are so far. Gives how many contracts have them.
 */
export async function generateSessions(
  db: Database,
  { sessoes, hoje }: { sessoes: number; hoje: Day },
  report: (done: number) => void,
): Promise<number> {
  const contratos = await quietly(db, (tx) => prepare(tx, hoje));
  if (contratos.length === 0) return 0;
  let next = 0;
  let done = 0;
  const write = async () => {
    while (next < sessoes) {
      const de = next;
      const ate = Math.min(sessoes, de + BATCH);
      next = ate;
      await quietly(db, (tx) => insertSessions(tx, { contratos, de, ate, sessoes, hoje }));
      done += ate - de;
      report(done);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  await quietly(db, sumDays);
  await db.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`vacuum (analyze) radius.radacct, radius.consumo_dia`.execute(connection);
    await sql`reset statement_timeout`.execute(connection);
  });
  return contratos.length;
}

async function prepare(tx: Tx, hoje: Day): Promise<number[]> {
  await sql`select radius.criar_particoes((${hoje}::date - interval '1 year')::date, (${hoje}::date + interval '3 months')::date)`.execute(
    tx,
  );
  await sql`update contrato k set login_radius = 'u' || k.id from plano p join tecnologia t on t.id = p.tecnologia_id
    where p.id = k.plano_id and t.tipo = 'INTERNET' and k.login_radius is null and k.status <> 'CANCELADO'`.execute(tx);
  const { rows } = await sql<{
    id: number;
  }>`select id from contrato where login_radius = 'u' || id order by id`.execute(tx);
  return rows.map(({ id }) => id);
}

interface Lote {
  contratos: readonly number[];
  de: number;
  ate: number;
  sessoes: number;
  hoje: Day;
}

// Session i is of contract i mod n, so that all of them move through the year together, as packets come.
const insertSessions = (tx: Tx, { contratos, de, ate, sessoes, hoje }: Lote) =>
  sql`insert into radius.radacct (arquivada, acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctupdatetime,
      acctstoptime, acctsessiontime, acctinputoctets, acctoutputoctets, callingstationid, acctterminatecause,
      framedipaddress, groupname, contrato_id)
    select true, to_hex(i), lpad(to_hex(i), 32, '0'), 'u' || contrato, '10.0.0.1'::inet + i % 16, inicio, inicio + ${HORAS} * interval '1 hour',
      inicio + ${HORAS} * interval '1 hour', ${HORAS} * 3600, (hashint8(i)::bigint + 2147483648) / 8, hashint8(i)::bigint + 2147483648,
      '00:0C:43:' || upper(lpad(to_hex(contrato % 16777216), 6, '0')), 'User-Request', '100.64.0.0'::inet + contrato % 4194304,
      'velocidade.1', contrato
    from (select i, (${contratos}::integer[])[1 + i % ${contratos.length}::integer] as contrato,
        (${hoje}::date - interval '1 year') + (i / ${contratos.length}::integer) * interval '1 year' / ${Math.ceil(sessoes / contratos.length)}::integer
          as inicio
      from generate_series(${de}::bigint, ${ate - 1}::bigint) i) s`.execute(tx);

const sumDays = (tx: Tx) =>
  sql`insert into radius.consumo_dia (contrato_id, dia, download, upload, download_antes, upload_antes)
    select contrato_id, dia, download, upload, sum(download) over antes - download, sum(upload) over antes - upload
    from (select contrato_id, (acctstarttime at time zone 'America/Sao_Paulo')::date as dia,
        sum(acctoutputoctets)::bigint as download, sum(acctinputoctets)::bigint as upload
      from radius.radacct where contrato_id is not null group by 1, 2) d
    window antes as (partition by contrato_id order by dia)
    on conflict do nothing`.execute(tx);

/** A transaction without audit rows, however long it takes. */
const quietly = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(
    db,
    ORIGIN,
    async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx);
      return work(tx);
    },
    { quiet: true },
  );
