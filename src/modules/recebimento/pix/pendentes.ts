import type { Centavos } from '#kernel/money.ts';
import type { Reader } from '#platform/db.ts';

export interface PixPendente {
  fimAFim: string;
  txid: string | null;
  valor: Centavos;
  devolvido: Centavos;
  recebidoEm: Date;
  faturaId: number | null;
  motivo: string | null;
}

/** Pix without a place, and those that were given back though their payment could not be reversed; the oldest first. */
export function pixPendentes(db: Reader): Promise<PixPendente[]> {
  return db
    .selectFrom('pix_recebido')
    .select(['fim_a_fim as fimAFim', 'txid', 'valor', 'devolvido', 'recebido_em as recebidoEm'])
    .select(['fatura_id as faturaId', 'motivo'])
    .where((eb) => eb.or([eb('resultado', '=', 'SEM_LUGAR'), eb('motivo', 'like', 'devolvido, sem estorno%')]))
    .orderBy('recebido_em')
    .orderBy('fim_a_fim')
    .execute();
}
