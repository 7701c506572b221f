import { Type } from 'typebox';
import { cancelarVisita } from '#modules/atendimentos/index.ts';
import { write } from '../../core/operation.ts';
import { Id } from '../wire.ts';

export const cancelarReagendamento = write({
  ids: ['atendimentos.visitaReagendamento.cancelar'],
  method: 'PUT',
  url: '/ws/servicos/agendamento/agenda_tecnica/configuracoes/cancelar',
  credentials: ['basic', 'token'],
  body: Type.Object({ idAtendimento: Id }),
  response: Type.Object({ data: Type.String(), status: Type.Literal('OK') }),
  async handle({ tx, caller }, { body: { idAtendimento } }) {
    const servico = await cancelarVisita(tx, idAtendimento, { integradorId: caller.integrador.id });
    return {
      data: `Reagendamento da visita técnica do tipo de serviço '${servico ?? ''}' do atendimento de ID '${idAtendimento}' cancelado com sucesso.`,
      status: 'OK' as const,
    };
  },
});
