import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import type { DB } from '#platform/db.ts';

export type TipoLinha = DB['fatura_linha']['tipo'];

export interface NovaLinha {
  contratoId: number | null;
  tipo: TipoLinha;
  descricao: string;
  /** Negative for what is taken off. */
  valor: Centavos;
  /** First and last day of what is charged. */
  inicio?: Day | undefined;
  fim?: Day | undefined;
  /** Instalment `parcela` of `parcelas`. */
  parcela?: number | undefined;
  parcelas?: number | undefined;
  promocaoId?: number | undefined;
  servicoAdicionalId?: number | undefined;
}

export interface NovaFatura {
  clienteId: number;
  empresaId: number;
  /** null: none; the invoice has no boleto. */
  formaCobrancaId: number | null;
  vencimento: Day;
  /** The first day of the month that is billed; null for an invoice that bills none. */
  competencia: Day | null;
  origem: 'AVULSA' | 'FATURAMENTO' | 'NEGOCIACAO';
  /** In the order in which the invoice names them. */
  contratos: readonly number[];
  linhas: readonly NovaLinha[];
  /** Of an invoice that a negotiation makes. */
  negociacao?: { id: number; parcela: number } | undefined;
}

export interface FaturaEmitida {
  id: number;
  /** The sum of its lines. */
  valor: Centavos;
  /** Without anything to pay it is PAGA at once. */
  situacao: 'ABERTA' | 'PAGA';
  /** Month and year of the due date and the last six digits of the id: 1226004711. */
  numeroDocumento: string;
  /** null: no boleto, since there is nothing to pay or the billing form has no agreement with a bank. */
  boleto: { convenioId: number; nossoNumero: number; codigoBarras: string; numeroBoleto: string } | null;
}
