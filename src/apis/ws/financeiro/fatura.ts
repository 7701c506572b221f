import { Type } from 'typebox';
import { type Day, formatDay } from '#kernel/dates.ts';
import { type Centavos, reais } from '#kernel/money.ts';

/** An open invoice, as statements read it. */
export interface FaturaAberta {
  id: number;
  cliente_id: number;
  vencimento: Day;
  debito_automatico: boolean;
  /** What is owed of it. */
  saldo: number;
  contratos: number[];
}

/** An open invoice of the plain lists (pages 211 and 218). */
export const EmAberto = Type.Array(
  Type.Object({
    VencimentoFormatado: Type.String(),
    CodigoCliente: Type.Integer(),
    IDFatura: Type.Integer(),
    Valor: Type.Number(),
    Contratos: Type.Array(Type.Integer()),
  }),
);

export const emAberto = (faturas: readonly FaturaAberta[]) =>
  faturas.map((fatura) => ({
    VencimentoFormatado: formatDay(fatura.vencimento, 'dd/MM/yyyy'),
    CodigoCliente: fatura.cliente_id,
    IDFatura: fatura.id,
    Valor: reais(fatura.saldo as Centavos),
    Contratos: fatura.contratos,
  }));

/** Contracts and open invoices of a customer (pages 210 and 224). */
export const Resumo = Type.Object({
  Contratos: Type.Array(
    Type.Object({ ValorContrato: Type.Number(), IDContrato: Type.Integer(), DescricaoPlano: Type.String() }),
  ),
  Faturas: Type.Array(
    Type.Object({
      idsContratos: Type.Array(Type.Integer()),
      DebitoAutomatico: Type.Boolean(),
      CodigoCliente: Type.Integer(),
      IDFatura: Type.Integer(),
      Valor: Type.Number(),
      Vencimento: Type.String(),
    }),
  ),
  Cliente: Type.String(),
});

export const resumo = (cliente: {
  nome: string;
  faturas: readonly FaturaAberta[];
  contratos: readonly { id: number; valor: Centavos; plano: string }[];
}) => ({
  Contratos: cliente.contratos.map(({ id, valor, plano }) => ({
    ValorContrato: reais(valor),
    IDContrato: id,
    DescricaoPlano: plano,
  })),
  Faturas: cliente.faturas.map((fatura) => ({
    idsContratos: fatura.contratos,
    DebitoAutomatico: fatura.debito_automatico,
    CodigoCliente: fatura.cliente_id,
    IDFatura: fatura.id,
    Valor: reais(fatura.saldo as Centavos),
    Vencimento: fatura.vencimento,
  })),
  Cliente: cliente.nome,
});
