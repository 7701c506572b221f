import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';

/**
 * Says whether the customer of a ticket gets notifications; gives the customer's id.
 * Throws notFound `atendimento.nao_encontrado`.
 */
export async function alterarNotificacoes(tx: Tx, atendimentoId: number, recebe: boolean): Promise<number> {
  const row = await tx
    .updateTable('cliente')
    .from('atendimento')
    .set({ recebe_notificacoes: recebe, atualizado_em: sql`agora()` })
    .whereRef('cliente.id', '=', 'atendimento.cliente_id')
    .where('atendimento.id', '=', atendimentoId)
    .where('cliente.situacao', '!=', 'E')
    .returning('cliente.id')
    .executeTakeFirst();
  if (!row) throw new DomainError('notFound', 'atendimento.nao_encontrado');
  return row.id;
}
