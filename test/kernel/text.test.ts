import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { emailIsValid, maskEmail, searchKey, truncate, unaccent } from '#kernel/text.ts';

test('accents and cedillas go, composed or not', () => {
  assert.equal(unaccent('São José do Poção'), 'Sao Jose do Pocao');
  assert.equal(unaccent('Sa\u0303o Luíz'), 'Sao Luiz');
});

test('the search key is upper case with single blanks', () => {
  assert.equal(searchKey("  são\t  joão  d'aliança \n"), "SAO JOAO D'ALIANCA");
});

const masks: [string, string, string][] = [
  ['the example of GSAN', 'aaaxbbb@email.com', 'aaa*****bbb@email.com'],
  ['a long one', 'fulano.silva@x.com', 'ful*****lva@x.com'],
  ['six characters', 'fulano@x.com', 'f*****o@x.com'],
  ['four characters', 'joao@x.com', 'j*****o@x.com'],
  ['three characters', 'ana@x.com', '*****@x.com'],
  ['one character', 'a@x.com', '*****@x.com'],
  ['no at sign, as old records have', 'fulano.silva', 'ful*****lva'],
  ['nothing', '', '*****'],
];
for (const [name, email, masked] of masks) {
  test(`masked: ${name}`, () => assert.equal(maskEmail(email), masked));
}

test('a mask never shows the whole local part', () => {
  const locals = fc.stringMatching(/^[a-z]{1,20}$/);
  fc.assert(
    fc.property(locals, (local) => {
      const shown = maskEmail(`${local}@x.com`).replace('*****', '').replace('@x.com', '').length;
      return shown < local.length;
    }),
  );
});

const right = [
  'fulano@x.com',
  'a.b+c_d-e@sub.dominio.com.br',
  "o'neil@x.com",
  '1@2.com',
  'A@B.CO',
  'a@xn--80ak.xn--p1ai',
];
for (const email of right) {
  test(`${email} is an address`, () => assert.equal(emailIsValid(email, 100), true));
}

const wrong: [string, string][] = [
  ['no at sign', 'fulano.x.com'],
  ['two at signs', 'a@b@c.com'],
  ['two addresses', 'a@x.com,b@y.com'],
  ['a second recipient without at sign', 'a,b@x.com'],
  ['a name and brackets', 'Fulano <a@x.com>'],
  ['a blank', 'a b@x.com'],
  ['a blank around', ' a@x.com'],
  ['a line break and a header', 'a@x.com\r\nBcc: b@y.com'],
  ['a line break at the end', 'a@x.com\n'],
  ['a header in the local part', 'a\nBcc:b@x.com'],
  ['a control character', 'a\u0000@x.com'],
  ['a line separator', 'a\u2028@x.com'],
  ['no dot in the domain', 'a@localhost'],
  ['an empty label', 'a@x..com'],
  ['a dot in front', '.a@x.com'],
  ['a dot at the end', 'a@x.com.'],
  ['a hyphen in front of the domain', 'a@-x.com'],
  ['a numeric top level', 'a@10.0.0.1'],
  ['an accent', 'joão@x.com'],
  ['a quoted local part', '"a b"@x.com'],
  ['no local part', '@x.com'],
  ['a local part over 64', `${'a'.repeat(65)}@x.com`],
  ['nothing', ''],
];
for (const [name, email] of wrong) {
  test(`no address: ${name}`, () => assert.equal(emailIsValid(email, 100), false));
}

test('an address longer than its column is refused', () => {
  assert.equal(emailIsValid('fulano@x.com', 12), true);
  assert.equal(emailIsValid('fulano@x.com', 11), false);
});

test('long hostile texts are refused quickly', () => {
  const started = performance.now();
  for (const text of [`${'a.'.repeat(1e6)}@x`, `a@${'a-'.repeat(120)}!`, `a@${'a.'.repeat(120)}1`]) {
    assert.equal(emailIsValid(text, 254), false);
  }
  assert.ok(performance.now() - started < 1000);
});

test('truncating counts characters as PostgreSQL does', () => {
  assert.equal(truncate('abcdef', 3), 'abc');
  assert.equal(truncate('abc', 3), 'abc');
  assert.equal(truncate('a😀😀b', 2), 'a😀');
  assert.equal(truncate('😀😀', 2), '😀😀');
});
