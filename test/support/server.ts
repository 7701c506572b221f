import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { ensureTemplate } from './template.ts';

/** The database server of one run of the tests. */
export interface TestServer {
  /** Where databases are created from. */
  url: string;
  template: string;
  /** Part of the name of every database of this run: `t_<run>_…`. */
  run: string;
  admin: pg.Client;
  embedded: EmbeddedPostgres | undefined;
}

const home = fileURLToPath(new URL('../../.test', import.meta.url));

// Durability is worth nothing here: what a crash damages is made again.
const settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
  shared_buffers: '128MB',
  max_connections: '200',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** Opens the server that TEST_DATABASE_URL or DATABASE_URL names, or else one of our own, with its template. */
export async function openServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'] || process.env['DATABASE_URL'];
  const embedded = given ? undefined : await startOwnServer();
  const url = embedded?.url ?? (given as string);
  const run = randomInt(1, 1_000_000_000).toString();
  const admin = new pg.Client({ connectionString: url, application_name: 'balcao test' });
  admin.on('error', () => {});
  try {
    await admin.connect();
    // Held until the end of the run: says that the databases of this number are in use.
    await admin.query('select pg_advisory_lock(20260804, $1)', [run]);
    await dropLeftOvers(admin);
    const template = await ensureTemplate(admin, url, embedded !== undefined);
    return { url, template, run, admin, embedded };
  } catch (error) {
    await admin.end().catch(() => {});
    await embedded?.stop();
    throw error;
  }
}

export async function closeServer({ admin, embedded }: TestServer): Promise<void> {
  await admin.end();
  await embedded?.stop();
}

// A run never shares the server of another one that goes on beside it, which would stop it at its end: it takes the
// next folder. Folders are kept, so that the next run starts at once.
async function startOwnServer(): Promise<EmbeddedPostgres> {
  for (let n = 1; ; n++) {
    const server = await startOrRemake(n === 1 ? home : join(home, String(n)));
    if (server.owner) return server;
  }
}

async function startOrRemake(dir: string): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres({ dir, settings });
  } catch {
    // Damaged, or of another major version; if that is not the reason, the second error says it.
    rmSync(join(dir, 'postgres'), { recursive: true, force: true });
    return startEmbeddedPostgres({ dir, settings });
  }
}

async function dropLeftOvers(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string; run: number }>(
    String.raw`select datname, split_part(datname, '_', 2)::integer as run
    from pg_database where datname ~ '^t_\d{1,9}_[0-9a-f]{12}$'`,
  );
  for (const { datname, run } of rows) {
    const lock = 'select pg_try_advisory_lock(20260804, $1) as free';
    const { rows: answer } = await admin.query<{ free: boolean }>(lock, [run]);
    if (!answer[0]?.free) continue;
    await admin.query(`drop database if exists ${datname} with (force)`);
    await admin.query('select pg_advisory_unlock(20260804, $1)', [run]);
  }
}
