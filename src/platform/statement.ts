import {
  type Compilable,
  CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import type pg from 'pg';
import { nameStatement, poolOf } from './connections.ts';
import type { Reader } from './db.ts';
import type { DB } from './db-types.ts';

class Placeholder {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

const builder = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Stands for a value that each call brings. */
export type Param<P> = <K extends keyof P & string>(key: K) => RawBuilder<P[K]>;

/**
 * A read on the hot path: the query is built and compiled at the first call only, and PostgreSQL keeps its plan.
 * Building the same query with Kysely on each request costs more than running it.
 */
export function prepared<P extends object, O>(
  build: (db: Kysely<DB>, param: Param<P>) => Compilable<O>,
): (db: Reader, params: P) => Promise<O[]> {
  let compiled: ReturnType<typeof register> | undefined;
  return async (db, params) => {
    compiled ??= register(build(builder, (key) => sql`${new Placeholder(key)}`).compile());
    const values = compiled.keys.map((key) => (key instanceof Placeholder ? params[key.key as keyof P] : key));
    // Outside of a transaction any connection will do, and Kysely's way to one costs as much as all the rest here.
    const pool = poolOf(db);
    const { rows } = await (pool
      ? pool.query<O & pg.QueryResultRow>({ name: compiled.name, text: compiled.text, values })
      : db.executeQuery(CompiledQuery.raw(compiled.text, values) as CompiledQuery<O>));
    return rows;
  };
}

const register = ({ sql: text, parameters }: CompiledQuery) => ({ name: nameStatement(text), text, keys: parameters });
