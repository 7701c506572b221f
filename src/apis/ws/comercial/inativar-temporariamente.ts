import { Type } from 'typebox';
import { pedirInativacao } from '#modules/inativacao/index.ts';
import { write } from '../../core/operation.ts';
import { Id, Text, wireDay } from '../wire.ts';

export const inativarTemporariamente = write({
  ids: ['comercial.contrato.inativar_temporariamente'],
  method: 'PUT',
  url: '/ws/comercial/contratos/inativar/temporariamente',
  credentials: ['basic', 'token'],
  body: Type.Object({
    idContrato: Id,
    quantidadeDias: Type.Integer({ minimum: 1, maximum: 10_000 }),
    dataInicio: Text(10),
  }),
  response: Type.String(),
  contentType: 'text/plain',
  async handle({ tx, clock }, { body }) {
    const inicio = wireDay('dataInicio', body.dataInicio, 'dd-MM-yyyy');
    const nova = { contratoId: body.idContrato, inicio, dias: body.quantidadeDias };
    const feita = await pedirInativacao(tx, nova, clock.today());
    return 'id' in feita ? 'SUCESSO' : 'FALHA';
  },
});
