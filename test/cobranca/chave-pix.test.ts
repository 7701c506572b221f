import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cnpjFor, cpfFor } from '#kernel/documents.ts';
import { bancos } from '../../src/modules/cobranca/bancos/index.ts';
import { conferirChavePix } from '../../src/modules/cobranca/chave-pix.ts';

test('each kind of Pix key is kept as the directory holds it', () => {
  const keys: readonly (readonly [string, string])[] = [
    ['529.982.247-25', '52998224725'],
    ['12.345.678/0001-95', '12345678000195'],
    ['12.abc.345/01de-35', '12ABC34501DE35'],
    [' Financeiro@Exemplo.com.br ', 'financeiro@exemplo.com.br'],
    ['+55 (31) 99999-4444', '+5531999994444'],
    ['+5531999994444', '+5531999994444'],
    ['8F3C1D52-6B7A-4E0F-9C25-1D4B8A7E6F30', '8f3c1d52-6b7a-4e0f-9c25-1d4b8a7e6f30'],
  ];
  for (const [typed, kept] of keys) assert.equal(conferirChavePix(typed), kept);
});

test('what the directory could not hold is refused', () => {
  for (const typed of [
    ...['', '52998224724', '11111111111', '12345678000196', '12ABC34501DE36', '31999994444', '5531999994444'],
    ...['+553137210000', '+551099999444', '+15555550123', '(31) 99999-4444', 'financeiro@exemplo', '@exemplo.com'],
    ...['a b@exemplo.com', `${'a'.repeat(70)}@exemplo.com`, 'joão@exemplo.com', 'a@-x.com'],
    ...['8f3c1d52-6b7a-4e0f-9c25-1d4b8a7e6f3', '8f3c1d526b7a4e0f9c251d4b8a7e6f30', 'chave', '52998224725\n+5531'],
  ]) {
    assert.throws(() => conferirChavePix(typed), { code: 'pix.chave' }, typed);
  }
});

test('a document with right digits is a key whatever its punctuation, and one with a wrong digit is none', () => {
  const nine = fc.stringMatching(/^\d{9}$/).filter((digits) => !/^(\d)\1+$/.test(digits));
  fc.assert(
    fc.property(nine, fc.stringMatching(/^[0-9A-Z]{12}$/), (a, b) => {
      fc.pre(!/^(.)\1+$/.test(b));
      for (const document of [cpfFor(a), cnpjFor(b)]) {
        assert.equal(conferirChavePix(document), document);
        const wrong = document.slice(0, -1) + ((Number(document.at(-1)) + 1) % 10);
        assert.throws(() => conferirChavePix(wrong), { code: 'pix.chave' });
      }
    }),
  );
});

// Banco do Brasil and Bradesco: the example account of their manuals (4042-8 / 61900-0); Itaú: of «Cobrança Itaú» (0057 / 72192-0).
test('check digits of accounts are those of published examples', () => {
  const digits = (banco: '001' | '237' | '341', agencia: string, conta: string) =>
    bancos[banco].digitos?.({ agencia, conta });
  assert.deepEqual(digits('001', '4042', '61900'), { agencia: ['8'], conta: ['0'] });
  assert.deepEqual(digits('237', '4042', '61900'), { agencia: ['8'], conta: ['0'] });
  assert.deepEqual(digits('341', '0057', '72192'), { agencia: null, conta: ['0'] });
  assert.deepEqual(digits('341', '57', '72192'), { agencia: null, conta: ['0'] });
  assert.deepEqual(digits('001', '1234', '40599'), { agencia: ['3'], conta: ['X'] });
  assert.deepEqual(digits('237', '1234', '6'), { agencia: ['3'], conta: ['P', '0'] });
});
