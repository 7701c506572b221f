import { type Static, Type } from 'typebox';
import { parseDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, fromReais } from '#kernel/money.ts';
import { type CampoDoPagamento, type NovoPagamento, registrarPagamento } from '#modules/financeiro/index.ts';
import { write } from '../../core/operation.ts';
import { FIELD_CODE, INTERNAL_CODE } from '../errors.ts';
import { error } from '../texts/error.ts';
import { Id, OneOf, Optional, Text } from '../wire.ts';

/** Ten million reais: more than any invoice, less than sums of it overflow. */
const Valor = Type.Number({ minimum: 0, maximum: 10_000_000 });

const Pagamento = Type.Object({
  IDFatura: Id,
  IDContaFinanceira: Id,
  IDFormaPagamento: Optional(Id),
  ValorPago: Valor,
  ValorMulta: Valor,
  ValorJuros: Valor,
  ValorDesconto: Valor,
  DataPagamento: Text(10),
  PagamentoParcial: OneOf('0', '1'),
  CodigoAutorizacaoCartao: Optional(Text(100)),
  TIDCartao: Optional(Text(100)),
  NSUCartao: Optional(Text(100)),
  IDBandeiraCartao: Optional(Id),
});
type Corpo = Static<typeof Pagamento>;

const noFio: Readonly<Record<CampoDoPagamento, keyof Corpo>> = {
  valorPago: 'ValorPago',
  multa: 'ValorMulta',
  juros: 'ValorJuros',
  desconto: 'ValorDesconto',
  parcial: 'PagamentoParcial',
  pagoEm: 'DataPagamento',
  contaFinanceiraId: 'IDContaFinanceira',
  formaPagamentoId: 'IDFormaPagamento',
  bandeiraId: 'IDBandeiraCartao',
  autorizacao: 'CodigoAutorizacaoCartao',
  tid: 'TIDCartao',
  nsu: 'NSUCartao',
};

export const pagarFatura = write({
  ids: ['financeiro.fatura.pagar'],
  method: 'PUT',
  url: '/ws/financeiro/faturas/pagar',
  credentials: ['basic', 'token'],
  body: Pagamento,
  response: Type.Literal('SUCESSO'),
  contentType: 'text/plain',
  errors: {
    'fatura.ja_quitada': error(409, 'A fatura informada já se encontra inteiramente quitada.'),
    'fatura.negociada': error(409, 'A fatura informada foi negociada: paga-se a fatura da parcela da negociação.'),
    'fatura.cancelada': error(409, 'A fatura informada está cancelada.'),
    'fatura.nao_encontrada': error(400, 'IDFatura inválido.'),
    // The document has one sentence for every field that is wrong, also a missing one.
    [FIELD_CODE]: ({ campo }) => error(400, `${campo} inválido.`),
    'pagamento.campo': ({ campo }) => error(400, `${noFio[campo as CampoDoPagamento]} inválido.`),
    [INTERNAL_CODE]: error(500, 'INTERNAL_SERVER_ERROR'),
  },
  async handle({ tx, clock }, { body }) {
    await registrarPagamento(tx, pagamentoDe(body), clock.today());
    return 'SUCESSO' as const;
  },
});

function pagamentoDe(corpo: Corpo): NovoPagamento {
  return {
    origem: 'MANUAL',
    faturaId: corpo.IDFatura,
    contaFinanceiraId: corpo.IDContaFinanceira,
    formaPagamentoId: corpo.IDFormaPagamento,
    valorPago: valor(corpo, 'ValorPago'),
    multa: valor(corpo, 'ValorMulta'),
    juros: valor(corpo, 'ValorJuros'),
    desconto: valor(corpo, 'ValorDesconto'),
    pagoEm: parseDay(corpo.DataPagamento, 'dd-MM-yyyy') ?? recusar('DataPagamento'),
    parcial: corpo.PagamentoParcial === '1',
    cartao: {
      bandeiraId: corpo.IDBandeiraCartao,
      autorizacao: corpo.CodigoAutorizacaoCartao,
      tid: corpo.TIDCartao,
      nsu: corpo.NSUCartao,
    },
  };
}

const valor = (corpo: Corpo, campo: 'ValorPago' | 'ValorMulta' | 'ValorJuros' | 'ValorDesconto'): Centavos =>
  fromReais(corpo[campo]) ?? recusar(campo);

function recusar(campo: keyof Corpo): never {
  throw new DomainError('invalid', FIELD_CODE, { campo });
}
