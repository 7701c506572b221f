/** Modulus 10: weights 2 and 1 from the right, the digits of each product added. FEBRABAN, layout of the digit line. */
export function modulo10(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const product = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
}

/** The sum modulo 11 of the digits times weights that run from 2 to `highest` from the right, again and again. */
export function restoModulo11(digits: string, highest = 9): number {
  let sum = 0;
  let weight = 2;
  for (let i = digits.length - 1; i >= 0; i--) {
    sum += Number(digits[i]) * weight;
    weight = weight === highest ? 2 : weight + 1;
  }
  return sum % 11;
}

/** Modulus 11 as most banks take it: 11 less the remainder, and 0 where that has two digits. */
export function modulo11(digits: string): number {
  const digit = 11 - restoModulo11(digits);
  return digit > 9 ? 0 : digit;
}
