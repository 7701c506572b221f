import { Type } from 'typebox';
import { aceitarContrato } from '#modules/contratos/index.ts';
import { write } from '../../core/operation.ts';
import { Id } from '../wire.ts';

const MENSAGEM = 'Não foi possível realizar o aceite.';

export const confirmarAceite = write({
  ids: ['contratos.aceite.confirmar'],
  // It writes although it is a GET: the document's method (page 48).
  method: 'GET',
  url: '/ws/comercial/contratos/aceite/:idContrato',
  credentials: ['basic', 'token'],
  params: Type.Object({ idContrato: Id }),
  response: Type.Object({ Status: Type.Literal('OK'), Mensagem: Type.String() }),
  errors: {
    'contrato.nao_encontrado': { status: 404, body: { Status: 'NOT_FOUND', Mensagem: MENSAGEM } },
    'contrato.cancelado': { status: 409, body: { Status: 'CONFLICT', Mensagem: MENSAGEM } },
  },
  async handle({ tx, clock, templates, caller }, { params }) {
    const evidencia = { integradorId: caller.integrador.id, ip: caller.ip };
    await aceitarContrato(tx, clock, templates, params.idContrato, evidencia);
    return { Status: 'OK' as const, Mensagem: 'Aceite realizado com sucesso.' };
  },
});
