import { DomainError } from '#kernel/errors.ts';
import type { Clock } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import type { Templates } from '#platform/templates.ts';
import { impressaoDoContrato } from './documentos.ts';

/**
 * Records that the contract was accepted: when, from which address, through which integrator, and the SHA-256 of the
 * text that was accepted. Once: a second acceptance leaves the evidence of the first.
 * Throws notFound `contrato.nao_encontrado`, conflict `contrato.cancelado`.
 */
export async function aceitarContrato(
  tx: Tx,
  clock: Clock,
  templates: Templates,
  contratoId: number,
  evidencia: { integradorId: number; ip: string },
): Promise<void> {
  const contrato = await tx
    .selectFrom('contrato')
    .select('status')
    .where('id', '=', contratoId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado');
  if (contrato.status === 'CANCELADO') throw new DomainError('conflict', 'contrato.cancelado');
  await tx
    .insertInto('contrato_aceite')
    .values({
      contrato_id: contratoId,
      aceito_em: clock.now(),
      ip: evidencia.ip,
      integrador_id: evidencia.integradorId,
      documento_sha256: await impressaoDoContrato(tx, templates, contratoId, clock.today()),
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
}
