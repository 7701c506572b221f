import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';

/** Contract and price know two kinds of person; a foreigner buys as a natural one. */
export type Pessoa = 'FISICA' | 'JURIDICA';

/** A reduction in centavos, or in hundredths of a percent where `em_porcentagem` (3333 is 33.33 %). */
export interface Desconto {
  desconto: number;
  em_porcentagem: boolean;
}

/**
 * What a promotion takes off an amount: exact, half a centavo counts as a whole one, never more than the amount.
 * 33.33 % of 99.90 is 33.30.
 */
export function descontoDaPromocao(valor: Centavos, { desconto, em_porcentagem }: Desconto): Centavos {
  const off = em_porcentagem ? Number((BigInt(valor) * BigInt(desconto) + 5000n) / 10_000n) : desconto;
  return centavos(Math.min(off, valor));
}

/** What a plan costs inside a package: its price less the discount of the package's item, never below zero. */
export function valorDoItemDoPacote(valor: Centavos, item: Desconto): Centavos {
  return centavos(valor - descontoDaPromocao(valor, item));
}

/** A promotion that somebody chose for a sale. */
export interface PromocaoEscolhida {
  id: number;
  descricao: string;
  cumulativa: boolean;
  ordem: number;
}

/**
 * The chosen promotions in the order in which they are applied, each once. One alone always may; of several each
 * must accumulate. Throws invalid `promocao.nao_acumula` with the descriptions of those that do not.
 */
export function combinarPromocoes<P extends PromocaoEscolhida>(escolhidas: readonly P[]): P[] {
  const unicas = [...new Map(escolhidas.map((promocao) => [promocao.id, promocao])).values()];
  const sozinhas = unicas.filter(({ cumulativa }) => !cumulativa).map(({ descricao }) => descricao);
  if (unicas.length > 1 && sozinhas.length > 0) {
    throw new DomainError('invalid', 'promocao.nao_acumula', { promocoes: sozinhas });
  }
  return unicas.sort((a, b) => a.ordem - b.ordem || a.id - b.id);
}
