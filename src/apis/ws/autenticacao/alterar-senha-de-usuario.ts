import { Type } from 'typebox';
import { alterarSenhaDoUsuario, conferirSenhaDoUsuario } from '#modules/acesso/index.ts';
import { write } from '../../core/operation.ts';
import { Id, Text } from '../wire.ts';

export const alterarSenhaDeUsuario = write({
  ids: ['autenticacao.senha_usuario.alterar'],
  method: 'PUT',
  url: '/ws/auth/alterar_senha',
  credentials: ['basic', 'token'],
  body: Type.Object({ idUsuario: Id, senhaAntiga: Text(200), novaSenha: Text(200) }),
  response: Type.Object({ success: Type.String() }),
  errors: {
    'usuario.senha_antiga': { status: 400, body: { error: 'A senha antiga está incorreta.' } },
  },
  prepare: ({ db }, { body }) => conferirSenhaDoUsuario(db, body.idUsuario, body.senhaAntiga),
  async handle({ tx }, { body }) {
    await alterarSenhaDoUsuario(tx, body.idUsuario, body.senhaAntiga, body.novaSenha);
    return { success: 'Senha alterada.' };
  },
});
