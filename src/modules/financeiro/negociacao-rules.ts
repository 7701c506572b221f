import { addMonths, type Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Encargos } from './encargos.ts';
import type { Politica } from './politica.ts';

/** An instalment as it is asked for; amounts in centavos. */
export interface ParcelaPedida {
  numero: number;
  /** What the instalment's invoice will be. */
  total: Centavos;
  multa: Centavos;
  juros: Centavos;
  desconto: Centavos;
  vencimento: Day;
  faturaIds: readonly number[];
}

/** Of an instalment's amount, what pays the negotiated invoices: without fine, interest and discount. */
export function principalDe({ total, multa, juros, desconto }: Omit<ParcelaPedida, 'faturaIds'>): Centavos {
  return centavos(total - multa - juros + desconto);
}

/**
 * Gives the instalments in their order, having looked at them by themselves: numbers 1 to n, amounts, the same invoices
 * in each, due dates from today on that ascend, the n-th within n + 1 months.
 * Throws invalid `negociacao.sem_parcelas`, `negociacao.parcelas` (facts maximo), `negociacao.numeros`,
 * `negociacao.valor` (facts parcela), `negociacao.faturas_diferem`, `negociacao.vencimento` (facts parcela, de, ate).
 */
export function ordenarParcelas(
  pedidas: readonly ParcelaPedida[],
  { negociacao_parcelas: maximo }: Pick<Politica, 'negociacao_parcelas'>,
  hoje: Day,
): ParcelaPedida[] {
  if (pedidas.length === 0) throw new DomainError('invalid', 'negociacao.sem_parcelas');
  if (pedidas.length > maximo) throw new DomainError('invalid', 'negociacao.parcelas', { maximo });
  const parcelas = [...pedidas].sort((a, b) => a.numero - b.numero);
  const faturas = idsDe(pedidas[0]);
  let anterior: Day | null = null;
  for (const [i, parcela] of parcelas.entries()) {
    const { numero, total, multa, juros, desconto, vencimento } = parcela;
    if (numero !== i + 1) throw new DomainError('invalid', 'negociacao.numeros');
    if (total <= 0 || Math.min(multa, juros, desconto, principalDe(parcela)) < 0) {
      throw new DomainError('invalid', 'negociacao.valor', { parcela: numero });
    }
    if (idsDe(parcela) !== faturas) throw new DomainError('invalid', 'negociacao.faturas_diferem');
    const ate = addMonths(hoje, numero + 1);
    if (vencimento < hoje || vencimento > ate || (anterior !== null && vencimento <= anterior)) {
      throw new DomainError('invalid', 'negociacao.vencimento', { parcela: numero, de: anterior ?? hoje, ate });
    }
    anterior = vencimento;
  }
  return parcelas;
}

const idsDe = (parcela: ParcelaPedida | undefined): string =>
  [...new Set(parcela?.faturaIds)].sort((a, b) => a - b).join();

/**
 * The instalments must pay the invoices to the cent: their totals are the balances plus fine and interest less discount.
 * The fine may be no more than the policy's (CDC art. 52 § 1: 2 %), the discount no more than fine, interest and what the
 * house allows of the balances.
 * Throws invalid `negociacao.soma` (facts esperado, enviado), `negociacao.multa`, `negociacao.desconto` (facts maximo).
 */
export function conferirSoma(
  parcelas: readonly ParcelaPedida[],
  { saldo, multa: multaDevida }: { saldo: Centavos } & Pick<Encargos, 'multa'>,
  politica: Pick<Politica, 'negociacao_desconto_centesimos'>,
): void {
  const soma = (campo: 'total' | 'multa' | 'juros' | 'desconto') =>
    parcelas.reduce((total, parcela) => total + parcela[campo], 0);
  const [multa, juros, desconto] = [soma('multa'), soma('juros'), soma('desconto')];
  const esperado = saldo + multa + juros - desconto;
  if (soma('total') !== esperado) {
    throw new DomainError('invalid', 'negociacao.soma', { esperado, enviado: soma('total') });
  }
  if (multa > multaDevida) throw new DomainError('invalid', 'negociacao.multa', { maximo: multaDevida });
  const daCasa = Number((BigInt(saldo) * BigInt(politica.negociacao_desconto_centesimos)) / 10_000n);
  const maximo = multa + juros + daCasa;
  if (desconto > maximo) throw new DomainError('invalid', 'negociacao.desconto', { maximo });
}
