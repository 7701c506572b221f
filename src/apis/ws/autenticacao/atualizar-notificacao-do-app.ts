import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { marcarAvisoEnviado } from '#modules/clientes/index.ts';
import { assinanteOf, write } from '../../core/operation.ts';
import { AcessoAssinante, Id } from '../wire.ts';

export const atualizarNotificacaoDoApp = write({
  ids: ['autenticacao.notificacao_app.atualizar'],
  method: 'POST',
  url: '/ws/comercial/avisos_app/:id',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ id: Id }),
  body: AcessoAssinante,
  response: Type.String(),
  contentType: 'text/plain',
  async handle(context, { params }) {
    const marked = await marcarAvisoEnviado(context.tx, assinanteOf(context).clienteId, params.id);
    // Nothing tells a notice of somebody else from one that does not exist.
    if (!marked) throw new DomainError('unauthenticated', 'assinante.credencial');
    return 'OK';
  },
});
