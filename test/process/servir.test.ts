import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { databaseGone, databasePid, databaseUrlOf, dataFolder, startProgram } from '../support/program.ts';

const folder = dataFolder();
const env = { BALCAO_DATA_DIR: folder, BALCAO_LOG: 'silent' };
let authorization = '';

async function newToken(address: string): Promise<string> {
  const response = await fetch(`${address}/ws/auth/token/gerar`, { headers: { authorization } });
  assert.equal(response.status, 200);
  return ((await response.json()) as { token: string }).token;
}

test('an empty installation makes the first integrator once and says its secret once', async () => {
  const first = startProgram(['servir'], env);
  const address = await first.address;
  const [, usuario, senha] = /usuário (\S+), senha (\S+)/.exec(first.stdout()) ?? [];
  assert.ok(usuario && senha, first.stdout());
  authorization = `Basic ${Buffer.from(`${usuario}:${senha}`).toString('base64')}`;
  await newToken(address);
  first.process.kill('SIGTERM');
  assert.deepEqual(await first.ended, { code: 0, signal: null });
  assert.equal(databasePid(folder), null, 'the database was shut down');

  const second = startProgram(['servir'], env);
  await newToken(await second.address);
  assert.doesNotMatch(second.stdout(), /senha/);
  second.process.kill('SIGTERM');
  assert.equal((await second.ended).code, 0);
});

test('it says that it lives, that it is ready, and what it measured', async () => {
  const program = startProgram(['servir'], env);
  const address = await program.address;
  await newToken(address);
  assert.equal((await fetch(`${address}/health/live`)).status, 200);
  assert.equal((await fetch(`${address}/health/ready`)).status, 200);
  const metrics = await (await fetch(`${address}/metrics`)).text();
  assert.match(metrics, /balcao_requisicao_segundos_count\{operacao="autenticacao\.token\.gerar",status="200"\} 1/);
  assert.equal((await fetch(`${address}/demo/relogio`)).status, 404);
  program.process.kill('SIGTERM');
  assert.equal((await program.ended).code, 0);
});

test('SIGTERM lets a request under way finish, then shuts the database down and exits 0', async () => {
  const program = startProgram(['servir'], env);
  const address = await program.address;
  const database = databasePid(folder);
  const lock = new pg.Client({ connectionString: databaseUrlOf(folder) });
  lock.on('error', () => {});
  await lock.connect();
  await lock.query('begin; lock table token_acesso in access exclusive mode');
  const slow = newToken(address);
  await setTimeout(300);
  program.process.kill('SIGTERM');
  await setTimeout(300);
  assert.equal(program.process.exitCode, null, 'it waits for the request');
  await assert.rejects(fetch(`${address}/health/live`), 'and takes no other');
  await lock.query('commit');
  await lock.end();
  assert.match(await slow, /^ey/);
  assert.deepEqual(await program.ended, { code: 0, signal: null });
  assert.ok(await databaseGone(database));
  assert.equal(databasePid(folder), null, 'shut down, not killed');
});

test('after kill -9 the next start has everything that was answered', async () => {
  const killed = startProgram(['servir'], env);
  const token = await newToken(await killed.address);
  killed.process.kill('SIGKILL');
  await killed.ended;

  const next = startProgram(['servir'], env);
  const renewed = await fetch(`${await next.address}/ws/auth/token/renovar`, {
    method: 'PUT',
    headers: { authorization, token },
  });
  assert.equal(renewed.status, 200);
  next.process.kill('SIGTERM');
  assert.equal((await next.ended).code, 0);
});

test('when the database is killed, the program ends with one line and an exit code', async () => {
  const program = startProgram(['servir'], env);
  await program.address;
  process.kill(databasePid(folder) as number, 'SIGKILL');
  assert.equal((await program.ended).code, 1);
  assert.match(program.stderr(), /^O PostgreSQL embutido terminou sem que se pedisse\. .*\n$/);
});
