import type { InsertObject } from 'kysely';
import type { DB, Tx } from '#platform/db.ts';

type TableWithId = { [T in keyof DB & string]: 'id' extends keyof DB[T] ? T : never }[keyof DB & string];

/** The id of a row with these values, made with the others as well if there is none. */
export async function one<T extends TableWithId>(
  tx: Tx,
  table: T,
  values: Partial<InsertObject<DB, T>>,
  others: Partial<InsertObject<DB, T>> = {},
): Promise<number> {
  const anyTable = table as 'bairro';
  const known = await tx
    .selectFrom(anyTable)
    .select('id')
    .where((eb) => eb.and(values as object))
    .orderBy('id')
    .executeTakeFirst();
  if (known) return known.id;
  const { id } = await tx
    .insertInto(anyTable)
    .values({ ...values, ...others } as unknown as InsertObject<DB, 'bairro'>)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
