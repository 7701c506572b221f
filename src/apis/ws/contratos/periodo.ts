import { Type } from 'typebox';
import { addDays, startOfDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { Text, wireDay } from '../wire.ts';

/** The days that a statement is asked for, both included. */
export const Periodo = Type.Object({ dataInicio: Text(10), dataFim: Text(10) });

/**
 * The instants from the first day's beginning to before the end of the last, on the clock of São Paulo. Throws invalid
 * `campo.data` and `intervalo.invertido`.
 */
export function instantesDo({ dataInicio, dataFim }: { dataInicio: string; dataFim: string }): { de: Date; ate: Date } {
  const inicio = wireDay('dataInicio', dataInicio, 'dd-MM-yyyy');
  const fim = wireDay('dataFim', dataFim, 'dd-MM-yyyy');
  if (fim < inicio) throw new DomainError('invalid', 'intervalo.invertido', { campo: 'dataFim', antes: 'dataInicio' });
  return { de: startOfDay(inicio), ate: startOfDay(addDays(fim, 1)) };
}
