import { Type } from 'typebox';
import { contarPedidoDeSenha, resetarSenhaPorSms } from '#modules/clientes/index.ts';
import { type ErrorText, write } from '../../core/operation.ts';
import { INTERNAL_CODE } from '../errors.ts';
import { Text } from '../wire.ts';

const notReset = (status: number, motivo: string): ErrorText => ({
  status,
  body: {
    error: 'Não foi possivel reseta a senha.',
    Motivo: `Ocorreu um erro ao enviar o SMS ou salvar a nova senha: ${motivo}`,
  },
});

export const resetarSenhaDoApp = write({
  ids: ['autenticacao.senha_app.resetar'],
  method: 'POST',
  url: '/ws/comercial/resetar_senha',
  credentials: ['basic'],
  body: Type.Object({ usuario: Text(100) }),
  response: Type.Object({ Success: Type.String() }),
  errors: {
    'acesso.desconhecido': {
      status: 404,
      body: { error: 'Nao foi possivel encontrar um cliente com esses dados de acesso' },
    },
    'acesso.sem_celular': notReset(409, 'o cliente não tem telefone celular cadastrado.'),
    'acesso.espere': ({ seconds }) => ({
      status: 429,
      body: { error: `Muitos pedidos de nova senha. Tente novamente em ${seconds} segundos.` },
    }),
    'sms.falhou': ({ motivo }) => notReset(500, String(motivo)),
    [INTERNAL_CODE]: notReset(500, 'falha interna.'),
  },
  prepare: ({ db }, { body }) => contarPedidoDeSenha(db, body.usuario),
  async handle({ tx, porta, afterCommit, ...services }, { body }) {
    const cliente = await resetarSenhaPorSms(tx, services, body.usuario);
    afterCommit(() => porta.esquecerAssinante(cliente));
    return { Success: 'Senha resetada com sucesso, foi enviado um SMS com a nova senha para o telefone cadastrado.' };
  },
});
