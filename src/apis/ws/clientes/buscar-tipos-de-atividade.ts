import { Type } from 'typebox';
import { tiposDeAtividade } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';

export const buscarTiposDeAtividade = read({
  ids: ['clientes.tipos_atividade.buscar'],
  method: 'GET',
  url: '/ws/comercial/atividades/tipos',
  credentials: ['basic', 'token'],
  response: Resposta(Type.Object({ id: Type.Integer(), descricao: Type.String(), codigoConvenio: Type.String() })),
  handle: async ({ db }) => ({ resposta: await tiposDeAtividade(db, {}) }),
});
