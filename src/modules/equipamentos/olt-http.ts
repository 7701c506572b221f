import { type Partner, PartnerError } from '#platform/http-partner.ts';
import type { Desfecho, Fabricante, Olt, PedidoOlt } from './portas.ts';

/** The OLT bridge of a maker, or null where none is set. */
export type Pontes = Readonly<Record<Fabricante, Partner | null>>;

/**
 * The real adapter: a bridge per maker (one may serve all), which knows the maker's commands and passwords and speaks
 * the contract of docs/partners.md. `marca` is added to the outcome, for a bridge that is simulated.
 */
export function oltPorHttp(pontes: Pontes, marca = ''): Olt {
  return {
    async executar(pedido) {
      const ponte = pontes[pedido.fabricante];
      if (!ponte) return { certo: false, resultado: 'sem_configuracao', denovo: false };
      try {
        return await ponte.ask(
          noFio(pedido),
          (answer) => lerResposta(answer, marca),
          `balcao-comando-${pedido.comandoId}`,
        );
      } catch (error) {
        if (!(error instanceof PartnerError)) throw error;
        return { certo: false, resultado: error.reason, denovo: error.reason !== 'recusa' };
      }
    },
  };
}

const noFio = ({ comandoId: _, contratoId, clienteId, planoId, cidadeId, loginPppoe, ...pedido }: PedidoOlt) => ({
  ...pedido,
  contrato: contratoId,
  cliente: clienteId,
  plano: planoId,
  cidade: cidadeId,
  loginPPPoE: loginPppoe,
});

function lerResposta(answer: unknown, marca: string): Desfecho | null {
  const { executado, motivo } = (answer ?? {}) as { executado?: unknown; motivo?: unknown };
  if (executado === true) return { certo: true, resultado: `executado${marca}` };
  if (executado !== false) return null;
  const dito =
    typeof motivo === 'string'
      ? motivo
          .replace(/\p{Cc}/gu, ' ')
          .trim()
          .slice(0, 200)
      : '';
  return { certo: false, resultado: dito ? `recusado: ${dito}` : 'recusado', denovo: false };
}
