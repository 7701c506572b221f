import { Type } from 'typebox';
import { tecnologias } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';

export const buscarTecnologias = read({
  ids: ['comercial.tecnologia.buscar'],
  method: 'GET',
  url: '/ws/comercial/tecnologias',
  credentials: ['basic', 'token'],
  response: Resposta(Type.Object({ id: Type.Integer(), descricao: Type.String(), tipo: Type.String() })),
  async handle({ db }) {
    return { resposta: await tecnologias(db, {}) };
  },
});
