import { quitacaoEmPdf } from '#modules/documentos/index.ts';
import { read } from '../../core/operation.ts';
import { AcessoAssinante, Pdf } from '../wire.ts';
import { errosDaQuitacao, pedidoDeQuitacao, QuitacaoQuery } from './quitacao-anual.ts';

export const baixarPdfDaQuitacaoAnual = read({
  ids: ['financeiro.quitacaoAnual.baixarPdf'],
  method: 'POST',
  url: '/ws/financeiro/faturamento/quitacao_anual_debito',
  credentials: ['basic', 'subscriber'],
  query: QuitacaoQuery,
  body: AcessoAssinante,
  response: Pdf,
  contentType: 'application/pdf',
  errors: errosDaQuitacao,
  handle: (context, { query }) =>
    quitacaoEmPdf(context.db, context.templates, { ...pedidoDeQuitacao(context, query), hoje: context.clock.today() }),
});
