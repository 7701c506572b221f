import { Type } from 'typebox';
import { contasFinanceiras } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Id } from '../wire.ts';

export const buscarContasFinanceiras = read({
  ids: ['financeiro.contasFinanceiras.buscarPorFormaPagamento'],
  method: 'GET',
  url: '/ws/financeiro/contas_financeiras/forma_pagamento/:idFormaPagamento',
  credentials: ['basic', 'token'],
  params: Type.Object({ idFormaPagamento: Id }),
  response: Type.Array(
    Type.Object({ ativo: Type.Boolean(), banco: Type.String(), id: Type.Integer(), descricao: Type.String() }),
  ),
  async handle({ db }, { params }) {
    return contasFinanceiras(db, { formaPagamentoId: params.idFormaPagamento });
  },
});
