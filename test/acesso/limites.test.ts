import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alterarIntegrador } from '#modules/acesso/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { makeIntegrador, type TestApp, testApp } from '../support/app.ts';
import { askWith } from '../support/ask.ts';

const t = await testApp();
const other = await testApp({}, { beside: t });

const MINUTE = 60_000;
const URL = '/ws/comercial/configuracoes_app';

// Every test begins at the start of a minute of its own, so that none ends in the next one.
let next = 0;
function startMinute(): void {
  next += 2;
  const offset = next * MINUTE - (Date.now() % MINUTE);
  for (const { clock } of [t, other]) clock.setOffset(offset);
}

async function flood(apps: readonly TestApp[], authorization: string, count: number) {
  const calls = Array.from({ length: count }, (_, n) =>
    askWith(apps[n % apps.length] as TestApp, { authorization })('GET', URL),
  );
  const responses = await Promise.all(calls);
  return {
    passed: responses.filter(({ statusCode }) => statusCode === 200).length,
    refused: responses.filter(({ statusCode }) => statusCode === 429),
  };
}

test('of 200 requests at once exactly as many pass as the minute has, and the rest are told when to come back', async () => {
  startMinute();
  const { authorization } = await makeIntegrador(t.db, { limitePorMinuto: 75 });
  const { passed, refused } = await flood([t], authorization, 200);
  assert.equal(passed, 75);
  assert.equal(refused.length, 125);
  for (const response of refused) {
    const seconds = Number(response.headers['retry-after']);
    assert.ok(seconds > 30 && seconds <= 60, `${seconds}`);
    assert.equal(response.json().error, 'Limite de 75 requisições por minuto excedido.');
  }
});

test('the limit holds over two processes together', async () => {
  startMinute();
  for (const limit of [40, 130]) {
    const { authorization } = await makeIntegrador(t.db, { limitePorMinuto: limit });
    const { passed, refused } = await flood([t, other], authorization, 300);
    assert.equal(passed, limit);
    assert.equal(refused.length, 300 - limit);
  }
});

test('the next minute is a new one', async () => {
  startMinute();
  const { authorization } = await makeIntegrador(t.db, { limitePorMinuto: 3 });
  assert.equal((await flood([t], authorization, 5)).passed, 3);
  assert.equal((await flood([t], authorization, 5)).passed, 0);
  startMinute();
  assert.equal((await flood([t], authorization, 5)).passed, 3);
});

test("one integrator's flood is not the other's", async () => {
  startMinute();
  const one = await makeIntegrador(t.db, { limitePorMinuto: 2 });
  const two = await makeIntegrador(t.db, { limitePorMinuto: 2 });
  await flood([t], one.authorization, 10);
  assert.equal((await flood([t], two.authorization, 2)).passed, 2);
});

test('a limit of 0 lets nothing through, none lets everything through', async () => {
  startMinute();
  const shut = await makeIntegrador(t.db, { limitePorMinuto: 0 });
  assert.equal((await flood([t], shut.authorization, 3)).passed, 0);
  const open = await makeIntegrador(t.db, { limitePorMinuto: null });
  assert.equal((await flood([t], open.authorization, 60)).passed, 60);
});

test('a raised limit opens the minute that was used up', async () => {
  startMinute();
  const { id, authorization } = await makeIntegrador(t.db, { limitePorMinuto: 2 });
  assert.equal((await flood([t], authorization, 4)).passed, 2);
  await inTransaction(t.db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    alterarIntegrador(tx, id, { limitePorMinuto: 6 }),
  );
  t.services.porta.esquecer();
  assert.equal((await flood([t], authorization, 10)).passed, 4);
});
