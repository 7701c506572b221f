import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { openPool } from '#platform/db.ts';
import { migrateJobs } from '#platform/jobs.ts';
import { migrate, readMigrations } from '#platform/migrate.ts';

/** Makes the migrated database that every test database is a copy of, unless it is there; returns its name. */
export async function ensureTemplate(admin: pg.Client, server: string, dropOthers: boolean): Promise<string> {
  const template = `balcao_t_${templateHash()}`;
  // Two runs on one server: the second waits and finds the template made.
  await admin.query('select pg_advisory_lock(20260804, 0)');
  try {
    const { rows } = await admin.query<{ datname: string }>(
      `select datname from pg_database where datname like 'balcao\\_t\\_%'`,
    );
    const names = rows.map((row) => row.datname);
    if (!names.includes(template)) await makeTemplate(admin, server, template);
    if (dropOthers)
      await dropTemplates(
        admin,
        names.filter((name) => name !== template),
      );
  } finally {
    await admin.query('select pg_advisory_unlock(20260804, 0)');
  }
  return template;
}

function templateHash(): string {
  const hash = createHash('sha256');
  for (const { name, sha256 } of readMigrations()) hash.update(`${name} ${sha256}\n`);
  const manifest = new URL('../package.json', import.meta.resolve('graphile-worker'));
  hash.update((JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version);
  return hash.digest('hex').slice(0, 16);
}

// Under another name until it is whole.
async function makeTemplate(admin: pg.Client, server: string, template: string): Promise<void> {
  const fresh = `${template}_novo`;
  await admin.query(`drop database if exists ${fresh} with (force)`);
  await admin.query(`create database ${fresh} template template0`);
  const url = databaseUrl(server, fresh);
  await migrate(url);
  const pool = openPool(url);
  await migrateJobs(pool);
  // Autovacuum is off: without statistics the planner would guess in every copy.
  await pool.query('vacuum (analyze, freeze)');
  await pool.end();
  await admin.query(`alter database ${fresh} rename to ${template}`);
  await admin.query(`alter database ${template} is_template true`);
}

async function dropTemplates(admin: pg.Client, names: string[]): Promise<void> {
  for (const name of names) {
    await admin.query(`alter database ${name} is_template false`);
    await admin.query(`drop database ${name} with (force)`);
  }
}

/** The address of another database on the same server. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
