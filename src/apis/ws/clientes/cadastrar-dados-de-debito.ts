import { Type } from 'typebox';
import { cadastrarDadosDebito } from '#modules/clientes/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, Optional, Text } from '../wire.ts';
import { Lista, wireDigits, wireDv } from './campos.ts';

// The longest of FEBRABAN's layouts: CNAB 240 has 5 digits for the branch, 12 for the account, and a second check
// digit for banks that have two. Some room is left, since banks are not the ones who register here.
const AGENCIA = 6;
const CONTA = 20;

export const cadastrarDadosDeDebito = write({
  ids: ['clientes.dados_debito.cadastrar'],
  method: 'POST',
  url: '/ws/comercial/clientes/dados_debito/cadastrar',
  credentials: ['basic', 'token'],
  body: Lista(
    Type.Object({
      idUsuario: Id,
      idCliente: Id,
      idBanco: Id,
      nomeTitular: Text(100),
      agencia: Text(100),
      dvAgencia: Optional(Text(100)),
      contaCorrente: Text(100),
      dvContaCorrente: Text(100),
    }),
  ),
  response: Type.Object({ idsDadosDebitoCliente: Type.Array(Type.Integer()) }),
  errors: {
    'banco.desconhecido': error(400, 'O idBanco informado não pertence a nenhum banco cadastrado no sistema.'),
  },
  async handle({ tx }, { body }) {
    const itens = body.map((item, i) => ({
      usuarioId: item.idUsuario,
      clienteId: item.idCliente,
      bancoId: item.idBanco,
      titular: item.nomeTitular,
      agencia: wireDigits(`[${i}].agencia`, item.agencia, AGENCIA),
      agenciaDv: item.dvAgencia === undefined ? null : wireDv(`[${i}].dvAgencia`, item.dvAgencia),
      conta: wireDigits(`[${i}].contaCorrente`, item.contaCorrente, CONTA),
      contaDv: wireDv(`[${i}].dvContaCorrente`, item.dvContaCorrente),
    }));
    return { idsDadosDebitoCliente: await cadastrarDadosDebito(tx, itens) };
  },
});
