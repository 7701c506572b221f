import { getAreaCodeInfo } from '@brazilian-utils/brazilian-utils/get-area-code-info';
import { digits } from './documents.ts';

export interface Telefone {
  /** Two digits. */
  ddd: string;
  /** Eight digits of a landline, nine of a mobile; older records may hold others. */
  numero: string;
}

const LANDLINE = /^[2-5]\d{7}$/;
const MOBILE = /^9\d{8}$/;

/**
 * A Brazilian telephone with its DDD, however punctuated, with or without +55 or the long-distance 0. Null when the
 * DDD is not one of Anatel's 67 or the number is neither a landline (8 digits, 2–5) nor a mobile (9 digits, 9…).
 */
export function parseTelefone(text: string): Telefone | null {
  if (!/^[+\d\s().-]+$/.test(text)) return null;
  const telefone = splitTelefone(national(text.trim()));
  if (!telefone || !isDdd(telefone.ddd)) return null;
  return LANDLINE.test(telefone.numero) || MOBILE.test(telefone.numero) ? telefone : null;
}

const DDDS = new Set(
  Array.from({ length: 89 }, (_, i) => String(i + 11)).filter((ddd) => getAreaCodeInfo(ddd) !== null),
);

/** Whether it is one of Anatel's 67 area codes. */
export function isDdd(ddd: string): boolean {
  return DDDS.has(ddd);
}

// 55 is also the DDD of Santa Maria: without a plus sign it is the country only where there are digits to spare.
function national(text: string): string {
  const all = digits(text);
  if (text.startsWith('+') && !all.startsWith('55')) return '';
  const withCountry = text.startsWith('+') || (all.length > 11 && all.startsWith('55'));
  return all.slice(withCountry ? 2 : 0).replace(/^0/, '');
}

/** Splits 10 or 11 digits into DDD and number and judges neither, as GSAN stores them; null at another length. */
export function splitTelefone(text: string): Telefone | null {
  const all = digits(text);
  return /^\d{10,11}$/.test(all) ? { ddd: all.slice(0, 2), numero: all.slice(2) } : null;
}

/** "(54) 3055-3808", "(31) 99999-4444". */
export function formatTelefone({ ddd, numero }: Telefone): string {
  return `(${ddd}) ${numero.replace(/^(\d{4,5})(\d{4})$/, '$1-$2')}`;
}

/** Whether an SMS can reach it: nine digits that begin with 9, as all mobiles have had since 2016. */
export function isMobile({ numero }: Telefone): boolean {
  return MOBILE.test(numero);
}

/** A telephone that its owner recognises and nobody else learns: "(31) *****4444". */
export function maskTelefone({ ddd, numero }: Telefone): string {
  return `(${ddd}) *****${numero.slice(-4)}`;
}
