import { type InsertObject, sql } from 'kysely';
import type { DB, Tx } from '#platform/db.ts';

type Table = keyof DB & string;

/** Inserts thousands of rows, all with the keys of the first, by one statement with one parameter. */
export async function insertRows<T extends Table>(
  tx: Tx,
  table: T,
  rows: readonly InsertObject<DB, T>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  );
}
