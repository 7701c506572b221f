import { baixarBoletos } from '#modules/cobranca/index.ts';
import type { Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import { concluirNegociacao } from './negociacao-situacao.ts';
import type { NovoPagamento } from './pagamento-novo.ts';
import type { FaturaTravada } from './travar.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    /** Services of a customer who owes nothing overdue any more come back. Handled by inadimplencia. */
    'inadimplencia.restaurar': { clienteId: number };
    /** The Pix charge of an invoice that is no longer to be paid is removed at the bank. Handled by recebimento. */
    'pix.remover': { faturaId: number };
  }
}

/** What follows when a payment settles an invoice: no other way of paying it stays open, and services come back. */
export async function aoQuitar(tx: Tx, fatura: FaturaTravada, origem: NovoPagamento['origem']): Promise<void> {
  await encerrarCobranca(tx, [fatura.id], origem);
  if (fatura.negociacao_id !== null) await concluirNegociacao(tx, fatura.negociacao_id);
  const { cliente_id: clienteId } = fatura;
  await enqueue(tx, 'inadimplencia.restaurar', { clienteId }, { key: `inadimplencia.restaurar ${clienteId}` });
}

/** Invoices that are not to be paid any more: their boletos are written off and their Pix charges removed. */
export async function encerrarCobranca(
  tx: Tx,
  faturaIds: readonly number[],
  origem: NovoPagamento['origem'] | null = null,
): Promise<void> {
  if (faturaIds.length === 0) return;
  // A boleto that the bank itself was paid is settled there.
  if (origem !== 'RETORNO') await baixarBoletos(tx, faturaIds);
  const cobrancas = await tx
    .selectFrom('pix_cobranca')
    .select('fatura_id')
    .where('fatura_id', 'in', faturaIds)
    .where('situacao', 'in', ['A_REGISTRAR', 'ATIVA'])
    .orderBy('fatura_id')
    .execute();
  for (const { fatura_id: faturaId } of cobrancas) {
    await enqueue(tx, 'pix.remover', { faturaId }, { key: `pix.remover ${faturaId}` });
  }
}
