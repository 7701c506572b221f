import { Type } from 'typebox';
import { TIPOS_SERVICO } from '#modules/agenda/index.ts';
import { read } from '../../core/operation.ts';
import { Lista, listarAtendimentos } from '../atendimentos/lista.ts';
import { Id, OneOf, Optional } from '../wire.ts';

/** The tickets of a customer that wait for a visit (page 184). */
export const buscarVisitas = read({
  ids: ['atendimentos.visita.buscar'],
  method: 'GET',
  url: '/ws/servicos/agendamento/atendimentos/cliente/:idCliente',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCliente: Id }),
  query: Type.Object({ tipoServico: Optional(OneOf(...TIPOS_SERVICO)) }),
  response: Lista,
  handle: ({ db }, { params, query }) =>
    listarAtendimentos(db, params.idCliente, { ...query, statusAtendimento: 'VISITA_AGENDADA' }),
});
