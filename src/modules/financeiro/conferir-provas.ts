import type { Centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';

/** What is proved; a sentence for each stands where it is shown. */
export type NomeDaProva =
  | 'fatura.linhas'
  | 'fatura.emissao'
  | 'fatura.saldo'
  | 'fatura.situacao'
  | 'fatura.boleto'
  | 'fatura.cliente'
  | 'fatura.aproveitados'
  | 'fatura.chamadas'
  | 'pagamento.razao'
  | 'pagamento.estorno'
  | 'mes.linhas'
  | 'mes.registro'
  | 'mes.dias'
  | 'cliente.creditos'
  | 'cliente.restos';

/** Where something is off. */
export interface Achado {
  prova: NomeDaProva;
  /** The invoice, or what the proof is about: a payment, contract or customer. */
  id: number;
  /** The two amounts that should be one, in centavos; null where it is not about amounts. */
  esperado: Centavos | null;
  achado: Centavos | null;
}

/** Invoices by their ids, both counted. */
export interface FaixaDeFaturas {
  de: number;
  ate: number;
}

/** Looks at one part of the base. */
export type Prova = (tx: Tx, faixa: FaixaDeFaturas) => Promise<Achado[]>;
