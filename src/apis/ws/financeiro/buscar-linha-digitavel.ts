import { Type } from 'typebox';
import { paraPagar } from '#modules/cobranca/index.ts';
import { read } from '../../core/operation.ts';
import { Id } from '../wire.ts';

export const buscarLinhaDigitavel = read({
  ids: ['financeiro.linhaDigitavel.buscar'],
  method: 'GET',
  url: '/ws/financeiro/fatura/aberta/:IdFatura/linha_digitavel',
  credentials: ['basic'],
  params: Type.Object({ IdFatura: Id }),
  response: Type.String(),
  contentType: 'text/plain',
  // Unknown, not open or without a boleto: the document has one answer for all of them.
  handle: async ({ db }, { params }) => (await paraPagar(db, params.IdFatura))?.boleto?.linha ?? 'FALHA',
});
