import { Type } from 'typebox';
import { formatDay } from '#kernel/dates.ts';
import { habilitarEmConfianca } from '#modules/inadimplencia/index.ts';
import { type WriteContext, write } from '../../core/operation.ts';
import { exigirContratoDoAssinante } from '../atendimentos/do-assinante.ts';
import { AcessoAssinante, Id, OneOf, Optional, Text } from '../wire.ts';

const response = Type.Object({ dataFim: Optional(Type.String()), resposta: OneOf('SUCESSO', 'FALHA') });

async function habilitar({ tx, clock, caller }: WriteContext, idContrato: number) {
  const confianca = await habilitarEmConfianca(tx, idContrato, clock.today(), caller.integrador.id);
  if (!('fim' in confianca)) return { resposta: 'FALHA' as const };
  return { dataFim: formatDay(confianca.fim, 'dd/MM/yyyy'), resposta: 'SUCESSO' as const };
}

export const habilitarEmConfiancaPeloStatus = write({
  ids: ['contratos.confianca_status.habilitar'],
  method: 'POST',
  url: '/ws/comercial/contrato/:idContrato/webservice/alterar/status',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idContrato: Id }),
  query: Type.Object({ descricaoStatus: OneOf('HABILITADO EM CONFIANCA'), acessoCentral: Text(10) }),
  body: AcessoAssinante,
  response,
  async handle(context, { params }) {
    await exigirContratoDoAssinante(context, params.idContrato);
    return habilitar(context, params.idContrato);
  },
});

export const habilitarContratoEmConfianca = write({
  ids: ['contratos.confianca.habilitar'],
  method: 'PUT',
  url: '/ws/comercial/contrato/habilitar_confianca',
  credentials: ['basic'],
  body: Type.Object({ idContrato: Id }),
  response,
  handle: (context, { body }) => habilitar(context, body.idContrato),
});
