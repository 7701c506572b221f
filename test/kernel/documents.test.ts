import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  checkDocument,
  cnpjFor,
  cnpjIsValid,
  cpfFor,
  cpfIsValid,
  digits,
  documentKind,
  formatDocument,
  normalizeDocument,
} from '#kernel/documents.ts';

const cpfs: [string, string, boolean][] = [
  ['the CPF of the GSAN document', '12312312387', true],
  ['another of its CPFs', '293.787.220-40', true],
  ['its CPF with a zero in front', '02789078220', true],
  ['a CPF of its sister page, which is wrong', '733.328.638-22', false],
  ['equal digits', '111.111.111-11', false],
  ['zeros', '00000000000', false],
  ['a wrong first check digit', '12312312397', false],
  ['a wrong second check digit', '12312312388', false],
  ['ten digits', '1231231238', false],
  ['a letter', '1231231238A', false],
  ['digits of another script', '١٢٣١٢٣١٢٣٨٧', false],
  ['nothing', '', false],
];
for (const [name, text, valid] of cpfs) {
  test(`CPF: ${name} (${text}) is ${valid ? 'right' : 'wrong'}`, () => assert.equal(cpfIsValid(text), valid));
}

const cnpjs: [string, string, boolean][] = [
  ['numeric with its mask', '11.222.333/0001-81', true],
  ['numeric without it', '11222333000181', true],
  ['the example of the Receita Federal', '12.ABC.345/01DE-35', true],
  ['the same in lower case', '12abc34501de35', true],
  ['letters with a wrong check digit', '12.ABC.345/01DE-36', false],
  ['two of its letters swapped', '12.BAC.345/01DE-35', false],
  ['a letter among the check digits', '12.ABC.345/01DE-3A', false],
  ['an accented letter', '12.ÁBC.345/01DE-35', false],
  ['a numeric one with a wrong digit', '11222333000182', false],
  ['zeros, whose check digits fit', '00.000.000/0000-00', false],
  ['equal digits', '11111111111111', false],
  ['thirteen digits', '1122233300018', false],
  ['nothing', '', false],
];
for (const [name, text, valid] of cnpjs) {
  test(`CNPJ: ${name} (${text}) is ${valid ? 'right' : 'wrong'}`, () => assert.equal(cnpjIsValid(text), valid));
}

test('made documents are right, and with any other check digits wrong', () => {
  const cases: [string[], number, (base: string) => string, (text: string) => boolean][] = [
    [[...'0123456789'], 9, cpfFor, cpfIsValid],
    [[...'0123456789'], 12, cnpjFor, cnpjIsValid],
    [[...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'], 12, cnpjFor, cnpjIsValid],
  ];
  for (const [characters, length, make, isValid] of cases) {
    const base = fc.string({ unit: fc.constantFrom(...characters), minLength: length, maxLength: length });
    const property = fc.property(base, fc.integer({ min: 0, max: 99 }), (text, other) => {
      fc.pre(new Set(text).size > 1);
      const wrong = text + String(other).padStart(2, '0');
      return isValid(make(text)) && (wrong === make(text) || !isValid(wrong));
    });
    fc.assert(property);
  }
});

test('generators refuse a base of another form', () => {
  for (const text of ['', '12345678', '1234567890', '12345678A']) assert.throws(() => cpfFor(text), RangeError);
  for (const text of ['', '12345678901', '12abc34501de']) assert.throws(() => cnpjFor(text), RangeError);
  assert.equal(cpfFor('123123123'), '12312312387');
  assert.equal(cnpjFor('12ABC34501DE'), '12ABC34501DE35');
});

const kinds: [string, 'CPF' | 'CNPJ' | null][] = [
  ['733.328.638-22', 'CPF'],
  ['11.222.333/0001-81', 'CNPJ'],
  ['12.abc.345/01de-35', 'CNPJ'],
  ['JOAO DA SILV', null],
  ['ABCDEFGHIJK', null],
  ['123456789012', null],
  ['', null],
];
for (const [text, kind] of kinds) {
  test(`"${text}" is ${kind ?? 'no document'}`, () => assert.equal(documentKind(text), kind));
}

test('strictly, check digits count; by size, they do not', () => {
  assert.deepEqual(checkDocument('123.123.123-87', 'estrito'), { kind: 'CPF', value: '12312312387' });
  assert.equal(checkDocument('733.328.638-22', 'estrito'), null);
  assert.deepEqual(checkDocument('733.328.638-22', 'tamanho'), { kind: 'CPF', value: '73332863822' });
  assert.deepEqual(checkDocument('12abc34501de35', 'estrito'), { kind: 'CNPJ', value: '12ABC34501DE35' });
  assert.equal(checkDocument('12abc34501de36', 'estrito'), null);
  assert.deepEqual(checkDocument('12abc34501de36', 'tamanho'), { kind: 'CNPJ', value: '12ABC34501DE36' });
  for (const text of ['', '123', '123456789012345']) assert.equal(checkDocument(text, 'tamanho'), null);
});

test('documents are shown with their mask, other texts as they are', () => {
  assert.equal(formatDocument('12312312387'), '123.123.123-87');
  assert.equal(formatDocument('12abc34501de35'), '12.ABC.345/01DE-35');
  assert.equal(formatDocument('11.222.333/0001-81'), '11.222.333/0001-81');
  assert.equal(formatDocument('mg-12.345'), 'mg-12.345');
});

test('digits and normalizeDocument strip punctuation', () => {
  assert.equal(digits('(54) 3055-3808 r. 9'), '54305538089');
  assert.equal(normalizeDocument(' 12.abc/345–01_de 35 '), '12ABC34501DE35');
});
