import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { segmentosDoUsuario } from '#modules/acesso/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable, Resposta } from '../wire.ts';

export const buscarSegmentosDoUsuario = read({
  ids: ['autenticacao.segmentos_usuario.buscar'],
  method: 'GET',
  url: '/ws/comercial/segmentos/usuario/:idUsuario',
  credentials: ['basic', 'token'],
  params: Type.Object({ idUsuario: Id }),
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      descricao: Type.String(),
      descricaoRDStation: Nullable(Type.String()),
      tipoContrato: Nullable(Type.Object({ id: Type.Integer(), nome: Type.String() })),
    }),
  ),
  async handle({ db }, { params }) {
    const [usuario] = await segmentosDoUsuario(db, { id: params.idUsuario });
    if (!usuario) throw new DomainError('notFound', 'usuario.nao_encontrado');
    return {
      resposta: usuario.segmentos.map(({ id, descricao, descricao_rdstation, tipo_contrato }) => ({
        id,
        descricao,
        descricaoRDStation: descricao_rdstation,
        tipoContrato: tipo_contrato,
      })),
    };
  },
});
