import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { MigrationError, migrate, NewerDatabaseError, readMigrations } from '#platform/migrate.ts';

const base = mkdtempSync(join(tmpdir(), 'balcao-migrar-'));
after(() => rmSync(base, { recursive: true, force: true }));
const server = process.env['TEST_DATABASE_SERVER'] as string;
const run = process.env['TEST_RUN'] as string;
let made = 0;

function folder(files: Record<string, string>): string {
  const dir = mkdtempSync(join(base, 'm-'));
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(dir, name), sql);
  return dir;
}

async function query<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function emptyDatabase(): Promise<string> {
  const name = `t_${run}_${(made++ * 65536 + process.pid).toString(16).padStart(12, '0')}`;
  await query(server, `create database ${name} template template0 strategy file_copy`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

const one = 'create table a (n integer);\ninsert into a values (1);\n';
const two = 'alter table a add m integer;\nupdate a set m = n + 1;\n';

test('migrations are applied in order, once', async () => {
  const url = await emptyDatabase();
  const dir = folder({ '0002_two.sql': two, '0001_one.sql': one, 'README.md': 'no migration' });
  assert.deepEqual(await migrate(url, dir), ['0001_one.sql', '0002_two.sql']);
  assert.deepEqual(await migrate(url, dir), []);
  assert.deepEqual(await query(url, 'select * from a'), [{ n: 1, m: 2 }]);
  const applied = await query(url, 'select numero, nome, length(sha256) as size from balcao_migracao order by numero');
  assert.deepEqual(applied, [
    { numero: 1, nome: '0001_one.sql', size: 64 },
    { numero: 2, nome: '0002_two.sql', size: 64 },
  ]);
});

test('only what is new is applied', async () => {
  const url = await emptyDatabase();
  await migrate(url, folder({ '0001_one.sql': one }));
  assert.deepEqual(await migrate(url, folder({ '0001_one.sql': one, '0002_two.sql': two })), ['0002_two.sql']);
});

test('several processes at once apply each migration once', async () => {
  const url = await emptyDatabase();
  const dir = folder({ '0001_one.sql': `select pg_sleep(0.2); ${one}`, '0002_two.sql': two });
  const results = await Promise.all([migrate(url, dir), migrate(url, dir), migrate(url, dir)]);
  assert.deepEqual(results.flat().toSorted(), ['0001_one.sql', '0002_two.sql']);
  assert.deepEqual(await query(url, 'select * from a'), [{ n: 1, m: 2 }]);
});

test('nothing to do waits for no lock', async () => {
  const url = await emptyDatabase();
  const dir = folder({ '0001_one.sql': one });
  await migrate(url, dir);
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query('begin; select pg_advisory_xact_lock(7316092446)');
  assert.deepEqual(await migrate(url, dir), []);
  await holder.end();
});

test('a migration that fails leaves nothing of itself, says where, and is tried again', async () => {
  const url = await emptyDatabase();
  const broken = folder({ '0001_one.sql': one, '0002_two.sql': 'create table b ();\nselect 1;\nselect nonsense;\n' });
  await assert.rejects(migrate(url, broken), (error: unknown) => {
    assert.ok(error instanceof MigrationError);
    assert.equal(error.message, 'A migração 0002_two.sql falhou na linha 3: column "nonsense" does not exist');
    return true;
  });
  assert.deepEqual(await query(url, `select to_regclass('b') as b, to_regclass('a')::text as a`), [
    { b: null, a: 'a' },
  ]);
  assert.deepEqual(await migrate(url, folder({ '0001_one.sql': one, '0002_two.sql': two })), ['0002_two.sql']);
});

test('a file that changed after it was applied is refused, unless only its line ends did', async () => {
  const url = await emptyDatabase();
  await migrate(url, folder({ '0001_one.sql': one }));
  assert.deepEqual(await migrate(url, folder({ '0001_one.sql': one.replaceAll('\n', '\r\n') })), []);
  await assert.rejects(migrate(url, folder({ '0001_one.sql': `${one}-- more` })), {
    name: 'MigrationError',
    message: /^A migração 0001_one.sql mudou depois de aplicada/,
  });
});

test('a database of a newer version is refused', async () => {
  const url = await emptyDatabase();
  await migrate(url, folder({ '0001_one.sql': one, '0002_two.sql': two }));
  await assert.rejects(migrate(url, folder({ '0001_one.sql': one })), (error: unknown) => {
    assert.ok(error instanceof NewerDatabaseError);
    assert.match(error.message, /versão mais nova do Balcão \(migração 2, esta versão conhece até 1\)\. /);
    return true;
  });
});

test('a migration that comes before one already applied is refused, and so is one that is gone', async () => {
  const url = await emptyDatabase();
  await migrate(url, folder({ '0002_one.sql': one }));
  await assert.rejects(migrate(url, folder({ '0001_late.sql': 'select 1', '0002_one.sql': one })), {
    message: /^A migração 0001_late.sql chegou depois da 2/,
  });
  await assert.rejects(migrate(url, folder({ '0003_two.sql': two })), {
    message: /^A base tem a migração 0002_one.sql, que falta/,
  });
});

test('two files of one number, and a file without number, are refused', () => {
  assert.throws(() => readMigrations(folder({ '0001_a.sql': '', '0001_b.sql': '' })), /têm o mesmo número/);
  assert.throws(() => readMigrations(folder({ 'one.sql': '' })), /O nome da migração one.sql/);
});
