import { Type } from 'typebox';
import { trocarVencimentoDosContratos } from '#modules/contratos/index.ts';
import { write } from '../../core/operation.ts';
import { AcessoAssinante, Id } from '../wire.ts';
import { exigirProprioCliente } from './do-assinante.ts';

export const alterarVencimentoDoContrato = write({
  ids: ['contratos.vencimento_contrato.alterar'],
  method: 'POST',
  url: '/ws/comercial/cliente/:idCliente/alterar/vencimento_contrato',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idCliente: Id }),
  query: Type.Object({ vencimentoAtual: Id, novoVencimento: Id }),
  body: AcessoAssinante,
  response: Type.String(),
  contentType: 'text/plain',
  async handle(context, { params, query }) {
    exigirProprioCliente(context, params.idCliente);
    const pedido = { de: query.vencimentoAtual, para: query.novoVencimento };
    const trocas = await trocarVencimentoDosContratos(context.tx, params.idCliente, pedido, context.clock.today());
    return trocas.length > 0 ? 'OK' : 'NOT_MODIFIED';
  },
});
