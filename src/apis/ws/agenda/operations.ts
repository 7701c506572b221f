import type { Operation } from '../../core/operation.ts';
import { buscarDatasDeReagendamento, buscarDatasDeVisita } from './buscar-datas-de-visita.ts';
import { buscarDiasDisponiveis } from './buscar-dias-disponiveis.ts';
import { buscarVisitas } from './buscar-visitas.ts';
import { cancelarReagendamento } from './cancelar-reagendamento.ts';
import { efetivarReagendamento, efetivarReagendamentoOmnichannel } from './efetivar-reagendamento.ts';

/** Visits of technicians, in the order of the document. */
export const agenda: readonly Operation[] = [
  buscarDatasDeReagendamento,
  efetivarReagendamentoOmnichannel,
  buscarDatasDeVisita,
  buscarVisitas,
  cancelarReagendamento,
  efetivarReagendamento,
  buscarDiasDisponiveis,
];
