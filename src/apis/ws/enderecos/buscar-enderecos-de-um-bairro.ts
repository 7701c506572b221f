import { Type } from 'typebox';
import { formatCep } from '#kernel/cep.ts';
import { DomainError } from '#kernel/errors.ts';
import { logradourosDoBairro } from '#modules/enderecos/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable, Resposta } from '../wire.ts';
import { optionalCep, QueryCep } from './cep.ts';

export const buscarEnderecosDeUmBairro = read({
  ids: ['enderecos.logradouro.buscarPorBairro'],
  method: 'GET',
  url: '/ws/terceiros/enderecos/bairro/:idBairro',
  credentials: ['basic', 'token'],
  params: Type.Object({ idBairro: Id }),
  query: QueryCep,
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      logradouro: Type.String(),
      cep: Nullable(Type.String()),
      tipoLogradouro: Type.String(),
      abreviatura: Type.String(),
    }),
  ),
  async handle({ db }, { params, query }) {
    const [bairro] = await logradourosDoBairro(db, { id: params.idBairro, cep: optionalCep(query) });
    if (!bairro) throw new DomainError('notFound', 'bairro.nao_encontrado');
    return {
      resposta: bairro.logradouros.map(({ id, nome, cep, tipo, nome_abreviado }) => ({
        id,
        logradouro: nome,
        cep: cep && formatCep(cep),
        tipoLogradouro: tipo,
        abreviatura: nome_abreviado,
      })),
    };
  },
});
