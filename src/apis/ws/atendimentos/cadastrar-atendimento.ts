import { Type } from 'typebox';
import { abrirAtendimento, STATUS } from '#modules/atendimentos/index.ts';
import { assinanteOf, write } from '../../core/operation.ts';
import { AcessoAssinante, Id, OneOf, Optional } from '../wire.ts';

export const cadastrarAtendimento = write({
  ids: ['atendimentos.atendimento.cadastrar'],
  method: 'POST',
  url: '/ws/comercial/atendimento',
  credentials: ['basic', 'subscriber'],
  body: Type.Object({
    ...AcessoAssinante.properties,
    idContrato: Optional(Id),
    idCentroCustoOrigem: Optional(Id),
    idCentroCustoDestino: Optional(Id),
    status: Optional(OneOf(...STATUS)),
    idTipoAtendimento: Optional(Id),
    descricao: Optional(Type.String({ maxLength: 4000 })),
  }),
  status: 201,
  response: Type.String(),
  contentType: 'text/plain',
  async handle(context, { body }) {
    await abrirAtendimento(context.tx, {
      clienteId: assinanteOf(context).clienteId,
      contratoId: body.idContrato,
      tipoId: body.idTipoAtendimento,
      centroCustoOrigemId: body.idCentroCustoOrigem,
      centroCustoDestinoId: body.idCentroCustoDestino,
      status: body.status,
      descricao: body.descricao ?? '',
      integradorId: context.caller.integrador.id,
    });
    return 'CREATED';
  },
});
