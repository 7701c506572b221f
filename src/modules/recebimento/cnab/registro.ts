import { type Day, formatDay, parseDay } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { unaccent } from '#kernel/text.ts';

/** Columns of every line (FEBRABAN, Layout padrão 240 posições). */
export const LARGURA = 240;

/**
 * num: digits, zeros before; doc: CPF or CNPJ, which may have letters since July 2026 (IN RFB 2.229/2024), zeros before;
 * alfa: text, blanks behind; valor: centavos; dia: ddMMyyyy, zeros for none.
 */
export type Tipo = 'num' | 'doc' | 'alfa' | 'valor' | 'dia';

/** A field that holds something, or a part of the line that is written as it stands and not read (nome null). */
export interface Campo<N extends string | null = string | null, T extends Tipo = Tipo> {
  nome: N;
  de: number;
  ate: number;
  tipo: T;
  /** What stands there when nothing is given. */
  padrao: string;
}

type Valor<T extends Tipo> = T extends 'valor' ? Centavos : T extends 'dia' ? Day | null : string;

/** What a record's fields hold, by their names. */
export type Valores<R extends Registro> = {
  [C in R[number] as C['nome'] extends string ? C['nome'] : never]: Valor<C['tipo']>;
};

export type Registro = readonly Campo[];

/** A named field from one column to another, both counted from 1 and included, as the manuals count them. */
export const campo = <const N extends string, const T extends Tipo>(
  nome: N,
  de: number,
  ate: number,
  tipo: T,
): Campo<N, T> => ({ nome, de, ate, tipo, padrao: '' });

/** The same text in every record; on reading it is passed over. */
export const fixo = (de: number, ate: number, padrao: string): Campo<null, 'alfa'> => ({
  nome: null,
  de,
  ate,
  tipo: 'alfa',
  padrao,
});

export const brancos = (de: number, ate: number): Campo<null, 'alfa'> => fixo(de, ate, '');
export const zeros = (de: number, ate: number): Campo<null, 'alfa'> => fixo(de, ate, '0'.repeat(ate - de + 1));

/** A record of fields that fill the line without a gap. Throws RangeError for a description that does not. */
export function registro<const R extends Registro>(...campos: R): R {
  let next = 1;
  for (const { de, ate, nome } of campos) {
    if (de !== next || ate < de)
      throw new RangeError(`the field ${nome ?? 'without a name'} starts at ${de}, not at ${next}`);
    next = ate + 1;
  }
  if (next !== LARGURA + 1) throw new RangeError(`the record ends at ${next - 1}`);
  return campos;
}

/** A line of 240 columns, upper case without accents. Throws RangeError for what does not fit into its field. */
export function escrever<R extends Registro>(campos: R, valores: Partial<Valores<R>>): string {
  const given = valores as Record<string, string | number | null | undefined>;
  return campos.map((field) => escreverCampo(field, field.nome === null ? undefined : given[field.nome])).join('');
}

function escreverCampo({ nome, de, ate, tipo, padrao }: Campo, valor: string | number | null | undefined): string {
  const length = ate - de + 1;
  if (nome === null) return padrao.padEnd(length);
  if (tipo === 'alfa')
    return plain(String(valor ?? ''))
      .slice(0, length)
      .padEnd(length);
  const digits = tipo === 'dia' ? (valor ? formatDay(valor as Day, 'ddMMyyyy') : '') : String(valor ?? '');
  if (!(tipo === 'doc' ? /^[0-9A-Z]*$/ : /^\d*$/).test(digits) || digits.length > length)
    throw new RangeError(`«${valor}» does not fit into ${nome}`);
  return digits.padStart(length, '0');
}

// Banks take letters, digits and plain punctuation.
const plain = (text: string): string =>
  unaccent(text)
    .toUpperCase()
    .replace(/[^A-Z0-9 .,\-/()&+:]/g, ' ')
    .replace(/ +/g, ' ');

/** A field that does not hold what it must. */
export class CampoIlegivel extends Error {
  readonly campo: string;
  constructor(campo: string) {
    super(campo);
    this.campo = campo;
  }
}

/** What a line holds; one whose blanks at the end were cut is filled up. Throws CampoIlegivel. */
export function ler<R extends Registro>(campos: R, linha: string): Valores<R> {
  const full = linha.padEnd(LARGURA);
  const entries = campos.flatMap((field) =>
    field.nome === null ? [] : [[field.nome, lerCampo(field, field.nome, full.slice(field.de - 1, field.ate))]],
  );
  return Object.fromEntries(entries) as Valores<R>;
}

function lerCampo({ tipo }: Campo, nome: string, texto: string): unknown {
  if (tipo === 'alfa') return texto.trim();
  // Some banks leave a date that there is none of blank.
  if (tipo === 'dia' && /^[0 ]+$/.test(texto)) return null;
  if (!(tipo === 'doc' ? /^[0-9A-Z]+$/ : /^\d+$/).test(texto)) throw new CampoIlegivel(nome);
  if (tipo === 'num' || tipo === 'doc') return texto;
  if (tipo === 'valor') return centavos(Number(texto));
  const dia = parseDay(texto, 'ddMMyyyy');
  if (dia === null) throw new CampoIlegivel(nome);
  return dia;
}
