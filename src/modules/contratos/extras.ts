import { DomainError } from '#kernel/errors.ts';
import type { Centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import type { DadosTecnologia } from './rules.ts';
import { extrasDaVenda } from './venda-queries.ts';

/** A row of contrato_extra: what was sold beside the plan, at its price of today. */
export type Extra = { valor: Centavos } & (
  | { pacote_voz_id: number }
  | { canal_tv_id: number }
  | { pacote_tv_id: number }
);

export interface ExtrasPorTecnologia {
  TELEFONIA: readonly Extra[];
  TV: readonly Extra[];
}

/**
 * The chosen extras with their prices. One that does not exist, or is not sold beside a plan, is refused.
 * Throws invalid `venda.extra_desconhecido` (facts campo).
 */
export async function extrasDe(tx: Tx, dados: DadosTecnologia): Promise<ExtrasPorTecnologia> {
  const { idsPacotesVozExtra: voz, idsCanaisExtras: canais, idsPacotesCanaisExtras: pacotes } = dados;
  if (voz.length + canais.length + pacotes.length === 0) return { TELEFONIA: [], TV: [] };
  const [found] = await extrasDaVenda(tx, { voz, canais, pacotes });
  if (!found) throw new Error('a statement without a source gives one row');
  const all = <T>(ids: readonly number[], rows: readonly T[], campo: string): readonly T[] => {
    if (new Set(ids).size !== rows.length) throw new DomainError('invalid', 'venda.extra_desconhecido', { campo });
    return rows;
  };
  return {
    TELEFONIA: all(voz, found.voz, 'idsPacotesVozExtra').map(({ id, valor }) => ({ pacote_voz_id: id, valor })),
    TV: [
      ...all(canais, found.canais, 'idsCanaisExtras').map(({ id, valor }) => ({ canal_tv_id: id, valor })),
      ...all(pacotes, found.pacotes, 'idsPacotesCanaisExtras').map(({ id, valor }) => ({ pacote_tv_id: id, valor })),
    ],
  };
}
