import { sql } from 'kysely';
import type { Database, DB, Tx } from '#platform/db.ts';

export type TipoAnomalia = DB['radius.anomalia']['tipo'];

/** Notes what cannot be right, once for each thing it is said of. */
export async function anotar(tx: Tx, tipo: TipoAnomalia, chave: string, detalhe: object): Promise<void> {
  await sql`select radius.anotar(${tipo}, ${chave}, ${JSON.stringify(detalhe)}::jsonb)`.execute(tx);
}

/** What packets and contracts said that cannot be right, the newest first. */
export const lerAnomalias = (db: Database, limite: number) =>
  db.selectFrom('radius.anomalia').selectAll().orderBy('ultima', 'desc').limit(limite).execute();

export interface Conferencia {
  /** Sessions open now, and those that have been silent beyond what their NAS is allowed. */
  abertas: number;
  caladas: number;
  /** Sessions that are nobody's, with their bytes: nothing of them is in a total. */
  semContrato: { username: string | null; sessoes: number; bytes: number }[];
  /** Sessions that end before they begin. */
  fimAntesDoInicio: number;
  /** Contracts whose sessions and days do not add up to the same bytes, for those of the last 31 days. */
  diferencas: { contrato_id: number; sessoes: number; dias: number }[];
  /** Sessions of months that have no partition. */
  semParticao: number;
}

/** Looks through the sessions for what does not add up. Reads the whole log: for the command line, not for a request. */
export async function conferir(db: Database): Promise<Conferencia> {
  const { rows: counts } = await sql<{ abertas: number; caladas: number; fim: number; resto: number }>`select
    (select count(*) from radius.radacct_recente where acctstoptime is null) as abertas,
    (select count(*) from radius.radacct_recente r
      cross join radius.parametro p left join radius.nas n on n.nasname = host(r.nasipaddress)
      where r.acctstoptime is null and r.acctupdatetime < agora() - make_interval(secs => p.interims_perdidos * coalesce(n.intervalo_s, 600))) as caladas,
    (select count(*) from radius.radacct where acctstoptime < acctstarttime) as fim,
    (select count(*) from radius.radacct_resto) as resto`.execute(db);
  const { rows: semContrato } = await sql<Conferencia['semContrato'][number]>`
    select username, count(*) as sessoes, sum(acctinputoctets + acctoutputoctets)::bigint as bytes
    from radius.radacct where contrato_id is null group by username order by 3 desc limit 50`.execute(db);
  // Of contracts all of whose sessions are still on record: what was dropped after a year is in the days alone.
  const { rows: diferencas } = await sql<Conferencia['diferencas'][number]>`
    select s.contrato_id, s.bytes as sessoes, coalesce(d.bytes, 0) as dias
    from (select contrato_id, sum(acctinputoctets + acctoutputoctets)::bigint as bytes, min(acctstarttime) as desde
      from radius.radacct where contrato_id is not null group by contrato_id) s
    left join (select contrato_id, sum(download + upload)::bigint as bytes, min(dia) as desde
      from radius.consumo_dia group by contrato_id) d using (contrato_id)
    where s.bytes <> coalesce(d.bytes, 0)
      and (d.desde is null or d.desde >= (s.desde at time zone 'America/Sao_Paulo')::date) order by 1 limit 50`.execute(
    db,
  );
  const { abertas = 0, caladas = 0, fim = 0, resto = 0 } = counts[0] ?? {};
  return { abertas, caladas, semContrato, fimAntesDoInicio: fim, diferencas, semParticao: resto };
}
