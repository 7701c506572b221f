import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';

export interface Saida {
  caixaId: number;
  saidaId: number;
  /** Must be that of the box, where the company has the ConnectMaster integration. */
  locationCM?: number | undefined;
}

/**
 * Reserves the output of a box for a contract, if it is free at this very moment: of two sales one gets it.
 * Throws invalid `caixa.desconhecida`, `saida.desconhecida`, `caixa.location_cm`, conflict `saida.ocupada`.
 */
export async function reservarSaida(
  tx: Tx,
  contratoId: number,
  { caixaId, saidaId, locationCM }: Saida,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('saida_caixa as s')
    .from('caixa as c')
    .set({ status: 'RESERVADA', contrato_id: contratoId })
    .whereRef('c.id', '=', 's.caixa_id')
    .where('s.id', '=', saidaId)
    .where('s.caixa_id', '=', caixaId)
    .where('s.status', '=', 'LIVRE')
    .where('c.ativa', '=', true)
    .$if(locationCM !== undefined, (qb) => qb.where('c.id_location_cm', '=', locationCM as number))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw await refusal(tx, { caixaId, saidaId, locationCM });
}

/** Frees what a contract had reserved or used. */
export async function liberarSaidas(tx: Tx, contratoId: number): Promise<void> {
  await tx
    .updateTable('saida_caixa')
    .set({ status: 'LIVRE', contrato_id: null })
    .where('contrato_id', '=', contratoId)
    .execute();
}

async function refusal(tx: Tx, { caixaId, saidaId, locationCM }: Saida): Promise<DomainError> {
  const caixa = await tx
    .selectFrom('caixa')
    .select('id_location_cm')
    .where('id', '=', caixaId)
    .where('ativa', '=', true)
    .executeTakeFirst();
  if (!caixa) return new DomainError('invalid', 'caixa.desconhecida');
  const saida = await tx
    .selectFrom('saida_caixa')
    .select('id')
    .where('id', '=', saidaId)
    .where('caixa_id', '=', caixaId)
    .executeTakeFirst();
  if (!saida) return new DomainError('invalid', 'saida.desconhecida');
  if (locationCM !== undefined && caixa.id_location_cm !== locationCM) {
    return new DomainError('invalid', 'caixa.location_cm');
  }
  return new DomainError('conflict', 'saida.ocupada', { saidaId });
}
