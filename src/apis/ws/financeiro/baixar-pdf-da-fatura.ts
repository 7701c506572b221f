import { read } from '../../core/operation.ts';
import { Pdf } from '../wire.ts';
import { AcessoOuChatbot, Chatbot, doChatbot, FaturaPath, pdfDoAssinante } from './fatura-do-assinante.ts';

export const baixarPdfDaFatura = read({
  ids: ['financeiro.fatura.baixarPdf'],
  method: 'POST',
  url: '/ws/financeiro/fatura/:idFatura',
  credentials: ['basic', 'subscriber'],
  withoutPassword: doChatbot,
  params: FaturaPath,
  query: Chatbot,
  body: AcessoOuChatbot,
  response: Pdf,
  contentType: 'application/pdf',
  handle: (context, { params }) => pdfDoAssinante(context, params.idFatura),
});
