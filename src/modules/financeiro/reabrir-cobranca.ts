import type { Day } from '#kernel/dates.ts';
import { reabrirBoletos } from '#modules/cobranca/index.ts';
import type { Tx } from '#platform/db.ts';
import { pedirPixDas } from './pedir-pix.ts';

/**
 * Lets invoices be paid again that are owed after all: their boletos come back, under another number where the bank has
 * done with the old one, and Pix is charged anew. Throws conflict `convenio.numeros_esgotados`.
 */
export async function reabrirCobranca(tx: Tx, faturaIds: readonly number[], hoje: Day): Promise<void> {
  for (const { faturaId, numeroBoleto } of await reabrirBoletos(tx, faturaIds, hoje)) {
    await tx.updateTable('fatura').set({ numero_boleto: numeroBoleto }).where('id', '=', faturaId).execute();
  }
  await pedirPixDas(tx, faturaIds);
}
