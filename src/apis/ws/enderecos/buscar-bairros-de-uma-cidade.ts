import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { bairrosDaCidade } from '#modules/enderecos/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Resposta } from '../wire.ts';
import { optionalCep, QueryCep } from './cep.ts';

export const buscarBairrosDeUmaCidade = read({
  ids: ['enderecos.bairro.buscarPorCidade'],
  method: 'GET',
  url: '/ws/terceiros/bairros/cidade/:idCidade',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCidade: Id }),
  query: QueryCep,
  response: Resposta(Type.Object({ id: Type.Integer(), nome: Type.String() })),
  async handle({ db }, { params, query }) {
    const [cidade] = await bairrosDaCidade(db, { id: params.idCidade, cep: optionalCep(query) });
    if (!cidade) throw new DomainError('notFound', 'cidade.nao_encontrada');
    return { resposta: cidade.bairros };
  },
});
