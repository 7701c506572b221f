import { sql } from 'kysely';
import { isNationalHoliday } from '#kernel/business-days.ts';
import { addDays, type Day } from '#kernel/dates.ts';
import type { Database, Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';

/** How many days ahead the agenda is made unless told. */
export const HORIZONTE_DIAS = 60;

/**
 * Makes the items of every day from one to another, both included, after the weekly template; holidays, the nation's
 * and the provider's, have none. What is there already stays as it is: it may be run again and again. Gives how many
 * are new.
 */
export async function gerarAgenda(tx: Tx, de: Day, ate: Day): Promise<number> {
  const feriados: Day[] = [];
  for (let dia = de; dia <= ate; dia = addDays(dia, 1)) if (isNationalHoliday(dia)) feriados.push(dia);
  const { rows } = await sql`
    insert into agenda_item (dia, turno, tipo_servico, cidade_id, tecnologia_id, tipo_contrato_id, tecnicos_em_campo, capacidade)
    select d.dia::date, m.turno, m.tipo_servico, m.cidade_id, m.tecnologia_id, m.tipo_contrato_id,
      sum(m.tecnicos), sum(m.tecnicos * m.visitas_por_tecnico)
    from generate_series(${de}::timestamp, ${ate}::timestamp, interval '1 day') d(dia)
    join agenda_modelo m on m.dia_semana = extract(isodow from d.dia) and d.dia::date between m.inicio and m.fim
    where d.dia::date <> all (${feriados}::date[])
      and not exists (select from feriado f where f.dia = d.dia::date and coalesce(f.cidade_id, m.cidade_id) = m.cidade_id)
    group by 1, 2, 3, 4, 5, 6
    on conflict on constraint agenda_item_unico do nothing returning id`.execute(tx);
  return rows.length;
}

/** Makes the agenda of the days from tomorrow on, as many as the horizon has. Gives how many items are new. */
export const gerarProximosDias = (db: Database, hoje: Day): Promise<number> =>
  inTransaction(db, { origem: 'tarefa', operacao: 'agenda.gerar' }, (tx) =>
    gerarAgenda(tx, addDays(hoje, 1), addDays(hoje, HORIZONTE_DIAS)),
  );
