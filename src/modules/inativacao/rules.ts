import { addMonths, type Day } from '#kernel/dates.ts';
import type { Politica } from '#modules/financeiro/index.ts';

/** Why a contract is not inactivated. */
export type Recusa = 'status' | 'dias' | 'inicio' | 'pendencia' | 'intervalo';

export interface Pedido {
  status: string;
  inicio: Day;
  dias: number;
  /** An invoice of the contract is overdue. */
  pendencia: boolean;
  /** The first day of its last inactivation, one that is still to come included; null: none. */
  ultimoInicio: Day | null;
}

type Regras = Pick<Politica, 'inativacao_minimo_dias' | 'inativacao_maximo_dias' | 'inativacao_intervalo_meses'>;

/** It may be asked for so long before. */
const MESES_ADIANTE = 12;

/**
 * Why the policy refuses an inactivation asked for today; null: it does not. The customer's right is that of 30 to 120
 * days, once in twelve months, for who owes nothing (Anatel RGC).
 */
export function recusaDe(
  { status, inicio, dias, pendencia, ultimoInicio }: Pedido,
  regras: Regras,
  hoje: Day,
): Recusa | null {
  if (status !== 'HABILITADO') return 'status';
  if (dias < regras.inativacao_minimo_dias || dias > regras.inativacao_maximo_dias) return 'dias';
  if (inicio < hoje || inicio > addMonths(hoje, MESES_ADIANTE)) return 'inicio';
  if (pendencia) return 'pendencia';
  return ultimoInicio && dentroDoIntervalo(ultimoInicio, inicio, regras) ? 'intervalo' : null;
}

/** Whether the last inactivation began so short a time before a day that another may not begin on it. */
export const dentroDoIntervalo = (
  ultimoInicio: Day,
  inicio: Day,
  { inativacao_intervalo_meses: meses }: Pick<Politica, 'inativacao_intervalo_meses'>,
): boolean => addMonths(ultimoInicio, meses) > inicio;
