import { addDays, type Day, day, daysBetween } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { modulo10, restoModulo11 } from './digitos.ts';

const FIRST_BASE = day('1997-10-07');
const RESTART = day('2025-02-22');
const LOWEST = 1000;
const HIGHEST = 9999;
const CYCLE = HIGHEST - LOWEST + 1;
const MAIOR_VALOR = 9_999_999_999;

/**
 * The due-date factor of the bar code: days since 07/10/1997 up to 9999 on 21/02/2025; from 22/02/2025 on it runs
 * from 1000 again (FEBRABAN, comunicado FB-082/2012 on the factor's restart), and once more after 9,000 days.
 */
export function fatorDeVencimento(vencimento: Day): number {
  if (vencimento < RESTART) return Math.max(0, daysBetween(FIRST_BASE, vencimento));
  return LOWEST + (daysBetween(RESTART, vencimento) % CYCLE);
}

/** The due date that a factor means, nearest to a day: factors come again every 9,000 days. null for one below 1000. */
export function vencimentoDoFator(fator: number, perto: Day): Day | null {
  if (fator < LOWEST) return null;
  const first = addDays(RESTART, fator - LOWEST);
  const cycles = Math.round(daysBetween(first, perto) / CYCLE);
  // No factor was in use before the first 1000, on 03/07/2000.
  return addDays(first, Math.max(cycles, -1) * CYCLE);
}

/**
 * The 44 digits of the bar code: bank, currency, check digit, factor, value, free field of 25 digits.
 * Throws invalid `boleto.valor_grande` for more than ten digits of centavos.
 */
export function codigoDeBarras(banco: string, vencimento: Day, valor: Centavos, campoLivre: string): string {
  if (!/^\d{25}$/.test(campoLivre)) throw new RangeError(`the free field of bank ${banco} is «${campoLivre}»`);
  if (valor < 0 || valor > MAIOR_VALOR) throw new DomainError('invalid', 'boleto.valor_grande', { valor });
  const before = `${banco}9`;
  const after = String(fatorDeVencimento(vencimento)).padStart(4, '0') + String(valor).padStart(10, '0') + campoLivre;
  return before + digitoGeral(before + after) + after;
}

// 0, 10 and 11 become 1: the general check digit is never 0.
function digitoGeral(digits: string): number {
  const digit = 11 - restoModulo11(digits);
  return digit > 9 ? 1 : digit;
}

/** The digit line of a bar code, as it is typed: 47 digits without punctuation. */
export function linhaDigitavel(codigo: string): string {
  const free = codigo.slice(19);
  const fields = [codigo.slice(0, 4) + free.slice(0, 5), free.slice(5, 15), free.slice(15, 25)];
  return `${fields.map((field) => field + modulo10(field)).join('')}${codigo[4]}${codigo.slice(5, 19)}`;
}

/** The digit line as it is printed: 00190.00009 01234.567890 00000.000000 1 10000000010000. */
export function linhaFormatada(linha: string): string {
  const [, a, b, c, d, e, f, g, h] = /^(.{5})(.{5})(.{5})(.{6})(.{5})(.{6})(.)(.{14})$/.exec(linha) ?? [];
  return `${a}.${b} ${c}.${d} ${e}.${f} ${g} ${h}`;
}

/** The value that a bar code asks for. */
export const valorDoCodigo = (codigo: string): Centavos => centavos(Number(codigo.slice(9, 19)));

/** What a bar code says. */
export interface BoletoLido {
  codigoBarras: string;
  /** Three digits. */
  banco: string;
  valor: Centavos;
  /** null: the boleto has none (factor 0000). */
  vencimento: Day | null;
  campoLivre: string;
}

/**
 * Reads a digit line (47 digits) or a bar code (44), with or without punctuation. The due date is the one nearest to
 * `perto`. Throws invalid `linha.tamanho`, or `linha.digito` with the field that is wrong (1, 2, 3, or 4: the general).
 */
export function lerLinha(texto: string, perto: Day): BoletoLido {
  const digits = texto.replace(/[\s.-]/g, '');
  if (!/^(\d{44}|\d{47})$/.test(digits)) throw new DomainError('invalid', 'linha.tamanho', { digitos: digits.length });
  const codigo = digits.length === 44 ? digits : codigoDaLinha(digits);
  if (Number(codigo[4]) !== digitoGeral(codigo.slice(0, 4) + codigo.slice(5))) {
    throw new DomainError('invalid', 'linha.digito', { campo: 4 });
  }
  return {
    codigoBarras: codigo,
    banco: codigo.slice(0, 3),
    vencimento: vencimentoDoFator(Number(codigo.slice(5, 9)), perto),
    valor: valorDoCodigo(codigo),
    campoLivre: codigo.slice(19),
  };
}

function codigoDaLinha(linha: string): string {
  const fields = [linha.slice(0, 10), linha.slice(10, 21), linha.slice(21, 32)];
  for (const [i, field] of fields.entries()) {
    if (modulo10(field.slice(0, -1)) !== Number(field.at(-1))) {
      throw new DomainError('invalid', 'linha.digito', { campo: i + 1 });
    }
  }
  const [first = '', second = '', third = ''] = fields.map((field) => field.slice(0, -1));
  return `${first.slice(0, 4)}${linha[32]}${linha.slice(33)}${first.slice(4)}${second}${third}`;
}
