import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commandAs, give } from './account.ts';
import { EmbeddedPostgresError, notStarted } from './error.ts';
import type { Place } from './place.ts';

/** A cluster is made under this name, with the number of the process that makes it, and renamed when whole. */
const unfinished = /^postgres\.novo-(\d+)-/;

/** Makes the cluster with its database when there is none; refuses one of another major version. */
export async function ensureCluster(place: Place, durable: boolean): Promise<void> {
  if (!existsSync(place.cluster)) await createCluster(place, durable);
  const major = majorOf(place.cluster);
  if (major === undefined) {
    throw new EmbeddedPostgresError(
      `A pasta ${place.cluster} existe, mas não tem uma base do PostgreSQL. ` +
        'Restaure-a de uma cópia, ou apague-a para começar com uma base vazia.',
    );
  }
  if (major !== place.binaries.major) {
    throw new EmbeddedPostgresError(
      `Os dados em ${place.cluster} são do PostgreSQL ${major} e este Balcão traz o PostgreSQL ${place.binaries.major}. ` +
        'Exporte-os com o pg_dump daquela versão e importe-os numa pasta nova, ou indique um servidor em DATABASE_URL.',
    );
  }
}

function majorOf(cluster: string): number | undefined {
  try {
    return Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function createCluster(place: Place, durable: boolean): Promise<void> {
  removeUnfinished(place.dir);
  const fresh = join(place.dir, `postgres.novo-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(fresh, { mode: 0o700 });
  try {
    give(fresh, place.account);
    await fillCluster(place, fresh, durable);
    renameSync(fresh, place.cluster);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Two processes at the same instant: the other one was quicker, and its cluster is as good.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

async function fillCluster(place: Place, fresh: string, durable: boolean): Promise<void> {
  const { initdb, postgres } = place.binaries;
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=balcao', '--auth-local=trust', '--auth-host=reject', '--no-instructions'];
  await run(place, fresh, initdb, ['-D', fresh, ...locale, ...access, ...(durable ? [] : ['--no-sync'])]);
  // By a stand-alone backend and before the rename, so that whoever finds the cluster finds the database in it.
  const single = ['--single', '-D', fresh, '-c', `fsync=${durable ? 'on' : 'off'}`, 'postgres'];
  await run(place, fresh, postgres, single, 'create database balcao\n');
}

function removeUnfinished(dir: string): void {
  for (const name of readdirSync(dir)) {
    const pid = Number(unfinished.exec(name)?.[1]);
    if (pid && isLeftOver(join(dir, name), pid)) rmSync(join(dir, name), { recursive: true, force: true });
  }
}

function isLeftOver(path: string, pid: number): boolean {
  // Our own number on a folder older than this process: a container gives out the same numbers again.
  if (pid === process.pid) return statSync(path).mtimeMs < performance.timeOrigin;
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

async function run(place: Place, cluster: string, file: string, args: string[], input = ''): Promise<void> {
  const command = commandAs(place.account, [file, cluster], file, args);
  const child = spawn(command.file, command.args, { ...command.options, stdio: ['pipe', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = Promise.withResolvers<number | null>();
  child.once('error', (error) => ended.reject(notStarted(error.message, error)));
  child.once('close', ended.resolve);
  const code = await ended.promise;
  const said = Buffer.concat(output).toString().trim();
  // A stand-alone backend answers 0 even when the statement failed.
  if (code === 0 && !/\b(ERROR|FATAL|PANIC):/.test(said)) return;
  throw notStarted(`a base não pôde ser criada.\n${said.split('\n').slice(-8).join('\n')}`);
}
