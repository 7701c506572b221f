import { Type } from 'typebox';
import { trocarVencimentoDoContrato } from '#modules/contratos/index.ts';
import { type Operation, write } from '../../core/operation.ts';
import { Id } from '../wire.ts';

/** The change of one contract's due day: one operation behind the subscriber's area and behind OmniChannel. */
const alterarVencimentoDeUmContrato = (id: string, url: string): Operation =>
  write({
    ids: [id],
    method: 'PUT',
    url,
    credentials: ['basic', 'token'],
    body: Type.Object({ idContrato: Id, idVencimentoAtual: Id, idVencimentoNovo: Id }),
    response: Type.Object({ data: Type.String(), status: Type.Literal('OK') }),
    async handle({ tx, clock }, { body }) {
      const { idContrato, idVencimentoAtual: de, idVencimentoNovo: para } = body;
      await trocarVencimentoDoContrato(tx, idContrato, { de, para }, clock.today());
      return {
        data: `A data de vencimento foi alterada do ID '${de}' para o ID '${para}' no(s) contrato(s) selecionado(s) com sucesso.`,
        status: 'OK' as const,
      };
    },
  });

export const alterarVencimentoNaAreaDoCliente = alterarVencimentoDeUmContrato(
  'area_cliente.contrato.alterar_vencimento',
  '/ws/area/cliente/contrato/alterar/vencimento_contrato',
);
export const alterarVencimentoNoOmnichannel = alterarVencimentoDeUmContrato(
  'omnichannel.vencimento.alterar',
  '/ws/integracao/omnichannel/contrato/alterar/vencimento_contrato',
);
