import { Type } from 'typebox';
import { vencimentoTrocavel } from '#modules/contratos/index.ts';
import { Outcome, read } from '../../core/operation.ts';
import { AcessoAssinante, Id } from '../wire.ts';
import { exigirProprioCliente } from './do-assinante.ts';

export const verificarVencimentoDoContrato = read({
  ids: ['contratos.vencimento_contrato.verificar'],
  method: 'POST',
  url: '/ws/comercial/cliente/:idCliente/verificar/vencimento_contrato',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idCliente: Id }),
  query: Type.Object({ vencimentoAtual: Id }),
  body: AcessoAssinante,
  response: Type.String(),
  contentType: 'text/plain',
  status: 202,
  async handle(context, { params, query }) {
    exigirProprioCliente(context, params.idCliente);
    const [contrato] = await vencimentoTrocavel(context.db, {
      clienteId: params.idCliente,
      vencimentoId: query.vencimentoAtual,
    });
    return contrato ? 'ACCEPTED' : new Outcome(406, 'NOT_ACCEPTABLE');
  },
});
