import { Type } from 'typebox';
import { tiposDeProspecto } from '#modules/prospectos/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';

export const buscarTipos = read({
  ids: ['prospectos.tipo.buscar'],
  method: 'GET',
  url: '/ws/comercial/prospectos/tipos',
  credentials: ['basic', 'token'],
  response: Resposta(Type.Object({ id: Type.Integer(), descricao: Type.String() })),
  async handle({ db }) {
    return { resposta: await tiposDeProspecto(db, {}) };
  },
});
