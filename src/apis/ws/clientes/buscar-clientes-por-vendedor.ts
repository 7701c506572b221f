import { Type } from 'typebox';
import { normalizeDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { clientesDoVendedor } from '#modules/clientes/index.ts';
import { read } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Id, Nullable, Optional, Resposta, Text } from '../wire.ts';

export const buscarClientesPorVendedor = read({
  ids: ['clientes.clientes_vendedor.buscar'],
  method: 'GET',
  url: '/ws/comercial/clientes/buscar/vendedor/:idVendedor',
  credentials: ['basic', 'token'],
  params: Type.Object({ idVendedor: Id }),
  query: Type.Object({ id: Optional(Id), documento: Optional(Text(30)) }),
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      nome: Type.String(),
      cpf: Nullable(Type.String()),
      cnpj: Nullable(Type.String()),
    }),
  ),
  errors: { 'vendedor.nao_encontrado': error(404, 'Vendedor não encontrado.') },
  async handle({ db }, { params, query }) {
    const clientes = await clientesDoVendedor(db, params.idVendedor, {
      id: query.id,
      documento: query.documento === undefined ? undefined : normalizeDocument(query.documento),
    });
    if (!clientes) throw new DomainError('notFound', 'vendedor.nao_encontrado');
    return {
      resposta: clientes.map(({ id, nome, documento, tipo_pessoa }) => ({
        id,
        nome,
        cpf: tipo_pessoa === 'FISICA' ? documento : null,
        cnpj: tipo_pessoa === 'JURIDICA' ? documento : null,
      })),
    };
  },
});
