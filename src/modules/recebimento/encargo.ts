import type { Day } from '#kernel/dates.ts';
import { type Politica, politicas, vigenteEm } from '#modules/financeiro/index.ts';
import type { Reader } from '#platform/db.ts';

/** What a bank charges when a boleto or a Pix charge is paid late, in hundredths of a percent. */
export interface Encargo {
  multa: number;
  /** For a month of thirty days, by the day. */
  jurosMes: number;
}

/** What the policy of its due date charges of an invoice that is late. */
export const encargoDa = (politica: Pick<Politica, 'multa_centesimos' | 'juros_mes_centesimos'>): Encargo => ({
  multa: politica.multa_centesimos,
  jurosMes: politica.juros_mes_centesimos,
});

/** A function that gives what is charged for an invoice of a due date. */
export async function encargosPorVencimento(db: Reader): Promise<(vencimento: Day) => Encargo> {
  const lista = await politicas(db);
  return (vencimento) => encargoDa(vigenteEm(lista, vencimento));
}
