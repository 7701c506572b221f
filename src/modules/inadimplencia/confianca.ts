import { addDays, addMonths, type Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { mudarStatus } from '#modules/contratos/index.ts';
import { politicaEm } from '#modules/financeiro/index.ts';
import type { Tx } from '#platform/db.ts';

/** Until when a contract is trusted, or why it is not: it is not suspended, or was trusted often enough already. */
export type Confianca = { fim: Day } | { recusa: 'status' | 'vezes' };

/**
 * Puts a suspended contract back into service on trust, for the policy's days and as often in twelve months as it
 * allows; `fim` is the last day. The daily dunning takes it back where it was when nothing has been paid by then.
 * Of two requests at once one is refused. Throws notFound `contrato.nao_encontrado`.
 */
export async function habilitarEmConfianca(
  tx: Tx,
  contratoId: number,
  hoje: Day,
  integradorId?: number,
): Promise<Confianca> {
  const contrato = await tx
    .selectFrom('contrato')
    .select('status')
    .where('id', '=', contratoId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado');
  const { status } = contrato;
  if (status !== 'SUSPENSO' && status !== 'SUSPENSO PARCIALMENTE') return { recusa: 'status' };
  const { confianca_dias, confianca_por_ano } = await politicaEm(tx, hoje);
  const { vezes } = await tx
    .selectFrom('contrato_confianca')
    .select(({ fn }) => fn.countAll<number>().as('vezes'))
    .where('contrato_id', '=', contratoId)
    .where('inicio', '>', addMonths(hoje, -12))
    .executeTakeFirstOrThrow();
  if (Number(vezes) >= confianca_por_ano) return { recusa: 'vezes' };
  const fim = addDays(hoje, confianca_dias);
  await tx
    .insertInto('contrato_confianca')
    .values({ contrato_id: contratoId, inicio: hoje, fim, voltar_para: status })
    .execute();
  await mudarStatus(tx, { contratoId, para: 'HABILITADO EM CONFIANCA', motivo: 'CONFIANCA', integradorId });
  return { fim };
}
