import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { demonstracao } from '#apis/demo/plugin.ts';
import { listenToChanges } from '#platform/changes.ts';
import { followClock, readOffset } from '#platform/clock.ts';
import { openPool } from '#platform/db.ts';
import { enqueue, type JobHandlers, startJobs } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { handlersOf, scheduleRoutines } from '../../src/routines.ts';
import { buildServer } from '../../src/server.ts';
import { testApp } from '../support/app.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    'teste.registrar': { n: number; ms?: number };
  }
}

const t = await testApp();
const changes = await listenToChanges(t.url);
const elsewhere = await followClock(t.db, changes);
const ran: number[] = [];
const handlers: JobHandlers = {
  ...handlersOf(t.services),
  'teste.registrar': async ({ n, ms = 0 }) => {
    await sleep(ms);
    ran.push(n);
  },
};
const pool = openPool(t.url);
const jobs = await startJobs(pool, handlers, () => {});
const runDueJobs = async () => {
  await jobs.runDue();
  await scheduleRoutines(t.services);
};
const app: FastifyInstance = await buildServer(t.services, {
  logLevel: 'silent',
  trustProxy: false,
  demo: (scope) => demonstracao(scope, { ...t.services, clock: t.clock, runDueJobs }),
});
after(async () => {
  await app.close();
  await changes.close();
  await jobs.stop();
  await pool.end();
});

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(t.clock.now().getTime() + hours * HOUR);
const put = (payload: unknown) =>
  app.inject({
    method: 'PUT',
    url: '/demo/relogio',
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    headers: { 'content-type': 'application/json' },
  });
const move = (agora: Date) => put({ agora: agora.toISOString() });
const add = (n: number, at: Date, ms = 0) =>
  inTransaction(t.db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    enqueue(tx, 'teste.registrar', { n, ms }, { at }),
  );
const close = (a: Date, b: Date) => Math.abs(a.getTime() - b.getTime()) < 5000;

async function nextRoutine(): Promise<Date> {
  const { rows } = await pool.query<{ run_at: Date }>(
    `select run_at + (select deslocamento from relogio) as run_at from graphile_worker.jobs where key = 'rotina.diaria'`,
  );
  assert.equal(rows.length, 1);
  return (rows[0] as { run_at: Date }).run_at;
}

test('jobs that are due by the new time have run before the answer leaves, in their order, the others wait', async () => {
  await add(2, inHours(23));
  await add(1, inHours(2), 100);
  await add(3, inHours(26));
  const target = inHours(24);
  const response = await move(target);
  assert.equal(response.statusCode, 200);
  assert.ok(close(new Date(response.json().agora), target));
  assert.deepEqual(ran.sort(), [1, 2]);
  await move(inHours(3));
  assert.deepEqual(ran.sort(), [1, 2, 3]);
});

test('a job that is enqueued after the clock was moved waits by the moved clock', async () => {
  ran.length = 0;
  await add(4, inHours(1));
  await jobs.runDue();
  assert.deepEqual(ran, []);
  await move(inHours(1.01));
  assert.deepEqual(ran, [4]);
});

test('the time is the same in SQL, in the database after a restart, and in other processes', async () => {
  const target = new Date('2031-05-06T12:00:00Z');
  await put({ agora: '2031-05-06T09:00:00-03:00' });
  const { rows } = await pool.query<{ agora: Date }>('select agora()');
  assert.ok(close((rows[0] as { agora: Date }).agora, target));
  assert.ok(close(new Date(Date.now() + (await readOffset(t.db))), target));
  const { agora } = (await app.inject({ method: 'GET', url: '/demo/relogio' })).json();
  assert.ok(close(new Date(agora), target));
  // The announcement is behind its transaction by a moment.
  for (let n = 0; n < 50 && elsewhere.offset() !== t.clock.offset(); n++) await sleep(20);
  assert.equal(elsewhere.offset(), t.clock.offset());
});

test('the daily routine runs once for a month that is skipped, and stands for the next 03:30', async () => {
  await runDueJobs();
  const before = await nextRoutine();
  const target = new Date(before.getTime() + 31 * 24 * HOUR);
  await move(target);
  const next = await nextRoutine();
  assert.ok(next > t.clock.now() && next.getTime() - t.clock.now().getTime() <= 24 * HOUR);
  assert.equal(next.toISOString().slice(11, 16), '06:30');
});

test('the clock may be put back: the routine is nearer then, and what waited for a later day waits for it still', async () => {
  ran.length = 0;
  await add(5, inHours(1));
  const target = inHours(-30 * 24);
  const response = await move(target);
  assert.ok(close(new Date(response.json().agora), target));
  assert.deepEqual(ran, []);
  assert.ok((await nextRoutine()).getTime() - t.clock.now().getTime() <= 24 * HOUR);
  await move(inHours(30 * 24 + 1.1));
  assert.deepEqual(ran, [5]);
});

test('two movements at once end at one of the two, with the jobs where they belong', async () => {
  ran.length = 0;
  await add(6, inHours(100));
  await Promise.all([move(inHours(10)), move(inHours(20)), move(inHours(15))]);
  assert.deepEqual(ran, []);
  const { rows } = await pool.query<{ at: Date }>(
    `select run_at + (select deslocamento from relogio) as at from graphile_worker.jobs where task_identifier = 'teste.registrar'`,
  );
  assert.equal(t.clock.offset(), await readOffset(t.db));
  const wait = ((rows[0] as { at: Date }).at.getTime() - t.clock.now().getTime()) / HOUR;
  assert.ok(wait > 79.9 && wait < 90.1, String(wait));
});

test('what is no moment is refused with a sentence, and the clock stays', async () => {
  const offset = t.clock.offset();
  const bad = [
    {},
    [],
    null,
    { agora: null },
    { agora: 5 },
    { agora: '' },
    { agora: 'amanhã' },
    { agora: '2026-12-10' },
    { agora: '2026-12-10T09:00:00' },
    { agora: '2026-13-10T09:00:00Z' },
    { agora: '2026-12-10T25:00:00Z' },
    { agora: '1999-12-10T09:00:00Z' },
    { agora: '9999-12-10T09:00:00Z' },
  ];
  for (const body of bad) {
    const response = await put(body);
    assert.equal(response.statusCode, 400, JSON.stringify(body));
    assert.match(response.json().error, /Informe agora/);
  }
  assert.match((await put('{')).json().error, /JSON/);
  assert.equal(t.clock.offset(), offset);
});

test('production has neither clock nor mailbox', async () => {
  assert.equal((await t.app.inject({ method: 'PUT', url: '/demo/relogio', payload: {} })).statusCode, 404);
  assert.equal((await t.app.inject({ method: 'GET', url: '/demo/mensagens' })).statusCode, 404);
});
