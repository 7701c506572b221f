import assert from 'node:assert/strict';
import test from 'node:test';
import { DomainError } from '#kernel/errors.ts';

test('an error carries its kind, code and facts, and the code is its message', () => {
  const error = new DomainError('conflict', 'fatura.ja_quitada', { idFatura: 7 });

  assert.ok(error instanceof Error);
  assert.deepEqual(
    [error.name, error.kind, error.code, error.message],
    ['DomainError', 'conflict', 'fatura.ja_quitada', 'fatura.ja_quitada'],
  );
  assert.deepEqual(error.facts, { idFatura: 7 });
});

test('facts may be left out', () => {
  assert.deepEqual(new DomainError('unavailable', 'sms.fora').facts, {});
});
