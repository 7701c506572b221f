import { Type } from 'typebox';
import { normalizeDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { abertasDoDocumento } from '#modules/financeiro/index.ts';
import type { Reader } from '#platform/db.ts';
import { read } from '../../core/operation.ts';
import { Text } from '../wire.ts';
import { Resumo, resumo } from './fatura.ts';

/** Contracts and open invoices of who has that CPF or CNPJ. Throws notFound `cliente.nao_encontrado`. */
async function buscar(db: Reader, documento: string) {
  const [cliente] = await abertasDoDocumento(db, { documento: normalizeDocument(documento) });
  if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
  return resumo(cliente);
}

export const buscarFaturasPorCpf = read({
  ids: ['financeiro.faturas.buscarPorCpf'],
  method: 'POST',
  url: '/ws/financeiro/faturas/cliente',
  credentials: ['basic'],
  body: Type.Object({ usuario: Text(100) }),
  response: Resumo,
  handle: ({ db }, { body }) => buscar(db, body.usuario),
});

export const buscarFaturasSimplificado = read({
  ids: ['financeiro.faturas.buscarSimplificado'],
  method: 'GET',
  url: '/ws/financeiro/faturas/:cpfcnpj/simplificado',
  credentials: ['basic'],
  params: Type.Object({ cpfcnpj: Text(30) }),
  response: Resumo,
  handle: ({ db }, { params }) => buscar(db, params.cpfcnpj),
});
