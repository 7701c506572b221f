import { DomainError } from '#kernel/errors.ts';
import { PartnerError } from '#platform/http-partner.ts';
import type { ClearSale } from './clear-sale.ts';
import type { ParceiroDeCredito } from './contrato.ts';
import type { Spc } from './spc.ts';

/** The partners of an installation. */
export interface ParceirosDeCredito {
  spc: Spc;
  clearSale: ClearSale;
}

const ausente = (nome: string): ParceiroDeCredito<unknown, never> => ({
  simulado: false,
  consultar: async () => {
    throw new PartnerError(nome, 'sem_configuracao');
  },
});

/** Without an address configured nobody is asked, and nothing is invented. */
export const semSpc: Spc = ausente('SPC');
export const semClearSale: ClearSale = ausente('Clear Sale');

/** A partner that could not be asked is a refusal of this call. Throws unavailable `parceiro.indisponivel`. */
export async function consultarParceiro<P, R>(parceiro: ParceiroDeCredito<P, R>, pedido: P): Promise<R> {
  try {
    return await parceiro.consultar(pedido);
  } catch (error) {
    if (!(error instanceof PartnerError)) throw error;
    const { partner, reason, status } = error;
    throw new DomainError('unavailable', 'parceiro.indisponivel', { parceiro: partner, motivo: reason, http: status });
  }
}
