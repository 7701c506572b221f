import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database, Tx } from './db.ts';

/** Who does what: goes into each audit row of the transaction. */
export interface Origin {
  /** ws, gsan, tiny, comando, tarefa, demo */
  origem: string;
  /** Operation id of the catalogue, command or job. */
  operacao: string;
  integrador?: number | undefined;
  usuario?: number | undefined;
  cliente?: number | undefined;
  /** Id of the request in the log. */
  requisicao?: string | undefined;
  ip?: string | undefined;
}

export interface TransactionOptions {
  /**
   * PostgreSQL plans a prepared statement once for all values. For statements that find rows by their keys: planning
   * a sale anew took more than half of its time. Not for loads, whose plan depends on how much they bring.
   */
  planOnce?: boolean;
  /** Writes no audit rows: for loads of thousands of rows, which leave one of their own instead. */
  quiet?: boolean;
  /** Causes no events: for data that is made up, of which nobody else is to be told. */
  unheard?: boolean;
}

/** Runs `work` in one transaction whose audit rows name the origin. Everything or nothing is written. */
export function inTransaction<T>(
  db: Database,
  origin: Origin,
  work: (tx: Tx) => Promise<T>,
  { planOnce = false, quiet = false, unheard = false }: TransactionOptions = {},
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await setLocal(tx, {
      ...Object.fromEntries(Object.entries(origin).map(([key, value]) => [`balcao.${key}`, value])),
      ...(planOnce && { plan_cache_mode: 'force_generic_plan' }),
      ...(quiet && { 'balcao.auditoria': 'nao' }),
      ...(unheard && { 'balcao.eventos': 'nao' }),
    });
    return work(tx);
  });
}

// In one round trip. What is undefined is left out.
async function setLocal(tx: Tx, settings: Record<string, unknown>): Promise<void> {
  await sql`select set_config(key, value, true) from jsonb_each_text(${JSON.stringify(settings)}::jsonb)`.execute(tx);
}

/**
 * Runs `work` as a unit of its own inside the transaction: when it throws, what it wrote is undone and the
 * transaction goes on.
 */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint unidade`.execute(tx);
  try {
    const value = await work();
    await sql`release savepoint unidade`.execute(tx);
    return value;
  } catch (error) {
    await sql`rollback to savepoint unidade`.execute(tx);
    await sql`release savepoint unidade`.execute(tx);
    throw error;
  }
}

const DEADLOCK = '40P01';

/** Runs a whole transaction again, twice at most, when PostgreSQL ended it to free two that waited for each other. */
export async function againAfterDeadlock<T>(transaction: () => Promise<T>, times = 2): Promise<T> {
  try {
    return await transaction();
  } catch (error) {
    if (times === 0 || (error as { code?: unknown }).code !== DEADLOCK) throw error;
    // Two that begin again at the same moment would meet again.
    await wait(Math.random() * 100);
    return againAfterDeadlock(transaction, times - 1);
  }
}
