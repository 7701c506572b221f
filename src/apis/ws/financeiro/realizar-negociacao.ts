import { Type } from 'typebox';
import { formatDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, fromReais, reais } from '#kernel/money.ts';
import { negociar } from '#modules/financeiro/index.ts';
import { assinanteOf, write } from '../../core/operation.ts';
import { negociacao } from '../texts/negociacao.ts';
import { AcessoAssinante, Id, Text, wireDay } from '../wire.ts';

const FORMATO = 'dd-MM-yyyy';
/** In reais: more than any debt, less than sums of it overflow. */
const Valor = Type.Number({ minimum: 0, maximum: 10_000_000 });

export const realizarNegociacao = write({
  ids: ['financeiro.negociacao.realizar'],
  method: 'PUT',
  url: '/ws/financeiro/negociar',
  credentials: ['basic', 'subscriber'],
  body: Type.Object({
    ...AcessoAssinante.properties,
    dadosNegociacao: Type.Array(
      Type.Object({
        numeroParcela: Type.Integer({ minimum: 1, maximum: 60 }),
        valorTotalParcela: Valor,
        valorMultaParcela: Valor,
        valorJurosParcela: Valor,
        valorDescontoParcela: Valor,
        vencimentoParcela: Text(10),
        idsFaturasNegociadas: Type.Array(Id, { minItems: 1, maxItems: 200 }),
      }),
      { minItems: 1, maxItems: 60 },
    ),
  }),
  response: Type.Object({
    success: Type.String(),
    object: Type.Array(
      Type.Object({
        lancamento: Type.String(),
        idCliente: Type.Integer(),
        numeroBoleto: Type.String(),
        valor: Type.Number(),
        numeroDocumento: Type.String(),
        vencimento: Type.String(),
      }),
    ),
  }),
  errors: negociacao,
  async handle(context, { body }) {
    const { tx, clock } = context;
    const { clienteId } = assinanteOf(context);
    const hoje = clock.today();
    const pedidas = body.dadosNegociacao.map((parcela) => ({
      numero: parcela.numeroParcela,
      total: centavosDe('valorTotalParcela', parcela.valorTotalParcela),
      multa: centavosDe('valorMultaParcela', parcela.valorMultaParcela),
      juros: centavosDe('valorJurosParcela', parcela.valorJurosParcela),
      desconto: centavosDe('valorDescontoParcela', parcela.valorDescontoParcela),
      vencimento: wireDay('vencimentoParcela', parcela.vencimentoParcela, FORMATO),
      faturaIds: parcela.idsFaturasNegociadas,
    }));
    const { parcelas } = await negociar(tx, clienteId, pedidas, hoje);
    return {
      success: 'Negociação realizada com sucesso!',
      object: parcelas.map(({ valor, vencimento, numeroBoleto, numeroDocumento }) => ({
        lancamento: formatDay(hoje, FORMATO),
        idCliente: clienteId,
        numeroBoleto,
        valor: reais(valor),
        numeroDocumento,
        vencimento: formatDay(vencimento, FORMATO),
      })),
    };
  },
});

function centavosDe(campo: string, valor: number): Centavos {
  const centavos = fromReais(valor);
  if (centavos === null) throw new DomainError('invalid', 'campo.valor', { campo });
  return centavos;
}
