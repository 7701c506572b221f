import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';

const POR_VEZ = 2000;
// The number only has to be nobody else's.
const TRAVA = 731_610;
const ORIGEM = { origem: 'tarefa', operacao: 'eventos.publicar' };

/**
 * Gives committed events their positions, in the order in which they happened to each record, and makes the deliveries of
 * the webhooks that want them. One process at a time; another finds it taken and leaves. Gives how many were published.
 *
 * Positions are given by one hand after the commit: by ids alone a reader would pass over an event whose transaction
 * took a smaller id and ended later.
 */
export async function publicarEventos(db: Database): Promise<number> {
  for (let publicados = 0; ; ) {
    const novos = await inTransaction(db, ORIGEM, async (tx) => {
      const { rows } = await sql<{ livre: boolean }>`select pg_try_advisory_xact_lock(${TRAVA}) as livre`.execute(tx);
      if (!rows[0]?.livre) return 0;
      const { numAffectedRows = 0n } = await sql`
        update evento e set posicao = n.posicao
        from (select id, nextval('evento_posicao') as posicao
          from (select id from evento where posicao is null order by id limit ${POR_VEZ}) v) n
        where e.id = n.id`.execute(tx);
      await sql`
        with ate as (select coalesce(max(posicao), 0) as posicao from evento where posicao is not null),
          avanca as (update webhook w set lida_ate = ate.posicao from ate, (select id, lida_ate from webhook) antes
            where w.ativo and antes.id = w.id and w.lida_ate < ate.posicao
            returning w.id, w.tipos, antes.lida_ate as desde)
        insert into webhook_entrega (webhook_id, posicao, registro, proxima_em)
        select w.id, e.posicao, e.registro_tipo || ' ' || e.registro_id, (select agora())
        from avanca w
        join evento e on e.posicao > w.desde
          and (e.tipo = any(w.tipos) or '*' = any(w.tipos) or e.registro_tipo || '.*' = any(w.tipos))
        on conflict do nothing`.execute(tx);
      return Number(numAffectedRows);
    });
    publicados += novos;
    if (novos < POR_VEZ) return publicados;
  }
}
