import { Type } from 'typebox';
import { abrirAtendimento as abrir } from '#modules/atendimentos/index.ts';
import { write } from '../../core/operation.ts';
import { INTERNAL_CODE } from '../errors.ts';
import { Id, Optional, Text } from '../wire.ts';

export const abrirAtendimento = write({
  ids: ['atendimentos.atendimento.abrir'],
  method: 'POST',
  url: '/ws/comercial/atendimentos/cadastrar',
  credentials: ['basic'],
  body: Type.Object({
    idContrato: Id,
    descricao: Text(4000),
    idTipoAtendimento: Optional(Id),
    idCentroCustoOrigem: Optional(Id),
    idCentroCustoDestino: Optional(Id),
  }),
  status: 201,
  response: Type.Object({ numeroProtocolo: Type.String(), status: Type.Literal('CREATED') }),
  errors: {
    [INTERNAL_CODE]: { status: 500, body: { error: 'Internal Server Error', status: 'INTERNAL_SERVER_ERROR' } },
  },
  async handle({ tx, caller }, { body }) {
    const { protocolo } = await abrir(tx, {
      contratoId: body.idContrato,
      tipoId: body.idTipoAtendimento,
      centroCustoOrigemId: body.idCentroCustoOrigem,
      centroCustoDestinoId: body.idCentroCustoDestino,
      descricao: body.descricao,
      integradorId: caller.integrador.id,
    });
    return { numeroProtocolo: protocolo, status: 'CREATED' as const };
  },
});
