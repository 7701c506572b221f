import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '#platform/embedded-postgres.ts';

// mkdtemp makes a closed folder (0700), so as root every test here goes the way of the capability.
const base = mkdtempSync(join(tmpdir(), 'balcao-pg-'));
after(() => rmSync(base, { recursive: true, force: true }));
const settings = { fsync: 'off' };
const childFile = fileURLToPath(new URL('../support/embedded-child.ts', import.meta.url));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

interface Child {
  process: ChildProcessByStdio<Writable, Readable, null>;
  owner: boolean;
  url: string;
}

async function startChild(dir: string, ...args: string[]): Promise<Child> {
  const child = spawn(process.execPath, [childFile, dir, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) return { process: child, ...JSON.parse(line) };
  throw new Error('the child ended without an answer');
}

function postmasterPid(dir: string): number {
  return Number.parseInt(readFileSync(join(dir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('the first start makes the database, the second finds its rows', async () => {
  const dir = join(base, 'twice');
  const first = await startEmbeddedPostgres({ dir, settings });
  assert.equal(first.owner, true);
  await query(first.url, 'create table t as select 7 as n');
  const [encoding] = await query(first.url, 'show server_encoding');
  assert.deepEqual(encoding, { server_encoding: 'UTF8' });
  await first.stop();
  await first.ended;
  assert.equal(existsSync(join(dir, 'postgres', 'postmaster.pid')), false);

  const second = await startEmbeddedPostgres({ dir, settings });
  assert.deepEqual(await query(second.url, 'select n from t'), [{ n: 7 }]);
  await second.stop();
});

test('settings replace the defaults, but the server stays off the network', async () => {
  const dir = join(base, 'settings');
  const server = await startEmbeddedPostgres({
    dir,
    settings: { ...settings, work_mem: '5MB', listen_addresses: '*' },
  });
  assert.deepEqual(await query(server.url, 'show work_mem'), [{ work_mem: '5MB' }]);
  assert.deepEqual(await query(server.url, 'show listen_addresses'), [{ listen_addresses: '' }]);
  await server.stop();
});

test('who finds the server running joins it, and leaving it does not stop it', async () => {
  const dir = join(base, 'guest');
  const owner = await startEmbeddedPostgres({ dir, settings });
  const guest = await startEmbeddedPostgres({ dir, settings });
  assert.equal(guest.owner, false);
  assert.deepEqual(guest.server, owner.server);
  await guest.stop();
  assert.deepEqual(await query(owner.url, 'select 1 as n'), [{ n: 1 }]);
  await owner.stop();
});

test('of two processes that start at the same instant one owns the server and one joins it', async () => {
  const dir = join(base, 'race');
  const children = await Promise.all([startChild(dir), startChild(dir)]);
  assert.deepEqual(children.map((child) => child.owner).toSorted(), [false, true]);
  assert.deepEqual(readdirSync(dir).toSorted(), ['postgres', 'postgres.log', 'run']);
  for (const child of children) {
    child.process.stdin.end();
    await once(child.process, 'exit');
  }
});

test('the server ends with a process that is killed, and the next start has every committed row', async () => {
  const dir = join(base, 'killed');
  const child = await startChild(dir);
  await query(child.url, 'create table t as select 7 as n');
  const pid = postmasterPid(dir);
  child.process.kill('SIGKILL');
  await once(child.process, 'exit');

  const server = await startEmbeddedPostgres({ dir, settings });
  assert.equal(server.owner, true);
  assert.notEqual(postmasterPid(dir), pid);
  assert.deepEqual(await query(server.url, 'select n from t'), [{ n: 7 }]);
  await server.stop();
});

test('a process that forgets to stop the server ends all the same, and the server with it', async () => {
  const dir = join(base, 'forgotten');
  const child = await startChild(dir, 'forget');
  const pid = postmasterPid(dir);
  await once(child.process, 'exit');
  for (let i = 0; i < 250 && isAlive(pid); i++) await setTimeout(20);
  assert.equal(isAlive(pid), false);
});

test('a server that is killed is noticed, and starts again in spite of what it left', async () => {
  const dir = join(base, 'crashed');
  const server = await startEmbeddedPostgres({ dir, settings });
  await query(server.url, 'create table t as select 7 as n');
  process.kill(postmasterPid(dir), 'SIGKILL');
  await server.ended;
  await server.stop();

  const again = await startEmbeddedPostgres({ dir, settings });
  assert.deepEqual(await query(again.url, 'select n from t'), [{ n: 7 }]);
  await again.stop();
});

test('a pid file that names a process of another kind does not stand in the way', async () => {
  const dir = join(base, 'misleading');
  const server = await startEmbeddedPostgres({ dir, settings });
  const file = join(dir, 'postgres', 'postmaster.pid');
  const text = readFileSync(file, 'utf8');
  await server.stop();
  // As after a restart of a container: the number of the dead server is some other program's now.
  writeFileSync(file, text.replace(/^\d+/, String(process.pid)));

  const again = await startEmbeddedPostgres({ dir, settings });
  assert.equal(again.owner, true);
  await again.stop();
});

test('an interrupted first start is made again', async () => {
  const dir = join(base, 'interrupted');
  const gone = spawn('true', { stdio: 'ignore' });
  await once(gone, 'exit');
  mkdirSync(join(dir, `postgres.novo-${gone.pid}-00000000`, 'base'), { recursive: true });
  const server = await startEmbeddedPostgres({ dir, settings });
  assert.deepEqual(readdirSync(dir).toSorted(), ['postgres', 'postgres.log', 'run']);
  await server.stop();
});

test('a path too long for a socket puts the socket under the temporary folder', async () => {
  const dir = join(base, 'long', 'x'.repeat(120));
  const server = await startEmbeddedPostgres({ dir, settings });
  assert.match(server.server.host, /\/balcao-[0-9a-f]{16}$/);
  assert.deepEqual(await query(server.url, 'select 1 as n'), [{ n: 1 }]);
  await server.stop();
  rmSync(server.server.host, { recursive: true });
});

test('a folder open to other users needs no capability', async () => {
  const open = mkdtempSync(join(tmpdir(), 'balcao-pg-'));
  chmodSync(open, 0o755);
  try {
    const server = await startEmbeddedPostgres({ dir: join(open, 'data'), settings });
    assert.deepEqual(await query(server.url, 'select 1 as n'), [{ n: 1 }]);
    await server.stop();
  } finally {
    rmSync(open, { recursive: true });
  }
});

const refused = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof EmbeddedPostgresError);
  assert.match(error.message, message);
  return true;
};

test('a folder that cannot be written to is named', async () => {
  const file = join(base, 'file');
  writeFileSync(file, '');
  await assert.rejects(
    startEmbeddedPostgres({ dir: join(file, 'data') }),
    refused(/^Não foi possível gravar na pasta de dados .*\/file\/data \(ENOTDIR\)\. .*BALCAO_DATA_DIR/),
  );
});

test('a cluster of another major version is refused', async () => {
  const dir = join(base, 'older');
  mkdirSync(join(dir, 'postgres'), { recursive: true });
  writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '17\n');
  await assert.rejects(
    startEmbeddedPostgres({ dir }),
    refused(/são do PostgreSQL 17 e este Balcão traz o PostgreSQL 18/),
  );
});

test('a folder that is no cluster is refused and left as it is', async () => {
  const dir = join(base, 'stranger');
  mkdirSync(join(dir, 'postgres', 'something'), { recursive: true });
  await assert.rejects(startEmbeddedPostgres({ dir }), refused(/existe, mas não tem uma base do PostgreSQL/));
  assert.deepEqual(readdirSync(dir), ['postgres']);
});

test('a server that does not start shows the last lines of its log', async () => {
  const dir = join(base, 'wrong');
  await assert.rejects(
    startEmbeddedPostgres({ dir, settings: { ...settings, shared_buffers: 'muito' } }),
    refused(/^O PostgreSQL embutido não iniciou: \n.*invalid value for parameter "shared_buffers": "muito"/),
  );
});
