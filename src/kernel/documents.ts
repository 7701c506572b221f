import { isValidCnpj } from '@brazilian-utils/brazilian-utils/is-valid-cnpj';
import { isValidCpf } from '@brazilian-utils/brazilian-utils/is-valid-cpf';

export type DocumentKind = 'CPF' | 'CNPJ';

/** `estrito`: the check digits count. `tamanho`: any document of the right length and kind of characters passes. */
export type DocumentMode = 'estrito' | 'tamanho';

export interface Documento {
  kind: DocumentKind;
  /** Without punctuation, upper case. */
  value: string;
}

/** The ASCII digits of a text, in order. */
export function digits(text: string): string {
  return text.replace(/\D/g, '');
}

/** Letters and digits alone, upper case. Accented letters stay, so that they are refused and not silently lost. */
export function normalizeDocument(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

/** CPF or CNPJ by length and characters, punctuation ignored: 11 digits, or 12 letters or digits and 2 digits. */
export function documentKind(text: string): DocumentKind | null {
  const value = normalizeDocument(text);
  if (/^\d{11}$/.test(value)) return 'CPF';
  return /^[0-9A-Z]{12}\d\d$/.test(value) ? 'CNPJ' : null;
}

/** Whether it is a CPF with right check digits, punctuation ignored; equal digits (111.111.111-11) are not. */
export function cpfIsValid(text: string): boolean {
  return isValidCpf(normalizeDocument(text));
}

/**
 * Whether it is a CNPJ with right check digits, numeric or alphanumeric (IN RFB 2.229/2024, issued since July 2026),
 * punctuation and case ignored; equal digits are not.
 */
export function cnpjIsValid(text: string): boolean {
  return isValidCnpj(normalizeDocument(text), { version: 2 });
}

/** A document that somebody types in, or null when it is none. Stored ones may be older than the rule. */
export function checkDocument(text: string, mode: DocumentMode): Documento | null {
  const value = normalizeDocument(text);
  const kind = documentKind(value);
  if (!kind) return null;
  if (mode === 'tamanho') return { kind, value };
  return (kind === 'CPF' ? cpfIsValid(value) : cnpjIsValid(value)) ? { kind, value } : null;
}

/** With its mask, 000.000.000-00 or 00.000.000/0000-00; a text that is neither comes back as it was. */
export function formatDocument(text: string): string {
  const kind = documentKind(text);
  if (!kind) return text;
  const value = normalizeDocument(text);
  return kind === 'CPF'
    ? value.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4')
    : value.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5');
}

/** Nine digits with their two check digits: a CPF for generators and tests. Throws RangeError on other texts. */
export function cpfFor(nineDigits: string): string {
  if (!/^\d{9}$/.test(nineDigits)) throw new RangeError(`not nine digits: ${nineDigits}`);
  return withCheckDigit(withCheckDigit(nineDigits, 10), 11);
}

/** Twelve digits or capital letters with their two check digits: a CNPJ for generators and tests. */
export function cnpjFor(twelve: string): string {
  if (!/^[0-9A-Z]{12}$/.test(twelve)) throw new RangeError(`not twelve digits or capitals: ${twelve}`);
  return withCheckDigit(withCheckDigit(twelve, 9), 9);
}

// Modulus 11 of ASCII − 48. Weights grow from 2, right to left, and begin again after `highest`.
function withCheckDigit(text: string, highest: number): string {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    sum += (text.charCodeAt(text.length - 1 - i) - 48) * (2 + (i % (highest - 1)));
  }
  const rest = sum % 11;
  return text + (rest < 2 ? 0 : 11 - rest);
}
