import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import type { DB, Reader } from '#platform/db.ts';

/** A payment as an operator sees it; amounts in centavos. */
export interface PagamentoListado {
  id: number;
  faturaId: number;
  origem: DB['pagamento']['origem'];
  valorPago: Centavos;
  abatido: Centavos;
  credito: Centavos;
  resto: Centavos;
  parcial: boolean;
  pagoEm: Day;
  /** null: it stands. */
  estornoMotivo: string | null;
}

/** The payments of a customer or of an invoice, the newest first, `limite` at most. */
export async function pagamentosDe(
  db: Reader,
  quais: { faturaId: number } | { clienteId: number },
  limite: number,
): Promise<PagamentoListado[]> {
  return db
    .selectFrom('pagamento')
    .select(['id', 'fatura_id as faturaId', 'origem', 'valor_pago as valorPago', 'abatido', 'credito', 'resto'])
    .select(['parcial', 'pago_em as pagoEm', 'estorno_motivo as estornoMotivo'])
    .$call((query) =>
      'faturaId' in quais
        ? query.where('fatura_id', '=', quais.faturaId)
        : query.where('fatura_id', 'in', (eb) =>
            eb.selectFrom('fatura').select('id').where('cliente_id', '=', quais.clienteId),
          ),
    )
    .orderBy('id', 'desc')
    .limit(limite)
    .execute();
}
