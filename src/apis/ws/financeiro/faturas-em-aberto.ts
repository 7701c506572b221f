import { Type } from 'typebox';
import { normalizeDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { abertasDoCliente, abertasDoDocumento } from '#modules/financeiro/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Text } from '../wire.ts';
import { EmAberto, emAberto } from './fatura.ts';

export const buscarFaturasEmAbertoPorCliente = read({
  ids: ['financeiro.faturas.buscarEmAbertoPorCliente'],
  method: 'GET',
  url: '/ws/financeiro/faturas/cliente/:idCliente',
  credentials: ['basic'],
  params: Type.Object({ idCliente: Id }),
  response: EmAberto,
  async handle({ db }, { params: { idCliente: clienteId } }) {
    const [cliente] = await abertasDoCliente(db, { clienteId });
    if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
    return emAberto(cliente.faturas);
  },
});

export const buscarFaturasEmAbertoPorDocumento = read({
  ids: ['financeiro.faturas.buscarEmAbertoPorDocumento'],
  method: 'GET',
  url: '/ws/financeiro/faturas/cliente/documento/:cpfcnpj',
  credentials: ['basic'],
  params: Type.Object({ cpfcnpj: Text(30) }),
  response: EmAberto,
  async handle({ db }, { params }) {
    const [cliente] = await abertasDoDocumento(db, { documento: normalizeDocument(params.cpfcnpj) });
    if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
    return emAberto(cliente.faturas);
  },
});
