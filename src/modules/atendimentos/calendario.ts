import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { isNationalHoliday } from '#kernel/business-days.ts';
import type { Day } from '#kernel/dates.ts';
import type { Reader } from '#platform/db.ts';
import { prepared } from '#platform/statement.ts';
import type { Calendario, Turno } from './prazo.ts';

// Weekly hours, and the days off that are still to come and hold everywhere.
const horarios = prepared((db, _param) =>
  db.selectNoFrom((eb) => [
    jsonArrayFrom(
      eb
        .selectFrom('expediente')
        .select('dia_semana as diaSemana')
        .select([
          sql<number>`(extract(epoch from inicio) / 60)::int`.as('inicio'),
          sql<number>`(extract(epoch from fim) / 60)::int`.as('fim'),
        ]),
    ).as('turnos'),
    sql<Day[]>`array(select f.dia from feriado f where f.cidade_id is null and f.dia >= agora()::date - 1)`.as(
      'feriados',
    ),
  ]),
);

/** The business hours and holidays that deadlines are counted by: the nation's and those that the provider added. */
export async function calendarioDoExpediente(db: Reader): Promise<Calendario> {
  const [row] = await horarios(db, {});
  const feriados = new Set(row?.feriados ?? []);
  return {
    turnos: (row?.turnos ?? []) as Turno[],
    feriado: (dia) => feriados.has(dia) || isNationalHoliday(dia),
  };
}
