import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import type { StatusContrato } from '#modules/contratos/index.ts';

/** An open invoice past its due date. */
export interface Divida {
  faturaId: number;
  vencimento: Day;
  /** What is owed without what is disputed; without fine and interest. */
  devido: Centavos;
  contestado: Centavos;
}

export interface MensagemDoAviso {
  canal: 'EMAIL' | 'SMS';
  estado: 'PENDENTE' | 'ENVIADA' | 'FALHOU' | 'DISPENSADA';
  /** What the carrier said later of an SMS. */
  entrega: 'ENTREGUE' | 'NAO_ENTREGUE' | 'PENDENTE' | null;
  /** The day on which it left, or failed. */
  dia: Day | null;
}

/** The open notice of a contract; its days are those of migration 0016 and 0024. */
export interface AvisoAberto {
  id: number;
  faturas: readonly number[];
  preparadoEm: Day;
  enviadoEm: Day | null;
  prova: 'EMAIL' | 'SMS' | 'CARTA' | null;
  suspendeParcialEm: Day | null;
  suspendeEm: Day;
  rescindeEm: Day;
  suspensaoDias: number;
  rescisaoDias: number;
  suspensoEm: Day | null;
  /** Days that the contract was wholly suspended under this notice: trust and negotiations do not count. */
  diasSuspenso: number;
  mensagens: readonly MensagemDoAviso[];
}

/** What the dunning knows of a contract. */
export interface ContratoEmCobranca {
  id: number;
  clienteId: number;
  status: StatusContrato;
  isento: boolean;
  /** There is a mobile telephone that an SMS may go to. */
  temSms: boolean;
  /** The oldest first. */
  dividas: readonly Divida[];
  aviso: AvisoAberto | null;
  confianca: { fim: Day; voltarPara: 'SUSPENSO' | 'SUSPENSO PARCIALMENTE' } | null;
  /** Its first instalment of a negotiation in force is open. */
  esperaParcela: boolean;
}
