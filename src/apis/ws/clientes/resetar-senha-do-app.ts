import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { resetarSenha } from '#modules/clientes/index.ts';
import { type ErrorText, write } from '../../core/operation.ts';
import { INTERNAL_CODE } from '../errors.ts';
import { Id, Optional, Text } from '../wire.ts';

const notReset = (status: number, motivo: string): ErrorText => ({
  status,
  body: {
    Error: ' Não foi possivel reseta a senha.',
    Motivo: `Ocorreu um erro ao gerar a nova senha: ${motivo}`,
  },
});

export const resetarSenhaDoApp = write({
  ids: ['clientes.senha_app.resetar'],
  method: 'PUT',
  url: '/ws/area/cliente/resetar_senha',
  credentials: ['basic', 'token'],
  body: Type.Object({ CPFCNPJ: Optional(Text(30)), IDCliente: Optional(Id) }),
  response: Type.Object({ Successo: Type.String(), Senha: Type.String() }),
  errors: {
    'cliente.nao_encontrado': {
      status: 404,
      body: { Error: 'Não foi possivel encontrar um cliente com CPF/CNPJ informado.' },
    },
    'acesso.sem_documento': notReset(409, 'o cliente não tem CPF/CNPJ, que seria o seu usuário.'),
    'acesso.login_em_uso': notReset(409, 'o CPF/CNPJ do cliente já é o usuário de outro.'),
    [INTERNAL_CODE]: notReset(500, 'falha interna.'),
  },
  async handle({ tx, clock, porta, afterCommit }, { body }) {
    if (body.CPFCNPJ === undefined && body.IDCliente === undefined) {
      throw new DomainError('invalid', 'campo.obrigatorio', { campo: 'CPFCNPJ (ou IDCliente)' });
    }
    const { clienteId, senha } = await resetarSenha(tx, clock, { documento: body.CPFCNPJ, id: body.IDCliente });
    afterCommit(() => porta.esquecerAssinante(clienteId));
    return { Successo: ' Senha resetada com sucesso.', Senha: senha };
  },
});
