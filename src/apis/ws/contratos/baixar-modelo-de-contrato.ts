import { Type } from 'typebox';
import { documentoDoContrato } from '#modules/contratos/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Pdf } from '../wire.ts';

export const baixarModeloDeContrato = read({
  ids: ['contratos.modelo_contrato.baixar'],
  method: 'GET',
  url: '/ws/comercial/contratos/modelo/:idContrato',
  credentials: ['basic', 'token'],
  params: Type.Object({ idContrato: Id }),
  response: Pdf,
  contentType: 'application/pdf',
  handle: ({ db, templates, clock }, { params }) =>
    documentoDoContrato(db, templates, 'contrato', params.idContrato, clock.today()),
});
