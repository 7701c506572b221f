import { Type } from 'typebox';
import { vencimentosDoCliente } from '#modules/contratos/index.ts';
import { assinanteOf, read } from '../../core/operation.ts';
import { AcessoAssinante } from '../wire.ts';

export const buscarVencimentos = read({
  ids: ['financeiro.vencimentos.buscar'],
  method: 'POST',
  url: '/ws/financeiro/buscar/vencimentos',
  credentials: ['basic', 'subscriber'],
  body: AcessoAssinante,
  response: Type.Array(
    Type.Object({
      id: Type.Integer(),
      dia: Type.Integer(),
      diaFaturamentoInicial: Type.Integer(),
      diaFaturamentoFinal: Type.Integer(),
      ativo: Type.Boolean(),
      prePago: Type.Boolean(),
    }),
  ),
  async handle(context) {
    const { clienteId } = assinanteOf(context);
    const vencimentos = await vencimentosDoCliente(context.db, { clienteId });
    return vencimentos.map((vencimento) => ({
      id: vencimento.id,
      dia: vencimento.dia,
      diaFaturamentoInicial: vencimento.dia_faturamento_inicial,
      diaFaturamentoFinal: vencimento.dia_faturamento_final,
      ativo: vencimento.ativo,
      prePago: vencimento.pre_pago,
    }));
  },
});
