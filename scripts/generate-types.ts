// Writes src/platform/db-types.ts from a freshly migrated database; with --check only compares.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { migrate } from '#platform/migrate.ts';
import { readColumns } from './types/catalogue.ts';
import { render } from './types/render.ts';

const target = fileURLToPath(new URL('../src/platform/db-types.ts', import.meta.url));

async function onTemporaryDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const given = process.env['DATABASE_URL'];
  return given ? onGivenServer(given, work) : onOwnServer(work);
}

async function onOwnServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'balcao-tipos-'));
  try {
    const server = await startEmbeddedPostgres({ dir, settings: { fsync: 'off' } });
    try {
      return await work(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function onGivenServer<T>(server: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `balcao_tipos_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await admin.query(`create database ${name} template template0`);
    return await work(url.href);
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

const text = await onTemporaryDatabase(async (url) => {
  await migrate(url);
  return render(await readColumns(url));
});

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (!existsSync(target) || readFileSync(target, 'utf8').replaceAll('\r\n', '\n') !== text) {
  process.stderr.write('src/platform/db-types.ts não corresponde às migrações. Rode: npm run db:types\n');
  process.exitCode = 1;
}
