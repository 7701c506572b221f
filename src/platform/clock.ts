import { sql } from 'kysely';
import { type Day, dayAt } from '#kernel/dates.ts';
import { announce, type Changes } from './changes.ts';
import type { Database, Tx } from './db.ts';

/**
 * The one clock of the program. Modules get the time from here, never from Date. It runs with the machine's
 * clock plus an offset that the database holds (SQL: agora()), which only the demo and tests ever move.
 */
export interface Clock {
  now(): Date;
  /** Today in São Paulo. */
  today(): Day;
  /** Milliseconds by which this clock is ahead of the machine's. */
  offset(): number;
}

export interface MovableClock extends Clock {
  setOffset(milliseconds: number): void;
}

/** A clock that is `offset` milliseconds ahead of the machine's. */
export function createClock(offset = 0): MovableClock {
  let ahead = offset;
  const now = () => new Date(Date.now() + ahead);
  return {
    now,
    today: () => dayAt(now()),
    offset: () => ahead,
    setOffset: (milliseconds) => {
      ahead = milliseconds;
    },
  };
}

/** The database's clock in this process, which follows when another process moves it. */
export async function followClock(db: Database, changes: Changes): Promise<MovableClock> {
  const clock = createClock();
  const read = async () => clock.setOffset(await readOffset(db));
  changes.on(({ relogio, acesso }) => {
    if (relogio !== undefined) clock.setOffset(relogio);
    // Also told after the line was down, when a movement may have been missed.
    else if (acesso) read().catch(() => {});
  });
  await read();
  return clock;
}

/** Milliseconds by which this database's clock is ahead. */
export async function readOffset(db: Database): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from deslocamento) * 1000)::float8 as ms from relogio`.execute(db);
  return rows[0]?.ms ?? 0;
}

/**
 * Moves the database's clock; every process hears of it when this commits, and moves its own. Gives the milliseconds
 * by which it went forward, negative when back.
 */
export async function writeOffset(tx: Tx, milliseconds: number): Promise<number> {
  const { rows } = await sql<{ before: number }>`
    with old as (select deslocamento from relogio for update)
    update relogio set deslocamento = make_interval(secs => ${milliseconds / 1000}) from old
    returning (extract(epoch from old.deslocamento) * 1000)::float8 as before`.execute(tx);
  await announce(tx, { relogio: milliseconds });
  return milliseconds - (rows[0]?.before ?? 0);
}
