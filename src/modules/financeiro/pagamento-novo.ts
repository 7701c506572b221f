import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';

/** Money received for an invoice, as it is reported. */
export interface NovoPagamento {
  faturaId: number;
  /** By hand, from a bank's return file, or by Pix. */
  origem: 'MANUAL' | 'RETORNO' | 'PIX';
  /** What makes the same money known the second time; required of money that a bank reports. */
  origemChave?: string | undefined;
  /** The money received. */
  valorPago: Centavos;
  /** What was charged and granted. Where the bank does not tell: by the policy, on the day of payment. */
  multa?: Centavos | undefined;
  juros?: Centavos | undefined;
  desconto?: Centavos | undefined;
  parcial?: boolean | undefined;
  pagoEm: Day;
  contaFinanceiraId?: number | null | undefined;
  formaPagamentoId?: number | null | undefined;
  cartao?: DadosDoCartao | undefined;
}

export interface DadosDoCartao {
  bandeiraId?: number | undefined;
  autorizacao?: string | undefined;
  tid?: string | undefined;
  nsu?: string | undefined;
}
