import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { reais } from '#kernel/money.ts';
import { read } from '../../core/operation.ts';
import { AcessoAssinante } from '../wire.ts';
import { FaturaPath, faturaDoAssinante } from './fatura-do-assinante.ts';

export const buscarCodigoDeBarras = read({
  ids: ['financeiro.codigoBarras.buscar'],
  method: 'POST',
  url: '/ws/financeiro/fatura/:idFatura/linha_digitavel',
  credentials: ['basic', 'subscriber'],
  params: FaturaPath,
  body: AcessoAssinante,
  response: Type.Object({ linhaDigitavel: Type.String(), valor: Type.Number() }),
  async handle(context, { params }) {
    const { aberta, boleto } = await faturaDoAssinante(context, params.idFatura);
    if (!aberta) throw new DomainError('conflict', 'fatura.nao_aberta');
    if (!boleto) throw new DomainError('notFound', 'fatura.sem_boleto');
    return { linhaDigitavel: boleto.linha, valor: reais(boleto.valor) };
  },
});
