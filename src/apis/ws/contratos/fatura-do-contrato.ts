import { type Static, Type } from 'typebox';
import type { Day } from '#kernel/dates.ts';
import { type Centavos, reais } from '#kernel/money.ts';
import { encargos, type RegraDeAtraso } from '#modules/financeiro/index.ts';

/** A contract as the reads of pages 31 to 53 show it. */
export const contratoNoFio = {
  ValorContrato: Type.Number(),
  StatusContrato: Type.String(),
  IDContrato: Type.Integer(),
  DescricaoPlano: Type.String(),
  TipoContrato: Type.String(),
  TipoTecnologia: Type.String(),
  IDVencimento: Type.Integer(),
};

export const dadosDoContratoNoFio = (contrato: {
  id: number;
  valor: Centavos;
  status: string;
  vencimento_id: number;
  plano: string;
  tipo: string;
  tipo_tecnologia: string;
}) => ({
  ValorContrato: reais(contrato.valor),
  StatusContrato: contrato.status,
  IDContrato: contrato.id,
  DescricaoPlano: contrato.plano,
  TipoContrato: contrato.tipo,
  TipoTecnologia: contrato.tipo_tecnologia,
  IDVencimento: contrato.vencimento_id,
});

/** An open invoice of those reads, with fine and interest as of today. */
export const FaturaNoFio = Type.Object({
  idsContratos: Type.Array(Type.Integer()),
  DebitoAutomatico: Type.Boolean(),
  CodigoCliente: Type.Integer(),
  ValorMulta: Type.Number(),
  IDFatura: Type.Integer(),
  ValorJuros: Type.Number(),
  nroBoleto: Type.String(),
  Valor: Type.Number(),
  nroDocumento: Type.String(),
  Vencimento: Type.String(),
});

interface FaturaLida extends RegraDeAtraso {
  id: number;
  cliente_id: number;
  vencimento: Day;
  /** What is owed of it. */
  saldo: Centavos;
  numero_boleto: string;
  numero_documento: string;
  debito_automatico: boolean;
  contratos: number[];
}

export function faturaNoFio(fatura: FaturaLida, hoje: Day): Static<typeof FaturaNoFio> {
  const { saldo } = fatura;
  const { multa, juros } = encargos({ saldo, vencimento: fatura.vencimento, ate: hoje }, fatura);
  return {
    idsContratos: fatura.contratos,
    DebitoAutomatico: fatura.debito_automatico,
    CodigoCliente: fatura.cliente_id,
    ValorMulta: reais(multa),
    IDFatura: fatura.id,
    ValorJuros: reais(juros),
    nroBoleto: fatura.numero_boleto,
    Valor: reais(saldo),
    nroDocumento: fatura.numero_documento,
    Vencimento: fatura.vencimento,
  };
}
