import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { runsOn, statementName } from './connections.ts';
import type { DB } from './db-types.ts';

export type { DB } from './db-types.ts';
export type Database = Kysely<DB>;
export type Tx = Transaction<DB>;
/** For functions that only read: takes a database or a transaction, and a write through it does not compile. */
export type Reader = Pick<Database, 'selectFrom' | 'getExecutor' | 'executeQuery'>;

const DATE = 1082;
const DATE_LIST = 1182;
const INT8 = 20;
const INT8_LIST = 1016;
const TEXT_LIST = 1009;

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return safeInteger;
    if (oid === DATE) return String;
    if (oid === INT8_LIST) return (value: string) => textList(value).map(safeInteger);
    if (oid === DATE_LIST) return textList;
    return parserOf(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

const parserOf = pg.types.getTypeParser as (oid: number, format?: string) => (value: string) => unknown;
const textList = parserOf(TEXT_LIST) as (value: string) => string[];

function safeInteger(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint ${value} does not fit a safe integer`);
  return number;
}

// Statements made by prepared() travel under a name, so that PostgreSQL parses and plans them once a connection.
class NamingClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values] = args;
    const name = typeof text === 'string' ? statementName(text) : undefined;
    const call = super.query as (...args: unknown[]) => never;
    return name ? call.call(this, { name, text, values }) : call.apply(this, args);
  }
}

export interface DatabaseOptions {
  /** Connections at most. */
  max?: number;
  /** Shown in pg_stat_activity. */
  application?: string;
}

/** Opens a pool. Nothing is connected until the first statement. `destroy()` closes it. */
export function openPool(url: string, { max = 10, application = 'balcao' }: DatabaseOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: application,
    types,
    Client: NamingClient as unknown as typeof pg.Client,
    statement_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    // A process that dies inside a transaction must not hold its locks for the others.
    idle_in_transaction_session_timeout: 60_000,
  });
  // An idle connection that the server closes is replaced at the next use; without a listener it would end us.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Opens the database with its types. `destroy()` closes the pool. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  return databaseOn(openPool(url, options));
}

/** The typed database on a pool that the caller made. */
export function databaseOn(pool: pg.Pool): Database {
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  runsOn(db, pool);
  return db;
}
