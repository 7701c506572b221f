import { sql } from 'kysely';
import type { Centavos } from '#kernel/money.ts';
import { insertColumns, unnest } from '#platform/bulk.ts';
import type { DB, Tx } from '#platform/db.ts';

/** What waits for the customer's next invoice; credits are negative. */
export interface NovoLancamento {
  clienteId: number;
  contratoId: number | null;
  tipo: DB['lancamento_futuro']['tipo'];
  descricao: string;
  valor: Centavos;
  pagamentoId?: number | null | undefined;
  /** The invoice that takes it up at once. */
  faturaId?: number | null | undefined;
}

/** Puts amounts on record for the customers' next invoices. */
export async function lancarParaDepois(tx: Tx, lancamentos: readonly NovoLancamento[]): Promise<void> {
  await insertColumns(tx, 'lancamento_futuro', lancamentos, {
    cliente_id: ['integer', ({ clienteId }) => clienteId],
    contrato_id: ['integer', ({ contratoId }) => contratoId],
    tipo: ['text', ({ tipo }) => tipo],
    descricao: ['text', ({ descricao }) => descricao],
    valor: ['bigint', ({ valor }) => valor],
    pagamento_id: ['integer', ({ pagamentoId }) => pagamentoId ?? null],
    fatura_id: ['integer', ({ faturaId }) => faturaId ?? null],
  });
}

/** Says which invoice took an amount up, and how much of it: the rest is put on record as a new one. */
export async function usarLancamentos(
  tx: Tx,
  usados: readonly { id: number; faturaId: number; valor: Centavos }[],
): Promise<void> {
  if (usados.length === 0) return;
  const source = unnest(usados, {
    id: ['integer', ({ id }) => id],
    fatura_id: ['integer', ({ faturaId }) => faturaId],
    valor: ['bigint', ({ valor }) => valor],
  });
  await sql`update lancamento_futuro l set fatura_id = nova.fatura_id, valor = nova.valor
    from ${source} where l.id = nova.id and l.fatura_id is null`.execute(tx);
}
