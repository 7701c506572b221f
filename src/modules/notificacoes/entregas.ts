import { sql } from 'kysely';
import { truncate } from '#kernel/text.ts';
import { unnest } from '#platform/bulk.ts';
import type { Tx } from '#platform/db.ts';

/** What a carrier reports of an SMS. */
export interface AvisoDeEntrega {
  /** Our name of the message. */
  envio: string;
  entrega: 'ENTREGUE' | 'NAO_ENTREGUE' | 'PENDENTE';
  /** The carrier's word for it, such as DELIVERED_TO_HANDSET. */
  motivo: string | null;
  /** Null: now. */
  quando: Date | null;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const LONGEST = 200;

/**
 * Keeps what carriers report; gives how many of the messages are ours. Reports come more than once and in any order: what
 * has arrived stays arrived, and a provisional word never replaces a final one.
 */
export async function registrarEntregas(tx: Tx, avisos: readonly AvisoDeEntrega[]): Promise<number> {
  const ours = avisos.filter(({ envio }) => UUID.test(envio));
  if (ours.length === 0) return 0;
  const rows = unnest(ours, {
    envio: ['uuid', ({ envio }) => envio],
    entrega: ['text', ({ entrega }) => entrega],
    motivo: ['text', ({ motivo }) => motivo && truncate(motivo, LONGEST)],
    quando: ['timestamptz', ({ quando }) => quando],
  });
  const { rows: found } = await sql<{ n: number }>`
    with novas as (
      select distinct on (envio) * from ${rows}
      order by envio, array_position(array['ENTREGUE', 'NAO_ENTREGUE', 'PENDENTE'], entrega)
    ), postas as (
      update mensagem m set entrega = n.entrega, entrega_motivo = n.motivo, entrega_em = coalesce(n.quando, agora())
      from novas n where m.envio = n.envio and m.canal = 'SMS' and m.entrega is distinct from n.entrega
        and m.entrega is distinct from 'ENTREGUE' and (n.entrega <> 'PENDENTE' or m.entrega is null)
    )
    select count(*)::int as n from novas n join mensagem m on m.envio = n.envio and m.canal = 'SMS'`.execute(tx);
  return found[0]?.n ?? 0;
}
