import type { Clock } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import type { Aprovacao, Oportunidade } from './rules.ts';

export interface Mudanca {
  funilId: number;
  oportunidade: Oportunidade;
  aprovacao: Aprovacao;
  /** The customer that came of it. */
  clienteId?: number;
}

/** Moves a prospect to another state, with its row of history. */
export async function mudarEstado(
  tx: Tx,
  clock: Clock,
  prospectoId: number,
  usuarioId: number,
  { funilId, oportunidade, aprovacao, clienteId }: Mudanca,
): Promise<void> {
  await tx
    .updateTable('prospecto')
    .set({
      funil_id: funilId,
      oportunidade,
      aprovacao,
      status_alterado_em: clock.now(),
      atualizado_em: clock.now(),
      usuario_alteracao_id: usuarioId,
      ...(clienteId !== undefined && { cliente_id: clienteId }),
    })
    .where('id', '=', prospectoId)
    .execute();
  await registrarEstado(tx, clock, prospectoId, usuarioId, { funilId, oportunidade, aprovacao });
}

/** Writes down the state that a prospect has come to. */
export async function registrarEstado(
  tx: Tx,
  clock: Clock,
  prospectoId: number,
  usuarioId: number,
  { funilId, oportunidade, aprovacao }: Mudanca,
): Promise<void> {
  await tx
    .insertInto('prospecto_historico')
    .values({
      prospecto_id: prospectoId,
      quando: clock.now(),
      usuario_id: usuarioId,
      funil_id: funilId,
      oportunidade,
      aprovacao,
    })
    .execute();
}
