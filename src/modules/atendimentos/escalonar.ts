import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';

const BATCH = 200;

/**
 * Sends every open ticket that has run out of time on to whom its type names, once, and says so in its history; gives
 * how many. Two that run at once share the tickets between them; one that is killed leaves the rest to the next.
 */
export async function escalonarVencidos(db: Database): Promise<number> {
  let total = 0;
  for (let last = BATCH; last === BATCH; total += last) {
    last = await inTransaction(db, { origem: 'tarefa', operacao: 'atendimentos.prazos' }, async (tx) => {
      const { rows } = await sql`
        with vencido as (
          select a.id, t.escalona_para_id from atendimento a left join tipo_atendimento t on t.id = a.tipo_atendimento_id
          where a.encerrado_em is null and a.escalonado_em is null and a.prazo_em <= agora()
          order by a.prazo_em limit ${BATCH} for no key update of a skip locked),
        mudado as (
          update atendimento a set escalonado_em = agora(),
            centro_custo_destino_id = coalesce(v.escalona_para_id, a.centro_custo_destino_id)
          from vencido v where a.id = v.id returning a.id, a.status)
        insert into atendimento_historico (atendimento_id, de, para, motivo)
        select id, status, status, 'PRAZO ESGOTADO' from mudado returning atendimento_id`.execute(tx);
      return rows.length;
    });
  }
  return total;
}
