import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';

/**
 * Locks an invoice before anything about it is decided: whoever changes its balance comes through here. Of several, the
 * smaller id is locked first. Throws notFound `fatura.nao_encontrada`.
 */
export async function travarFatura(tx: Tx, id: number): Promise<FaturaTravada> {
  const [found] = await travarFaturas(tx, [id]);
  if (!found) throw new DomainError('notFound', 'fatura.nao_encontrada', { faturaId: id });
  return found;
}

/** Locks invoices in the order of their ids, and gives those that there are. */
export async function travarFaturas(tx: Tx, ids: readonly number[]) {
  const rows = await tx
    .selectFrom('fatura')
    .select(['id', 'cliente_id', 'empresa_id', 'forma_cobranca_id', 'valor', 'valor_baixado', 'vencimento'])
    .select(['emitida_em', 'situacao', 'origem', 'negociacao_id'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return rows.map((row) => ({ ...row, saldo: centavos(row.valor - row.valor_baixado) as Centavos }));
}

/** An invoice that this transaction holds. `saldo` is what is still owed of it, without charges. */
export type FaturaTravada = Awaited<ReturnType<typeof travarFaturas>>[number];
