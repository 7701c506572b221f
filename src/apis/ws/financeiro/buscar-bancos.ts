import { Type } from 'typebox';
import { bancos } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';

export const buscarBancos = read({
  ids: ['financeiro.bancos.buscar'],
  method: 'GET',
  url: '/ws/financeiro/bancos',
  credentials: ['basic', 'token'],
  response: Resposta(Type.Object({ codigo: Type.String(), nome: Type.String(), id: Type.Integer() })),
  async handle({ db }) {
    return { resposta: await bancos(db, {}) };
  },
});
