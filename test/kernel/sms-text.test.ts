import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type SmsRule, smsText } from '#kernel/sms-text.ts';

const tira: SmsRule = { accents: 'tira', maxParts: 3 };
const mantem: SmsRule = { accents: 'mantem', maxParts: 3 };

const cases: [string, string, SmsRule, string, string, number][] = [
  ['accents that GSM-7 lacks are left out', 'Ação às três: pão, é já!', tira, 'Acao às tres: pao, é ja!', 'GSM-7', 1],
  ['kept, they cost UCS-2', 'Ação', mantem, 'Ação', 'UCS-2', 1],
  ['those that GSM-7 has cost nothing', 'É à ì Ç ñ ü', mantem, 'É à ì Ç ñ ü', 'GSM-7', 1],
  ['typographic signs become plain', '“Olá” – ‘oi’…', tira, '"Ola" - \'oi\'...', 'GSM-7', 1],
  ['decomposed letters count as composed', 'e\u0301', mantem, 'é', 'GSM-7', 1],
  ['an emoji makes it UCS-2', 'ok 👍', tira, 'ok 👍', 'UCS-2', 1],
  ['160 are one', 'a'.repeat(160), tira, 'a'.repeat(160), 'GSM-7', 1],
  ['161 are two', 'a'.repeat(161), tira, 'a'.repeat(161), 'GSM-7', 2],
  ['306 are two', 'a'.repeat(306), tira, 'a'.repeat(306), 'GSM-7', 2],
  ['307 are three', 'a'.repeat(307), tira, 'a'.repeat(307), 'GSM-7', 3],
  ['an escaped character takes two', '€'.repeat(80), tira, '€'.repeat(80), 'GSM-7', 1],
  ['and 81 take a second part', '€'.repeat(81), tira, '€'.repeat(81), 'GSM-7', 2],
  // 153 is odd: one place of each part stays empty.
  ['no escape at the edge of a part', '€'.repeat(153), tira, '€'.repeat(153), 'GSM-7', 3],
  ['70 in UCS-2 are one', 'ã'.repeat(70), mantem, 'ã'.repeat(70), 'UCS-2', 1],
  ['71 are two', 'ã'.repeat(71), mantem, 'ã'.repeat(71), 'UCS-2', 2],
  ['134 are two', 'ã'.repeat(134), mantem, 'ã'.repeat(134), 'UCS-2', 2],
  ['135 are three', 'ã'.repeat(135), mantem, 'ã'.repeat(135), 'UCS-2', 3],
];
for (const [name, given, rule, text, coding, parts] of cases) {
  test(name, () => assert.deepEqual(smsText(given, rule), { text, coding, parts }));
}

test('what is too long is cut before its tail, which comes through whole', () => {
  const digits = '23793.38128 60000.000003 00000.000400 1 84340000012345';
  const sms = smsText('Fatura '.repeat(40), { accents: 'tira', maxParts: 1 }, digits);
  assert.equal(sms.parts, 1);
  assert.ok(sms.text.endsWith(`... ${digits}`));
  assert.ok(sms.text.length > 150 && sms.text.length <= 160);
  assert.throws(() => smsText('x', { accents: 'tira', maxParts: 1 }, '1'.repeat(161)), RangeError);
});

test('no text becomes more parts than the rule has, loses half an emoji, or changes when it fits', () => {
  const rule = fc.record({
    accents: fc.constantFrom('tira' as const, 'mantem' as const),
    maxParts: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 900 }), rule, (text, rule) => {
      const sms = smsText(text, rule);
      assert.ok(sms.parts <= rule.maxParts && sms.text.isWellFormed());
      const again = smsText(sms.text, rule);
      assert.ok(again.parts <= sms.parts);
    }),
  );
});
