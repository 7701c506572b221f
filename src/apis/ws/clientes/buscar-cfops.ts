import { Type } from 'typebox';
import { cfops } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';

export const buscarCfops = read({
  ids: ['clientes.cfops.buscar'],
  method: 'GET',
  url: '/ws/comercial/cfops',
  credentials: ['basic', 'token'],
  response: Resposta(Type.Object({ id: Type.Integer(), descricao: Type.String(), numero: Type.Integer() })),
  handle: async ({ db }) => ({ resposta: await cfops(db, {}) }),
});
