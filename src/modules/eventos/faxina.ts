import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';

const POR_VEZ = 20_000;

/**
 * Forgets events that are older than so many days, save those that still wait for a delivery; deliveries go with them.
 * A piece at a time, so that no lock is held for long.
 */
export async function esquecerEventos(db: Database, dias: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ n: number }>`
      with velhos as (
        select e.id, e.posicao from evento e
        where e.quando < (select agora()) - make_interval(days => ${dias}) and e.posicao is not null
          and not exists (select from webhook_entrega w where w.posicao = e.posicao and w.estado = 'PENDENTE')
        limit ${POR_VEZ}),
      entregas as (delete from webhook_entrega w using velhos v where w.posicao = v.posicao and w.estado <> 'PENDENTE'),
      idos as (delete from evento e using velhos v where e.id = v.id returning e.id)
      select count(*)::integer as n from idos`.execute(db);
    if ((rows[0]?.n ?? 0) < POR_VEZ) return;
  }
}
