import type { InsertObject } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { DB, Tx } from '#platform/db.ts';

/** What a part may need to know of the day on which it is loaded. */
export interface Moment {
  hoje: Day;
  /** The day that is `days` after today. */
  dia(days: number): Day;
  /** A password's hash. */
  senha(senha: string): Promise<string>;
}

/** Rows of one table, with their ids. */
export interface Rows<T extends keyof DB & string = keyof DB & string> {
  table: T;
  rows: readonly InsertObject<DB, T>[];
}

/** Rows of a table, checked against its columns. */
export const rowsOf = <T extends keyof DB & string>(table: T, rows: readonly InsertObject<DB, T>[]): Rows =>
  ({ table, rows }) as unknown as Rows;

/**
 * A piece of the demo provider's data, loaded once by its name, after the pieces before it. Later capabilities add
 * pieces; they never change one that has been released.
 */
export interface Part {
  name: string;
  rows(moment: Moment): Promise<Rows[]> | Rows[];
  /** Changes to data that is there already: what came with the product, or a part before this one. */
  before?(tx: Tx): Promise<void>;
  /** Changes that need this part's own rows. */
  after?(tx: Tx): Promise<void>;
}
