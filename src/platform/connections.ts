import { createHash } from 'node:crypto';
import type pg from 'pg';

// What databases (db.ts) and prepared statements (statement.ts) know of each other.

const names = new Map<string, string>();
const pools = new WeakMap<object, pg.Pool>();

/** Gives a statement the name that it travels under from now on. */
export function nameStatement(text: string): string {
  const name = createHash('sha1').update(text).digest('hex');
  names.set(text, name);
  return name;
}

/** The name of a statement that has one. */
export const statementName = (text: string): string | undefined => names.get(text);

/** Says which pool is behind a database. */
export function runsOn(db: object, pool: pg.Pool): void {
  pools.set(db, pool);
}

/** The pool whose connections serve each statement on this database; undefined for a transaction, which has one. */
export const poolOf = (db: object): pg.Pool | undefined => pools.get(db);
