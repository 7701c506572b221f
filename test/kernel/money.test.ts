import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { centavos, formatReais, fromReais, instalment, reais } from '#kernel/money.ts';

const accepted: [string, number | string, number][] = [
  ['a number with one decimal', 79.9, 7990],
  ['a whole number', 80, 8000],
  ['zero', 0, 0],
  ['negative zero, which becomes an ordinary one', -0, 0],
  ['a negative number', -0.05, -5],
  ['a number that multiplies badly', 1.15, 115],
  ['another one', 4.35, 435],
  ['a sum in floating point', 0.1 + 0.2, 30],
  ['a larger sum in floating point', 79.9 + 1.6 + 0.27, 8177],
  ['trillions to the cent', 9_999_999_999_999.99, 999_999_999_999_999],
  ['text with a point', '79.90', 7990],
  ['text with a comma', '79,90', 7990],
  ['text with one decimal', '79,9', 7990],
  ['text without decimals', '79', 7900],
  ['text with blanks around', ' 79.90 ', 7990],
  ['Brazilian thousands', '1.234.567,89', 123_456_789],
  ['negative text', '-1.00', -100],
  ['negative zero as text', '-0,00', 0],
  ['leading zeros', '0079.90', 7990],
];
for (const [name, input, expected] of accepted) {
  test(`${name}: ${input} → ${expected} centavos`, () => assert.equal(fromReais(input), expected));
}

const refused: [string, number | string][] = [
  ['a third decimal', 1.005],
  ['a third decimal as text', '1.005'],
  ['noise as text, which nobody adds up', '0.30000000000000004'],
  ['a thousand or a third decimal, nobody knows', '1.234'],
  ['English thousands', '1,234.56'],
  ['badly grouped thousands', '12.34,56'],
  ['not a number', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['more than a safe integer of centavos', 1e16],
  ['more than toFixed writes out', 1e21],
  ['more than a safe integer as text', '90071992547409.92'],
  ['nothing', ''],
  ['a blank', ' '],
  ['words', 'dez'],
  ['an exponent', '1e2'],
  ['hexadecimal', '0x10'],
  ['no digit before the point', '.5'],
  ['no digit after the point', '5.'],
  ['a currency sign', 'R$ 5,00'],
  ['a line break inside', '5\n6'],
];
for (const [name, input] of refused) {
  test(`refused: ${name} (${JSON.stringify(input)})`, () => assert.equal(fromReais(input), null));
}

for (const n of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
  test(`${n} is no number of centavos`, () => assert.throws(() => centavos(n), RangeError));
}

const anyAmount = fc.integer({ min: -(10 ** 15), max: 10 ** 15 }).map(centavos);

test('to the wire and back, through JSON, changes no cent', () => {
  fc.assert(fc.property(anyAmount, (c) => fromReais(JSON.parse(JSON.stringify(reais(c)))) === c));
});

test('the number on the wire never has a third decimal', () => {
  fc.assert(fc.property(anyAmount, (c) => /^-?\d+(\.\d\d?)?$/.test(JSON.stringify(reais(c)))));
});

test('what people read is read back as the same amount', () => {
  fc.assert(fc.property(anyAmount, (c) => fromReais(formatReais(c).replace('R$ ', '')) === c));
});

for (const [c, text] of [
  [0, 'R$ 0,00'],
  [5, 'R$ 0,05'],
  [-5, '-R$ 0,05'],
  [100_000, 'R$ 1.000,00'],
  [123_456, 'R$ 1.234,56'],
  [99_999, 'R$ 999,99'],
  [123_456_789_012, 'R$ 1.234.567.890,12'],
] as const) {
  test(`${c} centavos read ${text}`, () => assert.equal(formatReais(centavos(c)), text));
}

test('instalments differ by a cent at most, the first being the larger, and add up', () => {
  assert.deepEqual(
    [1, 2, 3].map((n) => instalment(centavos(10_000), 3, n)),
    [3334, 3333, 3333],
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 12 }).map(centavos),
      fc.integer({ min: 1, max: 60 }),
      (valor, parcelas) => {
        const todas = Array.from({ length: parcelas }, (_, i) => instalment(valor, parcelas, i + 1));
        assert.equal(
          todas.reduce((a, b) => a + b, 0),
          valor,
        );
        assert.ok(Math.max(...todas) - Math.min(...todas) <= 1);
      },
    ),
  );
});
