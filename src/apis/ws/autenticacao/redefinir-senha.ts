import { Type } from 'typebox';
import { redefinirSenha as redefinir } from '#modules/acesso/index.ts';
import { assinanteOf, write } from '../../core/operation.ts';
import { AcessoAssinante, Text } from '../wire.ts';

export const redefinirSenha = write({
  ids: ['autenticacao.senha.redefinir'],
  method: 'POST',
  url: '/ws/comercial/redefinir_senha',
  credentials: ['basic', 'subscriber'],
  query: Type.Object({ senhaAntiga: Text(200), novaSenha: Text(200) }),
  body: AcessoAssinante,
  response: Type.Object({ success: Type.String() }),
  errors: {
    'senha.antiga': { status: 400, body: { error: 'Senha atual digitada, diferente da senha cadastrada' } },
  },
  async handle(context, { query }) {
    const { tx, clock, porta, afterCommit } = context;
    const { clienteId } = assinanteOf(context);
    await redefinir(tx, clock, clienteId, { antiga: query.senhaAntiga, nova: query.novaSenha });
    afterCommit(() => porta.esquecerAssinante(clienteId));
    return { success: 'Senha redefinida com sucesso' };
  },
});
