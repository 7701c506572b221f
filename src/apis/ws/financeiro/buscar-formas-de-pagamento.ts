import { Type } from 'typebox';
import { formasDePagamento } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';

export const buscarFormasDePagamento = read({
  ids: ['financeiro.formasPagamento.buscar'],
  method: 'GET',
  url: '/ws/financeiro/formas_pagamento',
  credentials: ['basic', 'token'],
  response: Type.Array(
    Type.Object({
      id: Type.Integer(),
      descricao: Type.String(),
      isCartao: Type.Boolean(),
      isDinheiro: Type.Boolean(),
      isTransferencia: Type.Boolean(),
      debito: Type.Boolean(),
    }),
  ),
  async handle({ db }) {
    const formas = await formasDePagamento(db, {});
    return formas.map(({ id, descricao, is_cartao, is_dinheiro, is_transferencia, debito }) => ({
      id,
      descricao,
      isCartao: is_cartao,
      isDinheiro: is_dinheiro,
      isTransferencia: is_transferencia,
      debito,
    }));
  },
});
