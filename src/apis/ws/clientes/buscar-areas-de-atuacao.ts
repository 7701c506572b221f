import { Type } from 'typebox';
import { areasDeAtuacao } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';

export const buscarAreasDeAtuacao = read({
  ids: ['clientes.areas_atuacao.buscar'],
  method: 'GET',
  url: '/ws/comercial/areas_atuacao',
  credentials: ['basic', 'token'],
  response: Resposta(Type.Object({ id: Type.Integer(), descricao: Type.String() })),
  handle: async ({ db }) => ({ resposta: await areasDeAtuacao(db, {}) }),
});
