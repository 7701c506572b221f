import { Type } from 'typebox';
import { epochMillis } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { informacoesDoCliente } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable } from '../wire.ts';

export const informacoesDeCliente = read({
  ids: ['clientes.cliente.informacoes'],
  method: 'GET',
  url: '/ws/area/cliente/:idCliente',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCliente: Id }),
  response: Type.Object({
    data: Type.Object({
      telefoneFixo: Nullable(Type.String()),
      rg: Nullable(Type.String()),
      telefoneMovel: Nullable(Type.String()),
      cpf: Nullable(Type.String()),
      nome: Type.String(),
      contratos: Type.Array(Type.Object({ descricaoPlano: Type.String(), id: Type.Integer(), status: Type.String() })),
      dataNascimento: Nullable(Type.Integer()),
      email: Nullable(Type.String()),
      nomeMae: Nullable(Type.String()),
    }),
    status: Type.Literal('OK'),
  }),
  async handle({ db }, { params }) {
    const cliente = await informacoesDoCliente(db, params.idCliente);
    if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
    return {
      data: {
        telefoneFixo: cliente.telefone_fixo,
        rg: cliente.rg,
        telefoneMovel: cliente.telefone_celular,
        cpf: cliente.documento,
        nome: cliente.nome,
        contratos: cliente.contratos.map(({ descricao, id, status }) => ({ descricaoPlano: descricao, id, status })),
        dataNascimento: cliente.nascimento && epochMillis(cliente.nascimento),
        email: cliente.email,
        nomeMae: cliente.nome_mae,
      },
      status: 'OK' as const,
    };
  },
});
