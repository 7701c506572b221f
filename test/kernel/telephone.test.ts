import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { formatTelefone, isMobile, maskTelefone, parseTelefone, splitTelefone } from '#kernel/telephone.ts';

const accepted: [string, string, string][] = [
  ['a landline', '(54) 3055-3808', '54 30553808'],
  ['a mobile', '(31) 99999-4444', '31 999994444'],
  ['digits alone', '31999994444', '31 999994444'],
  ['the country with a plus', '+55 31 99999-4444', '31 999994444'],
  ['the country without one', '5531999994444', '31 999994444'],
  ['the long-distance zero', '0 54 3055-3808', '54 30553808'],
  ['the country and the zero', '+55 (0)54 3055.3808', '54 30553808'],
  ['Santa Maria, whose DDD is 55', '55 99999-4444', '55 999994444'],
  ['a landline of Santa Maria', '(55) 3222-1111', '55 32221111'],
  ['Santa Maria with the country', '+55 55 3222-1111', '55 32221111'],
];
for (const [name, text, expected] of accepted) {
  test(`${name}: ${text}`, () => {
    const telefone = parseTelefone(text);
    assert.equal(telefone && `${telefone.ddd} ${telefone.numero}`, expected);
  });
}

const refused: [string, string][] = [
  ['a DDD that does not exist', '(20) 3055-3808'],
  ['no DDD', '3055-3808'],
  ['the country and no DDD', '+55 99999-4444'],
  ['another country', '+1 212 555 1234'],
  ['nine digits that do not begin with 9', '(31) 89999-4444'],
  ['a mobile of eight digits', '(31) 9999-4444'],
  ['a landline that begins with 1', '(31) 1055-3808'],
  ['a landline with a digit too many', '(54) 3055-38081'],
  ['a service number', '0800 123 4567'],
  ['words', 'não tem'],
  ['an extension', '(54) 3055-3808 r. 2'],
  ['nothing', ''],
];
for (const [name, text] of refused) {
  test(`refused: ${name} (${text})`, () => assert.equal(parseTelefone(text), null));
}

test('splitting judges nothing but the length', () => {
  assert.deepEqual(splitTelefone('(00) 1234-5678'), { ddd: '00', numero: '12345678' });
  assert.deepEqual(splitTelefone('95981234567'), { ddd: '95', numero: '981234567' });
  for (const text of ['', '123456789', '123456789012']) assert.equal(splitTelefone(text), null);
});

test('a formatted telephone is read back', () => {
  const parts = {
    ddd: fc.constantFrom('11', '31', '54', '55', '95'),
    numero: fc.oneof(fc.stringMatching(/^9\d{8}$/), fc.stringMatching(/^[2-5]\d{7}$/)),
  };
  const telefones = fc.record(parts, { noNullPrototype: true });
  fc.assert(fc.property(telefones, (t) => assert.deepEqual(parseTelefone(formatTelefone(t)), t)));
});

test('people read DDD, number and dash, odd old numbers included', () => {
  assert.equal(formatTelefone({ ddd: '54', numero: '30553808' }), '(54) 3055-3808');
  assert.equal(formatTelefone({ ddd: '31', numero: '999994444' }), '(31) 99999-4444');
  assert.equal(formatTelefone({ ddd: '54', numero: '123456' }), '(54) 123456');
});

test('only nine digits that begin with 9 are a mobile', () => {
  assert.equal(isMobile({ ddd: '31', numero: '999994444' }), true);
  assert.equal(isMobile({ ddd: '31', numero: '99994444' }), false);
  assert.equal(isMobile({ ddd: '54', numero: '30553808' }), false);
});

test('a masked telephone shows its DDD and its last four digits', () => {
  assert.equal(maskTelefone({ ddd: '31', numero: '999994444' }), '(31) *****4444');
});
