import { Type } from 'typebox';
import { FABRICANTES, pedirDesprovisionamento } from '#modules/equipamentos/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Flag, Id, isOn, OneOf, Text } from '../wire.ts';
import { comandar } from './comando.ts';

const ID = 'redes.equipamento.desprovisionar';

export const desprovisionar = write({
  ids: [ID],
  method: 'POST',
  url: '/ws/redes/equipamento/desprovisionar',
  credentials: ['basic', 'token'],
  body: Type.Object({
    IdContrato: Id,
    SerialEquipamento: Text(40),
    IdPlano: Id,
    IdCliente: Id,
    IdCidade: Id,
    LoginPPoE: Text(100),
    TipoEquipamento: OneOf(...FABRICANTES),
    isTelefonia: Flag,
  }),
  response: Type.Object({ desprovisionou: Type.Boolean() }),
  errors: {
    'contrato.nao_encontrado': error(404, 'Contrato nao encontrado'),
    'equipamento.nao_encontrado': error(404, 'O contrato não tem um equipamento com o SerialEquipamento informado.'),
    'equipamento.diferente': ({ campo }) => error(400, `O campo ${campo} não é o do cadastro do equipamento.`),
    'equipamento.nao_provisionado': error(409, 'O equipamento não está provisionado.'),
  },
  prepare: (context, { body }) =>
    comandar(context, ID, (tx) =>
      pedirDesprovisionamento(tx, {
        contratoId: body.IdContrato,
        clienteId: body.IdCliente,
        planoId: body.IdPlano,
        cidadeId: body.IdCidade,
        serial: body.SerialEquipamento,
        loginPppoe: body.LoginPPoE,
        fabricante: body.TipoEquipamento,
        telefonia: isOn(body.isTelefonia),
      }),
    ),
  async handle(_context, _input, { situacao }) {
    return { desprovisionou: situacao === 'CONCLUIDO' };
  },
});
