import type { Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { encargos, politicaEm } from '#modules/financeiro/index.ts';
import type { Reader } from '#platform/db.ts';

/** Fine and interest of an invoice, of a sum that a bank tells: the fine by the policy of the due date, the rest is interest. */
export async function repartirEncargos(
  db: Reader,
  faturaId: number,
  soma: Centavos,
  dia: Day,
): Promise<{ multa: Centavos; juros: Centavos }> {
  const { multa } = await encargosDevidos(db, faturaId, dia);
  const daMulta = Math.min(soma, multa);
  return { multa: centavos(daMulta), juros: centavos(soma - daMulta) };
}

/** What the policy charges of an invoice that is paid on a day, with what is owed of it. */
export async function encargosDevidos(db: Reader, faturaId: number, dia: Day) {
  const { valor, valor_baixado, vencimento } = await db
    .selectFrom('fatura')
    .select(['valor', 'valor_baixado', 'vencimento'])
    .where('id', '=', faturaId)
    .executeTakeFirstOrThrow();
  const saldo = centavos(valor - valor_baixado);
  return { saldo, ...encargos({ saldo, vencimento, ate: dia }, await politicaEm(db, vencimento)) };
}
