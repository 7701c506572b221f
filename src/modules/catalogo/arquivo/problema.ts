import { DomainError } from '#kernel/errors.ts';

/** Where in the file: `['promocoes', 3, 'desconto']`. */
export type Caminho = readonly (string | number)[];

/** Something in the file that must be mended; the command has the sentence. */
export interface Problema {
  caminho: Caminho;
  codigo: string;
  fatos: Readonly<Record<string, unknown>>;
  /** The line of the file, where it is known. */
  linha?: number | null;
}

/** Throws invalid `catalogo.arquivo` (facts problemas) when there are any. */
export function recusar(problemas: readonly Problema[]): void {
  if (problemas.length > 0) throw new DomainError('invalid', 'catalogo.arquivo', { problemas });
}
