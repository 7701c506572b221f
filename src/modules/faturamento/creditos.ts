import { type Centavos, centavos } from '#kernel/money.ts';
import type { NovaLinha, NovoLancamento } from '#modules/financeiro/index.ts';
import { somaDe } from './linhas.ts';

/** An amount that waits for the customer's next invoice. */
export interface LancamentoAberto {
  /** null: a settlement of this very billing. */
  id: number | null;
  clienteId: number;
  contratoId: number | null;
  tipo: NovoLancamento['tipo'];
  descricao: string;
  /** Negative: a credit. */
  valor: Centavos;
  pagamentoId: number | null;
}

/** An invoice that is being made. */
export interface FaturaEmFeitura {
  contratos: readonly number[];
  linhas: NovaLinha[];
}

/** Part of an amount, on an invoice. */
export interface Uso<F> {
  lancamento: LancamentoAberto;
  fatura: F;
  valor: Centavos;
}

/** What is left of an amount, for a later invoice. */
export interface Resto {
  lancamento: LancamentoAberto;
  valor: Centavos;
}

/**
 * Puts what waits for a customer on his invoices, that of the amount's own contract first: what is owed on one, credits
 * on as many as it takes, none of which falls below zero. Adds the lines; gives what was used and what is left.
 */
export function aplicarLancamentos<F extends FaturaEmFeitura>(
  faturas: readonly F[],
  lancamentos: readonly LancamentoAberto[],
): { usos: Uso<F>[]; restos: Resto[] } {
  const usos: Uso<F>[] = [];
  const restos: Resto[] = [];
  const debitosPrimeiro = [...lancamentos].sort((a, b) => Number(b.valor > 0) - Number(a.valor > 0));
  for (const lancamento of debitosPrimeiro) {
    let resta: number = lancamento.valor;
    for (const fatura of daPropriaPrimeiro(faturas, lancamento)) {
      const valor = centavos(Math.max(resta, -somaDe(fatura.linhas)));
      if (resta === 0 || valor === 0) continue;
      const { contratoId, tipo, descricao } = lancamento;
      fatura.linhas.push({ contratoId, tipo, descricao, valor });
      usos.push({ lancamento, fatura, valor });
      resta -= valor;
    }
    if (resta !== 0) restos.push({ lancamento, valor: centavos(resta) });
  }
  return { usos, restos };
}

function daPropriaPrimeiro<F extends FaturaEmFeitura>(faturas: readonly F[], { contratoId }: LancamentoAberto): F[] {
  const propria = ({ contratos }: F) => contratoId !== null && contratos.includes(contratoId);
  return [...faturas.filter(propria), ...faturas.filter((fatura) => !propria(fatura))];
}
