import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';

/**
 * Takes a telephone number for a contract, if it is free at this very moment: of two sales one gets it.
 * Throws invalid `numero.desconhecido`, conflict `numero.ocupado`.
 */
export async function reservarNumero(tx: Tx, contratoId: number, numeroId: number): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('numero_telefonico')
    .set({ status: 'OCUPADO', contrato_id: contratoId, liberado_em: null })
    .where('id', '=', numeroId)
    .where('status', '=', 'LIVRE')
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  const numero = await tx.selectFrom('numero_telefonico').select('id').where('id', '=', numeroId).executeTakeFirst();
  throw numero
    ? new DomainError('conflict', 'numero.ocupado', { numeroId })
    : new DomainError('invalid', 'numero.desconhecido');
}

/** Gives back the numbers of a contract: they can be sold again. */
export async function liberarNumeros(tx: Tx, contratoId: number): Promise<void> {
  await tx
    .updateTable('numero_telefonico')
    .set({ status: 'LIVRE', contrato_id: null })
    .where('contrato_id', '=', contratoId)
    .execute();
}
