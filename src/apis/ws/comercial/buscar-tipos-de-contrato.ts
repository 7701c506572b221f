import { Type } from 'typebox';
import { tiposDeContrato } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';

export const buscarTiposDeContrato = read({
  ids: ['comercial.tipo_contrato.buscar'],
  method: 'GET',
  url: '/ws/comercial/contratos/tipos',
  credentials: ['basic', 'token'],
  response: Resposta(Type.Object({ id: Type.Integer(), nome: Type.String() })),
  async handle({ db }) {
    return { resposta: await tiposDeContrato(db, {}) };
  },
});
