import { Type } from 'typebox';
import { reverterParaPendente } from '#modules/atendimentos/index.ts';
import { write } from '../../core/operation.ts';
import { Id } from '../wire.ts';

export const reverterStatus = write({
  ids: ['atendimentos.status.reverter'],
  method: 'POST',
  url: '/ws/comercial/atendimentos/reverter',
  credentials: ['basic', 'token'],
  body: Type.Object({ idUsuario: Id, idCentroCusto: Id, idAtendimento: Id }),
  response: Type.Object({ idAtendimento: Type.Integer() }),
  // Spelt so in the document (page 194).
  errors: { 'atendimento.nao_encontrado': { status: 404, body: { error: 'Atendimento nao encontrato' } } },
  async handle({ tx, caller }, { body: { idUsuario, idCentroCusto, idAtendimento } }) {
    const pedido = { atendimentoId: idAtendimento, usuarioId: idUsuario, centroCustoId: idCentroCusto };
    await reverterParaPendente(tx, pedido, caller.integrador.id);
    return { idAtendimento };
  },
});
