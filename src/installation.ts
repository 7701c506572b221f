import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { type Changes, listenToChanges } from '#platform/changes.ts';
import { followClock, type MovableClock } from '#platform/clock.ts';
import { type Database, databaseOn, openPool } from '#platform/db.ts';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { migrateJobs } from '#platform/jobs.ts';
import { MigrationError, migrate } from '#platform/migrate.ts';
import type { Config } from './config.ts';

/** The program cannot go on, for a reason that the operator can mend. The message is for the terminal. */
export class StartError extends Error {}

export type Kind = 'producao' | 'demo';

/** An open installation: its database, migrated, and its clock and keys. */
export interface Installation {
  kind: Kind;
  dataDir: string;
  url: string;
  pool: pg.Pool;
  db: Database;
  clock: MovableClock;
  changes: Changes;
  /** A key for one purpose, derived from the master key. */
  keyFor(purpose: string): Uint8Array;
  /** Resolves when the embedded database has ended, asked or not; never for one that somebody else runs. */
  databaseEnded: Promise<void>;
  close(): Promise<void>;
}

/** Opens the database (embedded or outside), migrates it and reads the clock. Throws StartError. */
export async function openInstallation(config: Config, kind: Kind): Promise<Installation> {
  const dataDir = kind === 'demo' ? join(config.dataDir, 'demo') : config.dataDir;
  const master = config.key ?? readOrMakeKey(dataDir);
  const embedded = config.databaseUrl === null ? await embeddedAt(dataDir) : null;
  const url = embedded?.url ?? (config.databaseUrl as string);
  const pool = openPool(url, { max: config.poolSize });
  const db = databaseOn(pool);
  const close = async () => {
    await db.destroy();
    // Kysely leaves a pool alone that it has not used yet.
    if (!pool.ending) await pool.end();
    await embedded?.stop();
  };
  try {
    await prepare(url, pool, kind);
    const changes = await listenToChanges(url);
    const clock = await followClock(db, changes);
    return {
      kind,
      dataDir,
      url,
      pool,
      db,
      clock,
      changes,
      databaseEnded: embedded?.ended ?? new Promise(() => {}),
      keyFor: (purpose) => new Uint8Array(hkdfSync('sha256', master, '', `balcao ${purpose}`, 32)),
      close: async () => {
        await changes.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function embeddedAt(dataDir: string) {
  try {
    return await startEmbeddedPostgres({ dir: dataDir });
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? new StartError(error.message) : error;
  }
}

async function prepare(url: string, pool: pg.Pool, kind: Kind): Promise<void> {
  await requireVersion(url, pool);
  // Before the migration: the wrong program must not touch the other's database.
  requireKind(kind, await kindOf(pool));
  try {
    await migrate(url);
  } catch (error) {
    throw error instanceof MigrationError ? new StartError(error.message) : error;
  }
  await migrateJobs(pool);
  await pool.query('insert into instalacao (tipo) values ($1) on conflict (id) do nothing', [kind]);
  requireKind(kind, await kindOf(pool));
}

async function requireVersion(url: string, pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query('show server_version_num').catch((error: Error) => {
    throw new StartError(`Sem acesso ao banco de dados ${withoutPassword(url)}: ${reasonOf(error)}`);
  });
  const version = Math.floor(Number(rows[0].server_version_num) / 10_000);
  if (version < 15) throw new StartError(`O PostgreSQL deve ser da versão 15 ou mais nova; este é da ${version}.`);
}

/** What the database was made for; null while it is empty. */
async function kindOf(pool: pg.Pool): Promise<Kind | null> {
  const { rows: tables } = await pool.query(`select to_regclass('instalacao') is not null as found`);
  if (!tables[0].found) return null;
  const { rows } = await pool.query<{ tipo: Kind }>('select tipo from instalacao');
  return rows[0]?.tipo ?? null;
}

function requireKind(kind: Kind, found: Kind | null): void {
  if (found === null || found === kind) return;
  throw new StartError(
    kind === 'demo'
      ? 'Esta base é de produção: a demonstração não a abre. Use outra base ou outra pasta.'
      : 'Esta base é da demonstração, com senhas conhecidas: use outra base ou outra pasta para produção.',
  );
}

// Made once, readable by the owner alone. Losing it only ends the tokens that are out.
function readOrMakeKey(dataDir: string): string {
  const file = join(dataDir, 'chave');
  try {
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new StartError(
      `Sem acesso de escrita à pasta dos dados ${dataDir} (BALCAO_DATA_DIR): ${(error as Error).message}`,
    );
  }
}

// A name with several addresses fails with one error for each, and no message of its own.
function reasonOf(error: Error): string {
  const { message } = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  return message.trim().replaceAll(/\s*\n\s*/g, ' ');
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.toString();
}
