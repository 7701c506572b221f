import { faturaEmPdf } from '#modules/documentos/index.ts';
import { read } from '../../core/operation.ts';
import { Pdf } from '../wire.ts';
import { FaturaPath } from './fatura-do-assinante.ts';

export const baixarPdfDaFatura3 = read({
  ids: ['financeiro.fatura.baixarPdf3'],
  method: 'GET',
  url: '/ws/financeiro/fatura/:idFatura/imprimir',
  credentials: ['basic'],
  params: FaturaPath,
  response: Pdf,
  contentType: 'application/pdf',
  handle: ({ db, templates, clock }, { params }) => faturaEmPdf(db, templates, params.idFatura, clock.today()),
});
