import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';

/** Locks the customer who has this CPF or CNPJ (without punctuation). Throws notFound `cliente.nao_encontrado`. */
export async function travarPorDocumento(tx: Tx, documento: string): Promise<{ id: number; email: string | null }> {
  const cliente = await tx
    .selectFrom('cliente')
    .select(['id', 'email'])
    .where('documento', '=', documento)
    .where('situacao', '!=', 'E')
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
  return cliente;
}
