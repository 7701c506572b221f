import { Type } from 'typebox';
import { renovarToken as renovar } from '#modules/acesso/index.ts';
import { tokenOf, write } from '../../core/operation.ts';

export const renovarToken = write({
  ids: ['autenticacao.token.renovar'],
  method: 'PUT',
  url: '/ws/auth/token/renovar',
  credentials: ['basic', 'token'],
  response: Type.Object({ token: Type.String() }),
  async handle(context) {
    const { tx, clock, porta, caller, afterCommit } = context;
    const { jti } = tokenOf(context);
    const token = await renovar(tx, clock, porta.tokenSettings, caller.integrador, jti);
    // The other processes hear of it through the database; this one must not take the old one a moment longer.
    afterCommit(() => porta.esquecerToken(jti));
    return { token };
  },
});
