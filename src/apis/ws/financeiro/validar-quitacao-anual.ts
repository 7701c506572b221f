import { Type } from 'typebox';
import { temDebitos } from '#modules/documentos/index.ts';
import { read } from '../../core/operation.ts';
import { AcessoAssinante, Optional } from '../wire.ts';
import { EM_ABERTO, errosDaQuitacao, pedidoDeQuitacao, QuitacaoQuery } from './quitacao-anual.ts';

export const validarQuitacaoAnual = read({
  ids: ['financeiro.quitacaoAnual.validar'],
  method: 'POST',
  url: '/ws/financeiro/faturamento/valida/quitacao_anual_debito',
  credentials: ['basic', 'subscriber'],
  query: QuitacaoQuery,
  body: AcessoAssinante,
  response: Type.Object({ success: Optional(Type.String()), error: Optional(Type.String()) }),
  errors: errosDaQuitacao,
  async handle(context, { query }) {
    const { clienteId, ...periodo } = pedidoDeQuitacao(context, query);
    if (await temDebitos(context.db, clienteId, periodo)) return { error: EM_ABERTO };
    return { success: 'Nao existem debitos em aberto no periodo selecionado' };
  },
});
