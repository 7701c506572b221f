import { Type } from 'typebox';
import { gerarToken as gerar } from '#modules/acesso/index.ts';
import { write } from '../../core/operation.ts';

export const gerarToken = write({
  ids: ['autenticacao.token.gerar'],
  method: 'GET',
  url: '/ws/auth/token/gerar',
  credentials: ['basic'],
  response: Type.Object({ token: Type.String() }),
  async handle({ tx, clock, porta, caller }) {
    return { token: await gerar(tx, clock, porta.tokenSettings, caller.integrador) };
  },
});
