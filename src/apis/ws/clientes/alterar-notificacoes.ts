import { Type } from 'typebox';
import { alterarNotificacoes as alterar } from '#modules/clientes/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Flag, Id, isOn } from '../wire.ts';

export const alterarNotificacoes = write({
  ids: ['clientes.notificacoes.alterar'],
  method: 'PUT',
  url: '/ws/area/cliente/alterar/configuracao/notificacoes',
  credentials: ['basic', 'token'],
  // The table of the document names idAtendimento: the customer is that ticket's.
  body: Type.Object({ idAtendimento: Id, recebeNotificacoes: Flag }),
  response: Type.Object({ data: Type.String(), status: Type.Literal('OK') }),
  errors: { 'atendimento.nao_encontrado': error(404, 'Atendimento não encontrado.') },
  async handle({ tx }, { body }) {
    const clienteId = await alterar(tx, body.idAtendimento, isOn(body.recebeNotificacoes));
    return {
      data: `O campo que define o recebimento de notificações do cliente de ID '${clienteId}' foi atualizado com sucesso.`,
      status: 'OK' as const,
    };
  },
});
