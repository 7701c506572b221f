import { addDays, type Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { descontoDaPromocao } from '#modules/catalogo/index.ts';

/** A promotion of a contract. */
export interface PromocaoDoContrato {
  id: number;
  descricao: string;
  em_porcentagem: boolean;
  /** Centavos, or hundredths of a percent. */
  desconto: number;
  numero_mensalidades: number;
  dias_carencia: number | null;
  valor_base: string;
  /** Monthly fees that it has reduced already, on invoices that stand. */
  usadas: number;
}

/** A promotion's part of a month: what the fee is once it and all before it are taken off. */
export interface MesComDesconto {
  promocao: PromocaoDoContrato;
  liquido: Centavos;
}

/**
 * The promotions that reduce a month, in their order. A percentage is of what those before left (VALOR LIQUIDO), or of
 * the full fee; together they take no more than the fee. One counts down by the fees that it reduced, and waits for the
 * month that begins `dias_carencia` days after the contract was enabled.
 * `uso` counts in one billing, which may hold several months.
 */
export function descontosDoMes(
  mensalidade: Centavos,
  promocoes: readonly PromocaoDoContrato[],
  inicio: Day,
  habilitadoEm: Day | null,
  uso: Map<number, number>,
): MesComDesconto[] {
  let liquido: number = mensalidade;
  return promocoes.flatMap((promocao) => {
    const usadas = promocao.usadas + (uso.get(promocao.id) ?? 0);
    const espera = habilitadoEm !== null && promocao.dias_carencia !== null;
    if (usadas >= promocao.numero_mensalidades) return [];
    if (espera && inicio < addDays(habilitadoEm, promocao.dias_carencia ?? 0)) return [];
    const base = promocao.valor_base === 'VALOR LIQUIDO' ? centavos(liquido) : mensalidade;
    const desconto = Math.min(descontoDaPromocao(base, promocao), liquido);
    if (desconto === 0) return [];
    liquido -= desconto;
    return [{ promocao, liquido: centavos(liquido) }];
  });
}
