import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { commandAs, give } from './account.ts';
import { notStarted } from './error.ts';
import { type Guardian, guarded, startGuardian } from './guardian.ts';
import { findPostmaster, removeMisleadingPidFile } from './pid-file.ts';
import type { Place } from './place.ts';
import { defaultSettings, reachableOnlyAt } from './settings.ts';

const longestLog = 10 * 1024 * 1024;
const pollMs = 20;

/** What PostgreSQL says when another process was a moment quicker, or is not quite gone. */
const lostTheRace = /lock file ".*" (already exists|is empty)|shared memory block .* is still in use/;

/** Starts the server and waits until it answers. Nothing when another process has the cluster. */
export async function launch(
  place: Place,
  socketDir: string,
  settings: Record<string, string>,
  deadline: number,
): Promise<Guardian | undefined> {
  const { account, binaries, cluster } = place;
  removeMisleadingPidFile(cluster);
  const all = { ...defaultSettings, ...settings, ...reachableOnlyAt(socketDir) };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [shell, args] = guarded(binaries.postgres, ['-D', cluster, ...flags]);
  const command = commandAs(account, [binaries.postgres, cluster, socketDir], shell, args);
  const log = openLog(place);
  try {
    const guardian = await startGuardian(command, log.fd);
    while (!guardian.hasEnded() && Date.now() < deadline) {
      const found = findPostmaster(cluster);
      if (found?.ready && found.pid === guardian.pid && (await answers(urlOf(socketDir)))) return guardian;
      await Promise.race([guardian.ended, setTimeout(pollMs)]);
    }
    await guardian.stop();
  } finally {
    closeSync(log.fd);
  }
  const said = readFileSync(log.path).subarray(log.size).toString().trim();
  if (lostTheRace.test(said)) return undefined;
  throw notStarted(`\n${said.split('\n').slice(-8).join('\n')}\n(${log.path})`);
}

function openLog({ dir, account }: Place): { fd: number; path: string; size: number } {
  const path = join(dir, 'postgres.log');
  const fd = openSync(path, 'a', 0o600);
  give(path, account);
  if (fstatSync(fd).size > longestLog) ftruncateSync(fd);
  return { fd, path, size: fstatSync(fd).size };
}

/** Whether a server takes connections there. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    // A refusal in PostgreSQL's own words comes from a server that is up, unless it is starting or stopping.
    return error instanceof pg.DatabaseError && error.code !== '57P03';
  } finally {
    await client.end().catch(() => {});
  }
}

// The host in the authority is for code that takes the address apart as a URL; the parameter is what counts.
// Port and sslmode are written out lest PGPORT and PGSSLMODE of the environment apply.
export function urlOf(socketDir: string): string {
  return `postgresql://balcao@localhost:5432/balcao?host=${encodeURIComponent(socketDir)}&sslmode=disable`;
}
