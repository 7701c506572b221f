import type { DB } from '#platform/db.ts';

/** What became of an entry of a return file. */
export type ResultadoDoItem = DB['retorno_item']['resultado'];
