import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { avisosPendentes } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';
import { Aviso, avisoOf } from '../aviso.ts';
import { Id } from '../wire.ts';

export const buscarAvisosDoApp = read({
  ids: ['clientes.avisos_app.buscar'],
  method: 'GET',
  url: '/ws/area/cliente/:idCliente/avisos_app',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCliente: Id }),
  response: Type.Object({
    data: Type.Array(Aviso),
    status: Type.Literal('OK'),
  }),
  async handle({ db }, { params }) {
    const [cliente] = await avisosPendentes(db, { id: params.idCliente });
    if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
    return {
      data: cliente.avisos.map(avisoOf),
      status: 'OK' as const,
    };
  },
});
