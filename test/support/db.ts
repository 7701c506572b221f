import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import pg from 'pg';
import { type Database, openDatabase } from '#platform/db.ts';

/**
 * A database of the test file's own, migrated and otherwise empty. Call it by top-level await.
 * The next run drops it, so a failed test leaves its data to look at.
 */
export async function testDatabase(): Promise<{ url: string; db: Database }> {
  const server = setUp('TEST_DATABASE_SERVER');
  const name = `t_${setUp('TEST_RUN')}_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    // file_copy halves the time of the default strategy on a server without fsync.
    await admin.query(`create database ${name} template ${setUp('TEST_TEMPLATE')} strategy file_copy`);
  } finally {
    await admin.end();
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href);
  after(() => db.destroy());
  return { url: url.href, db };
}

function setUp(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run with --test-global-setup=test/support/global-setup.ts`);
  return value;
}
