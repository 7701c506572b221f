import type { Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import { encargosDevidos, repartirEncargos } from '../repartir-encargos.ts';

/** Banks round fine and interest by rules of their own: so much may differ, in centavos. */
const ARREDONDAMENTO = 2;

/**
 * What of a Pix is fine, interest and discount: as the bank tells, or else by the policy. Less than the balance is a part of
 * the payment: it settles nothing.
 */
export async function encargosDoPix(
  tx: Tx,
  faturaId: number,
  { valor, encargos, desconto }: { valor: Centavos; encargos: Centavos | null; desconto: Centavos | null },
  dia: Day,
): Promise<{ multa?: Centavos; juros?: Centavos; desconto?: Centavos; parcial: boolean }> {
  const devido = await encargosDevidos(tx, faturaId, dia);
  const dado = centavos(Math.min(desconto ?? 0, devido.saldo));
  const parcial = valor < devido.saldo - dado;
  if (parcial) return { parcial };
  if (encargos !== null) return { ...(await repartirEncargos(tx, faturaId, encargos, dia)), desconto: dado, parcial };
  const aMais = valor - devido.saldo;
  const calculados = devido.multa + devido.juros;
  if (calculados > 0 && aMais >= 0 && Math.abs(aMais - calculados) <= ARREDONDAMENTO) {
    return { ...(await repartirEncargos(tx, faturaId, centavos(aMais), dia)), parcial };
  }
  return { parcial };
}
