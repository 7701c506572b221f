import { Type } from 'typebox';
import { read } from '../../core/operation.ts';
import { Id } from '../wire.ts';
import { Filtros, Lista, listarAtendimentos } from './lista.ts';

export const informacoesDeAtendimentos = read({
  ids: ['atendimentos.informacoes.buscar'],
  method: 'GET',
  url: '/ws/area/cliente/:idCliente/atendimentos',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCliente: Id }),
  query: Filtros,
  response: Lista,
  handle: ({ db }, { params, query }) => listarAtendimentos(db, params.idCliente, query),
});
