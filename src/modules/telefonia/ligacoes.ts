import { sql } from 'kysely';
import { unnest } from '#platform/bulk.ts';
import type { Tx } from '#platform/db.ts';

/** Says which invoice charges each call, so that no other will. */
export async function faturarLigacoes(
  tx: Tx,
  ligacoes: readonly { ligacaoId: number; faturaId: number }[],
): Promise<void> {
  if (ligacoes.length === 0) return;
  const source = unnest(ligacoes, {
    ligacao_id: ['bigint', ({ ligacaoId }) => ligacaoId],
    fatura_id: ['integer', ({ faturaId }) => faturaId],
  });
  await sql`update ligacao l set fatura_id = nova.fatura_id from ${source}
    where l.id = nova.ligacao_id and l.fatura_id is null`.execute(tx);
}
