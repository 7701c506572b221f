import { nextBusinessDay } from '#kernel/business-days.ts';
import { type Day, daysBetween } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Politica } from './politica.ts';

/** What the policy of the due date says of being late. */
export type RegraDeAtraso = Pick<Politica, 'multa_centesimos' | 'juros_mes_centesimos' | 'fracao_centavo'>;

export interface Atraso {
  /** The open balance. */
  saldo: Centavos;
  vencimento: Day;
  /** The day of payment, or today. */
  ate: Day;
}

export interface Encargos {
  multa: Centavos;
  juros: Centavos;
}

const NENHUM: Encargos = { multa: centavos(0), juros: centavos(0) };

/**
 * Fine and interest of a late invoice, in centavos: the fine once (CDC art. 52 § 1), the interest by the day, a month
 * being thirty of them. A due date on which banks are closed is pushed to their next business day, and the days count
 * from there (Código Civil art. 132 § 1). Each of the two amounts is brought to the cent by itself: `corte` drops the
 * fraction (RGC, Resolução Anatel 765/2023 art. 49), `meio-acima` rounds half a cent up.
 */
export function encargos({ saldo, vencimento, ate }: Atraso, regra: RegraDeAtraso): Encargos {
  if (saldo <= 0 || ate <= vencimento) return NENHUM;
  const dias = daysBetween(nextBusinessDay(vencimento), ate);
  if (dias <= 0) return NENHUM;
  const { multa_centesimos: multa, juros_mes_centesimos: juros, fracao_centavo: fracao } = regra;
  return {
    multa: emCentavos(BigInt(saldo) * BigInt(multa), 10_000n, fracao),
    juros: emCentavos(BigInt(saldo) * BigInt(juros) * BigInt(dias), 300_000n, fracao),
  };
}

/** A fraction of centavos brought to the cent; neither part is negative. */
export function emCentavos(dividendo: bigint, divisor: bigint, fracao: Politica['fracao_centavo']): Centavos {
  const acima = fracao === 'meio-acima' ? divisor / 2n : 0n;
  return centavos(Number((dividendo + acima) / divisor));
}
