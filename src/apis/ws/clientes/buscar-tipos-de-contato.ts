import { Type } from 'typebox';
import { tiposDeContato } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';

export const buscarTiposDeContato = read({
  ids: ['clientes.tipos_contato.buscar'],
  method: 'GET',
  url: '/ws/comercial/clientes/contatos/tipos',
  credentials: ['basic', 'token'],
  response: Resposta(Type.Object({ id: Type.Integer(), descricao: Type.String() })),
  handle: async ({ db }) => ({ resposta: await tiposDeContato(db, {}) }),
});
