import { type Static, Type } from 'typebox';
import { agendarVisita } from '#modules/atendimentos/index.ts';
import { type WriteContext, write } from '../../core/operation.ts';
import { Id } from '../wire.ts';

const Pedido = Type.Object({ idAtendimento: Id, idItemConfiguracaoAgendaTecnica: Id });
const Feito = Type.Object({ data: Type.String(), status: Type.Literal('OK') });

async function efetivar({ tx, caller }: WriteContext, { body }: { body: Static<typeof Pedido> }) {
  const { idAtendimento, idItemConfiguracaoAgendaTecnica } = body;
  const autor = { integradorId: caller.integrador.id };
  const servico = await agendarVisita(tx, idAtendimento, idItemConfiguracaoAgendaTecnica, autor);
  return {
    data: `Reagendamento da visita técnica do tipo de serviço '${servico ?? ''}' do atendimento de ID '${idAtendimento}' realizado com sucesso.`,
    status: 'OK' as const,
  };
}

export const efetivarReagendamento = write({
  ids: ['atendimentos.visitaReagendamento.efetivar'],
  method: 'PUT',
  url: '/ws/servicos/agendamento/agenda_tecnica/configuracoes/efetivar',
  credentials: ['basic', 'token'],
  body: Pedido,
  response: Feito,
  handle: efetivar,
});

/** Its twin under OmniChannel. */
export const efetivarReagendamentoOmnichannel = write({
  ids: ['omnichannel.reagendamento.efetivar'],
  method: 'PUT',
  url: '/ws/integracao/omnichannel/agenda_tecnica/configuracoes/efetivar',
  credentials: ['basic', 'token'],
  body: Pedido,
  response: Feito,
  handle: efetivar,
});
