import { sql } from 'kysely';
import type { Tx } from './db.ts';

/** After rows that came with their ids: the next one that the program makes must not meet them. */
export async function advanceIdentity(tx: Tx, table: string): Promise<void> {
  const { rows } = await sql<{ column: string; sequence: string }>`
    select a.attname as column, pg_get_serial_sequence(${table}, a.attname) as sequence
    from pg_attribute a where a.attrelid = ${table}::regclass and a.attidentity <> ''`.execute(tx);
  for (const { column, sequence } of rows) {
    await sql`select setval(${sequence}::regclass, greatest((select max(${sql.ref(column)}) from ${sql.table(table)}),
      (select last_value from ${sql.raw(sequence)})))`.execute(tx);
  }
}
