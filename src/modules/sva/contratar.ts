import { DomainError } from '#kernel/errors.ts';
import { AGORA } from '#platform/bulk.ts';
import type { Reader, Tx } from '#platform/db.ts';

/**
 * Gives a contract a product by itself. `autorizacao` says how the customer authorised it, which the provider must be
 * able to prove (Anatel, Resolução 765/2023, art. 48). Throws notFound `contrato.nao_encontrado`,
 * `sva.produto_desconhecido`, conflict `sva.ja_contratado`, `contrato.cancelado`.
 */
export async function contratarSva(
  tx: Tx,
  { contratoId, produtoId, autorizacao }: { contratoId: number; produtoId: number; autorizacao: string },
): Promise<void> {
  const contrato = await tx
    .selectFrom('contrato')
    .select('status')
    .where('id', '=', contratoId)
    .forShare()
    .executeTakeFirst();
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado', { contratoId });
  if (contrato.status === 'CANCELADO') throw new DomainError('conflict', 'contrato.cancelado', { contratoId });
  const produto = await tx
    .selectFrom('sva_produto')
    .select('id')
    .where('id', '=', produtoId)
    .where('ativo', '=', true)
    .executeTakeFirst();
  if (!produto) throw new DomainError('notFound', 'sva.produto_desconhecido', { produtoId });
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('sva_contrato')
    .values({ contrato_id: contratoId, produto_id: produtoId, autorizacao })
    .onConflict((oc) => oc.columns(['contrato_id', 'produto_id']).where('ate', 'is', null).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n)
    throw new DomainError('conflict', 'sva.ja_contratado', { contratoId, produtoId });
}

/** Ends a product that was taken by itself. Throws notFound `sva.nao_contratado`. */
export async function encerrarSva(tx: Tx, contratoId: number, produtoId: number): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('sva_contrato')
    .set({ ate: AGORA })
    .where('contrato_id', '=', contratoId)
    .where('produto_id', '=', produtoId)
    .where('ate', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('notFound', 'sva.nao_contratado', { contratoId, produtoId });
}

/** The products with the names that the platforms have for them, a row for each name. */
export function recursosSva(db: Reader) {
  return db
    .selectFrom('sva_produto as p')
    .leftJoin('sva_recurso as r', 'r.produto_id', 'p.id')
    .select(['p.id', 'p.descricao', 'p.ativo', 'r.plataforma', 'r.recurso', 'r.pais', 'r.acao'])
    .orderBy('p.id')
    .orderBy('r.id')
    .execute();
}
