import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { donoDaNota, notaFiscalEmPdf } from '#modules/fiscal/index.ts';
import { assinanteOf, read } from '../../core/operation.ts';
import { AcessoAssinante, Id, Pdf } from '../wire.ts';

export const baixarNotaFiscal = read({
  ids: ['financeiro.notaFiscal.baixarPdf'],
  method: 'POST',
  url: '/ws/financeiro/notasfiscais/:idNotaFiscal',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idNotaFiscal: Id }),
  body: AcessoAssinante,
  response: Pdf,
  contentType: 'application/pdf',
  async handle(context, { params: { idNotaFiscal: id } }) {
    const [nota] = await donoDaNota(context.db, { id });
    // Somebody else's note, and one that does not exist, answer alike.
    if (nota?.cliente_id !== assinanteOf(context).clienteId) {
      throw new DomainError('unauthenticated', 'assinante.credencial');
    }
    return notaFiscalEmPdf(context.db, context.templates, id);
  },
});
