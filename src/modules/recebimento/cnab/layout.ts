import type { Convenio } from '#modules/cobranca/index.ts';
import type { Registro } from './registro.ts';

/** The bank codes that files are written for and read from. */
export type BancoCnab = '001' | '033' | '104';

/** An agreement as the files need it. */
export interface ConvenioCnab extends Convenio {
  empresaNome: string;
  empresaCnpj: string;
  codigoTransmissao: string | null;
}

/** A bank's records and what it makes of an agreement. Fields of one name mean the same in all of them. */
export interface LayoutCnab {
  nome: string;
  headerArquivo: Registro;
  headerLote: Registro;
  segmentoP: Registro;
  segmentoQ: Registro;
  segmentoR: Registro;
  trailerLote: Registro;
  trailerArquivo: Registro;
  retornoArquivo: Registro;
  retornoLote: Registro;
  segmentoT: Registro;
  segmentoU: Registro;
  /** The fields of headers and of segment P that come from the agreement. */
  doConvenio(convenio: ConvenioCnab): Readonly<Record<string, string>>;
  /** The nosso número as segment P holds it. */
  nossoNumero(convenio: ConvenioCnab, numero: number): string;
  /** The number behind the nosso número of segment T; null for one that this agreement never gave. */
  numeroDoRetorno(convenio: ConvenioCnab, texto: string): number | null;
  /** Whether the headers of a return file name this agreement. */
  ehDoConvenio(convenio: ConvenioCnab, header: Readonly<Record<string, string>>): boolean;
}

/** Fits digits into a width. Throws RangeError for a number that is too long for the bank's layout. */
export function fit(texto: string | number, length: number): string {
  const digits = String(texto).padStart(length, '0');
  if (digits.length > length || !/^\d+$/.test(digits))
    throw new RangeError(`«${texto}» does not fit into ${length} digits`);
  return digits;
}

export const semZeros = (texto: string): string => texto.replace(/^0+/, '');
