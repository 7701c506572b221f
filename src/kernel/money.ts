declare const brand: unique symbol;

/** An amount of money in whole centavos: exact, may be negative, always a safe integer. */
export type Centavos = number & { readonly [brand]: 'Centavos' };

/** Marks a number as centavos. Throws RangeError when it is not a safe integer: a fraction of a cent is a bug. */
export function centavos(n: number): Centavos {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number of centavos: ${n}`);
  return (n + 0) as Centavos; // + 0 makes -0 an ordinary zero
}

/**
 * The JSON number of the wire, in reais: 7990 → 79.9. Exact to the cent up to 10^15 centavos (ten trillion reais),
 * beyond which a JSON number has no room for the cents.
 */
export function reais(c: Centavos): number {
  return c / 100;
}

const PLAIN = /^(-?)(\d+)(?:[.,](\d{1,2}))?$/;
const GROUPED = /^(-?)(\d{1,3}(?:\.\d{3})+),(\d{1,2})$/;

/**
 * An amount as it comes on the wire, in reais: 79.9, "79.90", "79,90", "1.234,56". Null when it is no amount or has a
 * third decimal (1.005, and so "1.234" too: nobody can tell whether it means a thousand).
 * A number that somebody added up in floating point (0.1 + 0.2) is the cent it stands for.
 */
export function fromReais(value: number | string): Centavos | null {
  if (typeof value === 'string') return fromText(value.trim());
  // The shortest text of a double is exact at any size; toFixed forgives noise under a millionth of a real.
  return fromText(String(value)) ?? fromText(value.toFixed(6).replace(/0{4}$/, ''));
}

function fromText(text: string): Centavos | null {
  const match = PLAIN.exec(text) ?? GROUPED.exec(text);
  if (!match) return null;
  const [, sign, whole = '', cents = ''] = match;
  const amount = Number(whole.replaceAll('.', '') + cents.padEnd(2, '0'));
  return Number.isSafeInteger(amount) ? centavos(sign ? -amount : amount) : null;
}

/** Instalment `n` of `count`, from 1: they add up to the whole, and the cents that do not divide are on the first ones. */
export function instalment(whole: Centavos, count: number, n: number): Centavos {
  return centavos(Math.floor(whole / count) + (n <= whole % count ? 1 : 0));
}

/**
 * For people: "R$ 1.234,56", "-R$ 0,05". The blank is an ordinary one, unlike Intl's: a no-break space would turn an
 * SMS into UCS-2, at less than half the length.
 */
export function formatReais(c: Centavos): string {
  const digits = String(Math.abs(c)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${c < 0 ? '-' : ''}R$ ${whole},${digits.slice(-2)}`;
}
