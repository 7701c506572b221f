import { Type } from 'typebox';
import { read } from '../../core/operation.ts';
import { Id } from '../wire.ts';
import { Filtros, Lista, listarAtendimentos } from './lista.ts';

/** The twin of informacoesDeAtendimentos under OmniChannel. */
export const buscarAtendimentosOmnichannel = read({
  ids: ['omnichannel.atendimentos.buscar'],
  method: 'GET',
  url: '/ws/integracao/omnichannel/atendimentos/cliente/:idCliente',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCliente: Id }),
  query: Filtros,
  response: Lista,
  handle: ({ db }, { params, query }) => listarAtendimentos(db, params.idCliente, query),
});
