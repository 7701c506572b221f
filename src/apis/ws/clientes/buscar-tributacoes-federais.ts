import { Type } from 'typebox';
import { tributacoesFederais } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';

export const buscarTributacoesFederais = read({
  ids: ['clientes.tributacoes_federais.buscar'],
  method: 'GET',
  url: '/ws/comercial/tributacoes_federais',
  credentials: ['basic', 'token'],
  response: Resposta(Type.Object({ id: Type.Integer(), descricao: Type.String() })),
  handle: async ({ db }) => ({ resposta: await tributacoesFederais(db, {}) }),
});
