import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { cidadesDaUf } from '#modules/enderecos/index.ts';
import { read } from '../../core/operation.ts';
import { Resposta } from '../wire.ts';
import { optionalCep, QueryCep } from './cep.ts';

export const buscarCidadesDeUmEstado = read({
  ids: ['enderecos.cidade.buscarPorUf'],
  method: 'GET',
  url: '/ws/terceiros/cidades/uf/:uf',
  credentials: ['basic', 'token'],
  params: Type.Object({ uf: Type.String() }),
  query: QueryCep,
  response: Resposta(Type.Object({ id: Type.Integer(), nome: Type.String(), uf: Type.String() })),
  async handle({ db }, { params, query }) {
    const [uf] = await cidadesDaUf(db, { uf: params.uf.toUpperCase(), cep: optionalCep(query) });
    if (!uf) throw new DomainError('notFound', 'uf.nao_encontrada');
    return { resposta: uf.cidades };
  },
});
