import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export const migrationsDir = fileURLToPath(new URL('../../migrations', import.meta.url));

export interface Migration {
  number: number;
  /** The file's name, `0001_base.sql`. */
  name: string;
  sql: string;
  sha256: string;
}

interface Applied {
  numero: number;
  nome: string;
  sha256: string;
}

/** The database cannot be brought to this version; the message, in pt-BR, says what to mend. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** The database has been migrated by a later version of the program. */
export class NewerDatabaseError extends MigrationError {
  override name = 'NewerDatabaseError';
}

/** One lock for all processes that migrate this database; the number only has to be nobody else's. */
const lock = 'select pg_advisory_lock(7316092446)';

/** Applies the migrations that the database lacks, each in its own transaction, and returns their names. */
export async function migrate(url: string, dir: string = migrationsDir): Promise<string[]> {
  const migrations = readMigrations(dir);
  const client = new pg.Client({ connectionString: url, application_name: 'balcao migrar' });
  client.on('error', () => {});
  await client.connect();
  try {
    if (pending(migrations, await readApplied(client)).length === 0) return [];
    // Freed by the end of the connection. What another process applied meanwhile is not pending any more.
    await client.query(lock);
    await client.query(`create table if not exists balcao_migracao (
      numero integer primary key,
      nome text not null,
      sha256 text not null,
      aplicada_em timestamptz not null default now()
    )`);
    const todo = pending(migrations, await readApplied(client));
    for (const migration of todo) await apply(client, migration);
    return todo.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** The migrations of a folder in their order. */
export function readMigrations(dir: string = migrationsDir): Migration[] {
  const names = readdirSync(dir).filter((name) => name.endsWith('.sql'));
  const migrations = names.toSorted().map((name) => {
    const number = Number(/^(\d{4})_\w[\w-]*\.sql$/.exec(name)?.[1]);
    if (!number) throw new MigrationError(`O nome da migração ${name} não tem a forma 0001_nome.sql.`);
    // A checkout on Windows changes the line ends, which change nothing.
    const sql = readFileSync(join(dir, name), 'utf8').replaceAll('\r\n', '\n');
    return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
  for (const [i, { number, name }] of migrations.entries()) {
    const before = migrations[i - 1];
    if (before?.number === number) {
      throw new MigrationError(`As migrações ${before.name} e ${name} têm o mesmo número.`);
    }
  }
  return migrations;
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  try {
    const { rows } = await client.query<Applied>('select numero, nome, sha256 from balcao_migracao order by numero');
    return rows;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42P01') return []; // no such table: an empty database
    throw error;
  }
}

function pending(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  const latest = migrations.at(-1)?.number ?? 0;
  const reached = applied.at(-1)?.numero ?? 0;
  if (reached > latest) {
    throw new NewerDatabaseError(
      `A base de dados é de uma versão mais nova do Balcão (migração ${reached}, esta versão conhece até ${latest}). ` +
        'Use aquela versão ou uma mais nova, ou restaure a cópia feita antes da atualização.',
    );
  }
  for (const { numero, nome, sha256 } of applied) {
    const migration = known.get(numero);
    if (!migration) throw new MigrationError(`A base tem a migração ${nome}, que falta nesta versão do Balcão.`);
    if (migration.sha256 !== sha256) {
      throw new MigrationError(
        `A migração ${migration.name} mudou depois de aplicada nesta base. ` +
          'Restaure o arquivo original e ponha a mudança numa migração nova.',
      );
    }
    known.delete(numero);
  }
  const todo = [...known.values()];
  const late = todo.find((migration) => migration.number < reached);
  if (late) {
    throw new MigrationError(
      `A migração ${late.name} chegou depois da ${reached}, já aplicada. Dê a ela um número maior.`,
    );
  }
  return todo;
}

async function apply(client: pg.Client, { number, name, sql, sha256 }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    const insert = 'insert into balcao_migracao (numero, nome, sha256) values ($1, $2, $3)';
    await client.query(insert, [number, name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new MigrationError(`A migração ${name} falhou${lineOf(error, sql)}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function lineOf(error: unknown, sql: string): string {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN;
  if (!position) return '';
  return ` na linha ${sql.slice(0, position).split('\n').length}`;
}
