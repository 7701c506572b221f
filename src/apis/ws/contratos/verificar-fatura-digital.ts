import { Type } from 'typebox';
import { podeMudarParaFaturaDigital } from '#modules/contratos/index.ts';
import { Outcome, read } from '../../core/operation.ts';
import { AcessoAssinante, Id } from '../wire.ts';
import { exigirProprioCliente } from './do-assinante.ts';

export const verificarFaturaDigital = read({
  ids: ['contratos.fatura_digital.verificar'],
  method: 'POST',
  url: '/ws/comercial/cliente/:idCliente/verificar/fatura_digital',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idCliente: Id }),
  body: AcessoAssinante,
  response: Type.String(),
  contentType: 'text/plain',
  status: 202,
  async handle(context, { params }) {
    exigirProprioCliente(context, params.idCliente);
    const pode = await podeMudarParaFaturaDigital(context.db, params.idCliente);
    return pode ? 'ACCEPTED' : new Outcome(406, 'NOT_ACCEPTABLE');
  },
});
