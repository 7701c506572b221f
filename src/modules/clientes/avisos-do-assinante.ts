import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

/** Every notice of a customer, sent or not, oldest first; `criado_ms` is epoch milliseconds. */
export const avisosDoCliente = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('aviso_app')
    .select(['id', 'titulo', 'mensagem', 'status', 'cliente_id'])
    .select(sql<number>`floor(extract(epoch from criado_em) * 1000)::bigint`.as('criado_ms'))
    .where('cliente_id', '=', param('id'))
    .orderBy('id'),
);

/** Marks a notice of this customer as sent, also when it is already; false when the customer has no such notice. */
export async function marcarAvisoEnviado(tx: Tx, clienteId: number, avisoId: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('aviso_app')
    .set({ status: 'ENVIADO' })
    .where('id', '=', avisoId)
    .where('cliente_id', '=', clienteId)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
