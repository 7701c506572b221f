import { randomInt } from 'node:crypto';

const DIGITS = 8;
// Without 0 and O, 1 and l and I.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 16;

/** A subscriber's new password: eight digits, which a telephone's keypad can enter as well. */
export function sortearSenhaDeAssinante(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
}

/** An internal user's first password: 93 bits, easy to read out. */
export function sortearSenhaDeUsuario(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
