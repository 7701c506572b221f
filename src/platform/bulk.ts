import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { DB, Tx } from './db.ts';

/**
 * A column that a bulk statement brings: the type that PostgreSQL reads it as, and its value in each row. A value of
 * a list type (`date[]`) is a list.
 */
export type Column<R> = readonly [type: string, value: (row: R) => unknown];

/** agora(), asked once for a whole statement: as the default of a column it would be asked for each row. */
export const AGORA = sql<Date>`(select agora())`;

/**
 * Inserts thousands of rows by one statement with one parameter for each column: `unnest` reads arrays in about half
 * the time in which PostgreSQL takes the same rows out of JSON. `shared`: columns that are the same in all rows.
 */
export async function insertColumns<T extends keyof DB & string, R>(
  tx: Tx,
  table: T,
  rows: readonly R[],
  columns: { readonly [C in keyof DB[T] & string]?: Column<R> },
  shared: { readonly [C in keyof DB[T] & string]?: RawBuilder<unknown> } = {},
): Promise<void> {
  if (rows.length === 0) return;
  const given = Object.entries(columns as Record<string, Column<R>>);
  const same = Object.entries(shared as Record<string, RawBuilder<unknown>>);
  const names = sql.join([...given, ...same].map(([name]) => sql.ref(name)));
  const values = sql.join([
    ...given.map(([name, [type]]) => (isList(type) ? sql`${sql.ref(name)}::${sql.raw(type)}` : sql.ref(name))),
    ...same.map(([, value]) => value),
  ]);
  const source = unnest(rows, Object.fromEntries(given));
  await sql`insert into ${sql.table(table)} (${names}) select ${values} from ${source}`.execute(tx);
}

/** The rows as a source of a statement, `unnest($1::a[], $2::b[], …) as nova (a, b, …)`; lists come as text. */
export function unnest<R>(rows: readonly R[], columns: Readonly<Record<string, Column<R>>>): RawBuilder<unknown> {
  const given = Object.values(columns).map(([type, value]) =>
    // An array of arrays would come out flat.
    isList(type)
      ? sql`${rows.map((row) => listText(value(row)))}::text[]`
      : sql`${rows.map(value)}::${sql.raw(type)}[]`,
  );
  const names = Object.keys(columns).map((name) => sql.ref(name));
  return sql`unnest(${sql.join(given)}) as nova (${sql.join(names)})`;
}

const isList = (type: string): boolean => type.endsWith('[]');
const listText = (value: unknown): string | null => (Array.isArray(value) ? `{${value.join(',')}}` : null);

/** The next ids of a table, which nobody else will be given. */
export async function takeIds(db: QueryExecutorProvider, table: keyof DB & string, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence(${table}, 'id')) as id from generate_series(1, ${count}::int)`.execute(db);
  return rows.map(({ id }) => id);
}
