import { Type } from 'typebox';
import { cadastrarContatos as cadastrar } from '#modules/clientes/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, Optional, Text, wireDay } from '../wire.ts';
import { Lista, wireDigits, wireEmail, wireTelefone } from './campos.ts';

export const cadastrarContatos = write({
  ids: ['clientes.contatos.cadastrar'],
  method: 'POST',
  url: '/ws/comercial/clientes/contatos/cadastrar',
  credentials: ['basic', 'token'],
  body: Lista(
    Type.Object({
      idUsuario: Id,
      idCliente: Id,
      nomeOutorgado: Text(100),
      idTipoContato: Id,
      email: Optional(Text(254)),
      celular: Optional(Text(100)),
      telefone: Optional(Text(100)),
      cargo: Optional(Text(100)),
      dataNascimento: Optional(Type.String()),
      cpf: Optional(Text(100)),
      rg: Optional(Text(30)),
    }),
  ),
  response: Type.Object({ idsContatosCliente: Type.Array(Type.Integer()) }),
  errors: {
    'tipo_contato.desconhecido': error(
      400,
      'O idTipoContato informado não pertence a nenhum tipo de contato cadastrado no sistema.',
    ),
  },
  async handle({ tx }, { body }) {
    const itens = body.map((item, i) => ({
      usuarioId: item.idUsuario,
      clienteId: item.idCliente,
      tipoContatoId: item.idTipoContato,
      nome: item.nomeOutorgado,
      email: wireEmail(`[${i}].email`, item.email),
      celular: wireTelefone(`[${i}].celular`, item.celular),
      telefone: wireTelefone(`[${i}].telefone`, item.telefone),
      cargo: item.cargo ?? null,
      nascimento:
        item.dataNascimento === undefined ? null : wireDay(`[${i}].dataNascimento`, item.dataNascimento, 'dd-MM-yyyy'),
      // The document's own sample has 12 digits: no check but the kind of characters.
      cpf: item.cpf === undefined ? null : wireDigits(`[${i}].cpf`, item.cpf.replace(/[.\-/\s]/g, ''), 20),
      rg: item.rg ?? null,
    }));
    return { idsContatosCliente: await cadastrar(tx, itens) };
  },
});
