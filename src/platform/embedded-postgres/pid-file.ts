import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Postmaster {
  pid: number;
  socketDir: string | undefined;
  ready: boolean;
}

type Process = 'ours' | 'gone' | 'misleading';

/** The server that holds the cluster, by its postmaster.pid; nothing when the file is absent or left over. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const file = readPidFile(cluster);
  return file && inspect(file.pid, cluster) === 'ours' ? file : undefined;
}

/**
 * Removes the pid file of a dead server whose number another process has now, as happens in a restarted container:
 * PostgreSQL would take that process for the server. Files with a free number it removes by itself.
 */
export function removeMisleadingPidFile(cluster: string): void {
  const file = readPidFile(cluster);
  if (!file || inspect(file.pid, cluster) !== 'misleading') return;
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  if (file.socketDir) rmSync(join(file.socketDir, '.s.PGSQL.5432.lock'), { force: true });
}

function readPidFile(cluster: string): Postmaster | undefined {
  let text: string;
  try {
    text = readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const lines = text.split('\n');
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (!pid) return undefined;
  return { pid, socketDir: lines[4] || undefined, ready: lines[7]?.trim() === 'ready' };
}

function inspect(pid: number, cluster: string): Process {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'gone';
  }
  let argv: string[];
  try {
    argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return 'ours'; // no /proc here: believe the file, as pg_ctl does
  }
  if (basename(argv[0] ?? '') !== 'postgres') return 'misleading';
  const data = argv[argv.indexOf('-D') + 1];
  return argv.includes('-D') && data !== cluster ? 'misleading' : 'ours';
}
