import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { avisosDoCliente } from '#modules/clientes/index.ts';
import { assinanteOf, read } from '../../core/operation.ts';
import { Aviso, avisoOf } from '../aviso.ts';
import { AcessoAssinante, Id } from '../wire.ts';

export const buscarNotificacoesDoApp = read({
  ids: ['autenticacao.notificacoes_app.buscar'],
  method: 'POST',
  url: '/ws/comercial/avisos_app/cliente/:idCliente',
  credentials: ['basic', 'subscriber'],
  params: Type.Object({ idCliente: Id }),
  body: AcessoAssinante,
  response: Type.Array(Aviso),
  async handle(context, { params }) {
    const { clienteId } = assinanteOf(context);
    if (clienteId !== params.idCliente) throw new DomainError('unauthenticated', 'assinante.credencial');
    const avisos = await avisosDoCliente(context.db, { id: clienteId });
    return avisos.map(avisoOf);
  },
});
