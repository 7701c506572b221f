import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { documentoDoContrato, donoDoContrato } from '#modules/contratos/index.ts';
import { assinanteOf, read } from '../../core/operation.ts';
import { AcessoAssinante, Id, Pdf } from '../wire.ts';

export const baixarModeloDeAceite = read({
  ids: ['contratos.modelo_aceite.baixar'],
  method: 'POST',
  url: '/ws/comercial/contratos/modelo_contrato/:idContrato',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idContrato: Id }),
  body: AcessoAssinante,
  response: Pdf,
  contentType: 'application/pdf',
  async handle(context, { params: { idContrato } }) {
    const { db, templates, clock } = context;
    const [contrato] = await donoDoContrato(db, { id: idContrato });
    // Somebody else's contract answers as a wrong credential would, and so does one that does not exist.
    if (contrato?.cliente_id !== assinanteOf(context).clienteId) {
      throw new DomainError('unauthenticated', 'assinante.credencial');
    }
    return documentoDoContrato(db, templates, 'aceite', idContrato, clock.today());
  },
});
