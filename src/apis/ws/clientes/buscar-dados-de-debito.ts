import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { dadosDebitoDoCliente } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Resposta } from '../wire.ts';

export const buscarDadosDeDebito = read({
  ids: ['clientes.dados_debito.buscar'],
  method: 'GET',
  url: '/ws/comercial/clientes/:idCliente/dados_debito',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCliente: Id }),
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      idCliente: Type.Integer(),
      idBanco: Type.Integer(),
      nomeTitular: Type.String(),
      agencia: Type.String(),
      dvAgencia: Type.String(),
      contaCorrente: Type.String(),
      dvContaCorrente: Type.String(),
    }),
  ),
  async handle({ db }, { params }) {
    const [cliente] = await dadosDebitoDoCliente(db, { id: params.idCliente });
    if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
    return {
      resposta: cliente.contas.map((dados) => ({
        id: dados.id,
        idCliente: dados.cliente_id,
        idBanco: dados.banco_id,
        nomeTitular: dados.titular,
        agencia: dados.agencia,
        dvAgencia: dados.agencia_dv ?? '',
        contaCorrente: dados.conta,
        dvContaCorrente: dados.conta_dv,
      })),
    };
  },
});
