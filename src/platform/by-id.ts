import { type Compilable, type Kysely, type RawBuilder, sql } from 'kysely';
import { poolOf } from './connections.ts';
import type { Reader } from './db.ts';
import type { DB } from './db-types.ts';
import { prepared } from './statement.ts';

/** Statements of one read that run at the same time; what is asked meanwhile waits and then travels together. */
const LANES = 2;
const INTEGER_MAX = 2_147_483_647;

/**
 * A read on the hot path that gives one row, by the id that its query compares with `id`. Under load the requests that
 * wait share one statement: planned once, it costs PostgreSQL hardly more for ten customers than for one. The row
 * is as new as the request, and may be given to two of them at once: nobody changes it.
 */
export function preparedById<O extends { id: number }>(
  build: (db: Kysely<DB>, id: RawBuilder<number>) => Compilable<O>,
): (db: Reader, id: number) => Promise<Readonly<O> | undefined> {
  const many = prepared<{ ids: readonly number[] }, O>((db, param) => build(db, sql`any(${param('ids')})`));
  const crowds = new WeakMap<Reader, Crowd<O>>();
  return async (db, id) => {
    // No row has it, and PostgreSQL would refuse the statement, to the others in it as well.
    if (!Number.isInteger(id) || Math.abs(id) > INTEGER_MAX) return undefined;
    // A transaction has one connection, and sees what others don't.
    if (!poolOf(db)) return (await many(db, { ids: [id] }))[0];
    let crowd = crowds.get(db);
    if (!crowd) {
      crowd = new Crowd((ids) => many(db, { ids }));
      crowds.set(db, crowd);
    }
    return crowd.read(id);
  };
}

/** Those who wait for a row. */
class Crowd<O extends { id: number }> {
  readonly #many: (ids: readonly number[]) => Promise<readonly O[]>;
  #waiting = new Map<number, PromiseWithResolvers<O | undefined>>();
  #lanes = 0;

  constructor(many: (ids: readonly number[]) => Promise<readonly O[]>) {
    this.#many = many;
  }

  read(id: number): Promise<O | undefined> {
    const asked = this.#waiting.get(id);
    if (asked) return asked.promise;
    const asking = Promise.withResolvers<O | undefined>();
    this.#waiting.set(id, asking);
    if (this.#lanes < LANES) void this.#serve();
    return asking.promise;
  }

  async #serve(): Promise<void> {
    this.#lanes++;
    while (this.#waiting.size > 0) {
      const asked = this.#waiting;
      this.#waiting = new Map();
      try {
        const rows = new Map((await this.#many([...asked.keys()])).map((row) => [row.id, row]));
        for (const [id, { resolve }] of asked) resolve(rows.get(id));
      } catch (error) {
        for (const { reject } of asked.values()) reject(error);
      }
    }
    this.#lanes--;
  }
}
