import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import type { CobrancaDeSuspenso, MudancaDeStatus } from './dias.ts';
import type { PromocaoDoContrato } from './promocoes.ts';
import type { DiaDeVencimento, FracaoCentavo, Intervalo } from './rules.ts';

/** Something sold in instalments. */
export interface Parcelado {
  /** The additional service; null: the installation. */
  servicoAdicionalId: number | null;
  descricao: string;
  valor: Centavos;
  parcelas: number;
  /** Instalments on invoices that stand. */
  cobradas: readonly number[];
}

/** Calls of one kind that no invoice holds yet. */
export interface Chamadas {
  descricao: string;
  valor: Centavos;
  inicio: Day;
  fim: Day;
  ids: readonly number[];
}

/** A month that was billed. */
export interface MesFaturado extends Intervalo {
  competencia: Day;
  /** null: it is not settled again. */
  janela: Intervalo | null;
  /** What the whole window would have cost. */
  mensal: Centavos;
  /** Days that were not charged. */
  fora: readonly Intervalo[];
  /** The day of the billing: what was known then is not looked at again. */
  faturadoEm: Day;
}

/** A contract with everything that its invoice is made of. */
export interface ContratoLido {
  id: number;
  clienteId: number;
  faturaUnica: boolean;
  status: string;
  formaCobrancaId: number | null;
  isento: boolean;
  empresaId: number;
  plano: string;
  mensalidade: Centavos;
  faturarDesde: Day | null;
  habilitadoEm: Day | null;
  canceladoEm: Day | null;
  extras: readonly { descricao: string; valor: Centavos }[];
  /** In the order of application. */
  promocoes: readonly PromocaoDoContrato[];
  parcelados: readonly Parcelado[];
  chamadas: readonly Chamadas[];
  /** The newest first. */
  faturados: readonly MesFaturado[];
  historico: readonly MudancaDeStatus[];
  inativacoes: readonly Intervalo[];
  alvo: Alvo;
}

/** What a due day has to bill. */
export interface Alvo {
  vencimentoId: number;
  dia: DiaDeVencimento;
  competencia: Day;
  /** The day on which the month was to be billed. */
  emissao: Day;
  /** The day on which its invoices are due. */
  vencimento: Day;
}

/** By what the money of a day's billing is reckoned. */
export interface Regras {
  hoje: Day;
  fracao: FracaoCentavo;
  suspensos: readonly CobrancaDeSuspenso[];
  /** Also what was enabled after the month's day of billing, which otherwise waits for the next month. */
  semEspera: boolean;
}
