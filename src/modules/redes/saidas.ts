import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import { reservarSaida } from './reservas.ts';

/**
 * Sets the output of a contract free and unlinks it. Throws notFound `contrato.nao_encontrado`, conflict
 * `contrato.sem_saida`.
 */
export async function liberarSaidaDoContrato(tx: Tx, contratoId: number): Promise<void> {
  await travarContrato(tx, contratoId);
  const { numUpdatedRows } = await tx
    .updateTable('saida_caixa')
    .set({ status: 'LIVRE', contrato_id: null })
    .where('contrato_id', '=', contratoId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('conflict', 'contrato.sem_saida', { contratoId });
}

/** The reserved output of a contract is in use from now on; one without an output stays without. */
export async function ocuparSaida(tx: Tx, contratoId: number): Promise<void> {
  await tx
    .updateTable('saida_caixa')
    .set({ status: 'OCUPADA' })
    .where('contrato_id', '=', contratoId)
    .where('status', '=', 'RESERVADA')
    .execute();
}

/** What becomes of the output that a contract leaves, by the kind of the justification. */
const DEIXADA = { ERRO: 'OCUPADA', MANUTENCAO: 'DEFEITO', OUTROS: 'LIVRE' } as const;

/**
 * Puts a contract on another output, for a reason. Somebody else is connected to the one that it leaves (ERRO: taken by
 * nobody known), or it does not work (MANUTENCAO: defect), or it is free again (OUTROS).
 * Throws notFound `contrato.nao_encontrado`, conflict `contrato.cancelado`, invalid `justificativa.desconhecida`, and
 * what reservarSaida() throws.
 */
export async function trocarSaida(
  tx: Tx,
  contratoId: number,
  nova: { caixaId: number; saidaId: number },
  justificativaId: number,
): Promise<void> {
  if ((await travarContrato(tx, contratoId)) === 'CANCELADO')
    throw new DomainError('conflict', 'contrato.cancelado', { contratoId });
  const justificativa = await tx
    .selectFrom('justificativa_caixa')
    .select('tipo')
    .where('id', '=', justificativaId)
    .where('ativa', '=', true)
    .executeTakeFirst();
  if (!justificativa) throw new DomainError('invalid', 'justificativa.desconhecida', { justificativaId });
  await sql`select set_config('balcao.justificativa', ${String(justificativaId)}, true)`.execute(tx);
  const { rows } = await sql<{ status: string }>`with deixada as (
      select id, status from saida_caixa where contrato_id = ${contratoId} for update)
    update saida_caixa s set status = ${DEIXADA[justificativa.tipo]}, contrato_id = null
    from deixada d where s.id = d.id returning d.status`.execute(tx);
  await reservarSaida(tx, contratoId, nova);
  // Who was connected is connected again; a reservation stays one.
  if (rows.some(({ status }) => status === 'OCUPADA')) await ocuparSaida(tx, contratoId);
  await sql`select set_config('balcao.justificativa', '', true)`.execute(tx);
}

/**
 * Says what is true of an output that no contract holds: free, defect, or taken by nobody known.
 * Throws notFound `saida.nao_encontrada`, conflict `saida.com_contrato`.
 */
export async function acertarSaida(tx: Tx, saidaId: number, status: 'LIVRE' | 'OCUPADA' | 'DEFEITO'): Promise<void> {
  const saida = await tx
    .selectFrom('saida_caixa')
    .select('contrato_id')
    .where('id', '=', saidaId)
    .forUpdate()
    .executeTakeFirst();
  if (!saida) throw new DomainError('notFound', 'saida.nao_encontrada', { saidaId });
  if (saida.contrato_id !== null)
    throw new DomainError('conflict', 'saida.com_contrato', { saidaId, contratoId: saida.contrato_id });
  await tx.updateTable('saida_caixa').set({ status }).where('id', '=', saidaId).execute();
}

async function travarContrato(tx: Tx, contratoId: number): Promise<string> {
  const contrato = await tx
    .selectFrom('contrato')
    .select('status')
    .where('id', '=', contratoId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado', { contratoId });
  return contrato.status;
}
