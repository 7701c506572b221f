import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { prospectosDoVendedor } from '#modules/prospectos/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable, OneOf, Optional, Resposta, Text } from '../wire.ts';

export const buscarProspectosDoVendedor = read({
  ids: ['prospectos.prospecto.buscarPorVendedor'],
  method: 'GET',
  url: '/ws/comercial/prospectos/buscar/vendedor/:idVendedor',
  credentials: ['basic', 'token'],
  params: Type.Object({ idVendedor: Id }),
  query: Type.Object({
    id: Optional(Id),
    nome: Optional(Text(200)),
    oportunidade: Optional(OneOf('ABERTA', 'PERDEU', 'GANHOU')),
  }),
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      nome: Type.String(),
      cpf: Nullable(Type.String()),
      cnpj: Nullable(Type.String()),
      oportunidade: Type.String(),
    }),
  ),
  async handle({ db }, { params, query }) {
    const prospectos = await prospectosDoVendedor(db, {
      vendedor: params.idVendedor,
      id: query.id ?? null,
      nome: query.nome ?? null,
      oportunidade: query.oportunidade ?? null,
    });
    if (!prospectos) throw new DomainError('notFound', 'vendedor.nao_encontrado');
    return {
      resposta: prospectos.map(({ id, nome, tipo_pessoa, documento, oportunidade }) => ({
        id,
        nome,
        cpf: tipo_pessoa === 'FISICA' ? documento : null,
        cnpj: tipo_pessoa === 'JURIDICA' ? documento : null,
        oportunidade,
      })),
    };
  },
});
