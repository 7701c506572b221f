import { parse } from 'csv-parse/sync';
import { searchKey } from '#kernel/text.ts';

/** How a file of columns is written: what separates them, how many there are, and where each known one stands. */
export interface Layout<C extends string> {
  separador: string;
  largura: number;
  colunas: Readonly<Partial<Record<C, number>>>;
}

/**
 * Reads the first line of a file. `nomes`: the names that a column may have there, upper case without accents and with
 * `_` for blanks and hyphens; of two columns of one meaning the first counts.
 */
export function readHeader<C extends string>(line: string, nomes: Readonly<Record<string, C>>): Layout<C> {
  const separador = [';', '\t', ',', '|'].find((candidate) => line.includes(candidate)) ?? ';';
  const names = readFields([line], separador)[0] ?? [];
  const colunas: Partial<Record<C, number>> = {};
  for (const [i, name] of names.entries()) {
    const coluna = nomes[searchKey(name).replace(/[ -]/g, '_')];
    if (coluna) colunas[coluna] ??= i;
  }
  return { separador, largura: names.length, colunas };
}

const YES_OR_NO: Readonly<Record<string, boolean | null>> = {
  '': null,
  S: true,
  SIM: true,
  1: true,
  TRUE: true,
  N: false,
  NAO: false,
  0: false,
  FALSE: false,
};

/** What a column of yes and no says; null: nothing; undefined: something else. */
export const yesOrNo = (text: string): boolean | null | undefined => YES_OR_NO[searchKey(text)];

/**
 * The fields of each line; null where its quotes do not match. No field goes over a line's end, so a stray quote spoils
 * its own line and not those that follow.
 */
export function readFields(lines: readonly string[], separador: string): (string[] | null)[] {
  if (!lines.some((line) => line.includes('"'))) return lines.map((line) => line.split(separador));
  try {
    const rows = parseCsv(lines.join('\n'), separador);
    if (rows.length === lines.length) return rows;
  } catch {
    // One of them is broken; which one is seen by reading them apart.
  }
  return lines.map((line) => {
    try {
      return parseCsv(line, separador)[0] ?? null;
    } catch {
      return null;
    }
  });
}

const parseCsv = (text: string, separador: string) =>
  parse(text, { delimiter: separador, relax_column_count: true, relax_quotes: true }) as string[][];
