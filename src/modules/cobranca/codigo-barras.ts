import { addDays, type Day, day, daysBetween } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import { modulo10, restoModulo11 } from './digitos.ts';

const FIRST_BASE = day('1997-10-07');
const RESTART = day('2025-02-22');
const LOWEST = 1000;
const HIGHEST = 9999;
const CYCLE = HIGHEST - LOWEST + 1;

/**
 * The due-date factor of the bar code: days since 07/10/1997 up to 9999 on 21/02/2025; from 22/02/2025 on it runs
 * from 1000 again (FEBRABAN, comunicado on the factor's restart), and once more after 9,000 days.
 */
export function fatorDeVencimento(vencimento: Day): number {
  if (vencimento < RESTART) return daysBetween(FIRST_BASE, vencimento);
  return LOWEST + (daysBetween(RESTART, vencimento) % CYCLE);
}

/** The due date that a factor means, near to a day: factors come again every 9,000 days. */
export function vencimentoDoFator(fator: number, perto: Day): Day {
  const first = addDays(RESTART, fator - LOWEST);
  const cycles = Math.round(daysBetween(first, perto) / CYCLE);
  return addDays(first, cycles * CYCLE);
}

/** The 44 digits of the bar code: bank, currency, check digit, factor, value, free field of 25 digits. */
export function codigoDeBarras(banco: string, vencimento: Day, valor: Centavos, campoLivre: string): string {
  if (!/^\d{25}$/.test(campoLivre)) throw new RangeError(`the free field of bank ${banco} is «${campoLivre}»`);
  if (valor < 0 || valor > 9_999_999_999) throw new RangeError(`${valor} centavos do not fit into a bar code`);
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
