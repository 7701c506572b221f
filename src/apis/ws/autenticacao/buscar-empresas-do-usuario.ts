import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { empresasDoUsuario } from '#modules/acesso/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable, Resposta } from '../wire.ts';

export const buscarEmpresasDoUsuario = read({
  ids: ['autenticacao.empresas_usuario.buscar'],
  method: 'GET',
  url: '/ws/terceiros/empresas/usuario/:idUsuario',
  credentials: ['basic', 'token'],
  params: Type.Object({ idUsuario: Id }),
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      nome: Type.String(),
      nomeFantasia: Type.String(),
      cnpj: Nullable(Type.String()),
    }),
  ),
  async handle({ db }, { params }) {
    const [usuario] = await empresasDoUsuario(db, { id: params.idUsuario });
    if (!usuario) throw new DomainError('notFound', 'usuario.nao_encontrado');
    return {
      resposta: usuario.empresas.map(({ id, nome, nome_fantasia, cnpj }) => ({
        id,
        nome,
        nomeFantasia: nome_fantasia,
        cnpj,
      })),
    };
  },
});
