import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ensureCluster } from './embedded-postgres/cluster.ts';
import { explainStorageError, notStarted } from './embedded-postgres/error.ts';
import type { Guardian } from './embedded-postgres/guardian.ts';
import { findPostmaster } from './embedded-postgres/pid-file.ts';
import { ensureSocketDir, openPlace } from './embedded-postgres/place.ts';
import { answers, launch, urlOf } from './embedded-postgres/server.ts';

export { EmbeddedPostgresError } from './embedded-postgres/error.ts';

export interface EmbeddedPostgres {
  /** For `pg`, and for libpq as well; its database is `balcao`. */
  url: string;
  /** The folder of the unix socket, and the user. */
  server: { host: string; user: string };
  /** Whether this process started the server; a guest found it running. */
  owner: boolean;
  /** Resolves when the server that we own has ended, asked or not; for a guest never. */
  ended: Promise<void>;
  /** Shuts the server down and waits for its end; a guest's does nothing. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dir: string;
  /** PostgreSQL settings that replace or join ours, e.g. `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
}

const pollMs = 20;
/** Long enough for a recovery after a power cut, or for the checkpoint of a server that is stopping. */
const patienceMs = 3 * 60_000;

/** Starts the PostgreSQL of the folder, making it at the first time, or joins the one that runs there already. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dir = resolve(options.dir);
  try {
    return await startOrJoin(dir, options.settings ?? {});
  } catch (error) {
    throw explainStorageError(error, dir);
  }
}

async function startOrJoin(dir: string, settings: Record<string, string>): Promise<EmbeddedPostgres> {
  const place = openPlace(dir);
  await ensureCluster(place, settings['fsync'] !== 'off');

  const deadline = Date.now() + patienceMs;
  for (;;) {
    const rival = findPostmaster(place.cluster);
    if (rival?.ready && rival.socketDir && (await answers(urlOf(rival.socketDir)))) return guest(rival.socketDir);
    if (!rival) {
      const socketDir = ensureSocketDir(place);
      const guardian = await launch(place, socketDir, settings, deadline);
      if (guardian) return owner(socketDir, guardian);
    }
    if (Date.now() > deadline) throw notStarted(`o processo ${rival?.pid} ocupa ${place.cluster} e não responde.`);
    await setTimeout(pollMs);
  }
}

function owner(socketDir: string, guardian: Guardian): EmbeddedPostgres {
  return {
    url: urlOf(socketDir),
    server: { host: socketDir, user: 'balcao' },
    owner: true,
    ended: guardian.ended,
    stop: () => guardian.stop(),
  };
}

function guest(socketDir: string): EmbeddedPostgres {
  const ended = new Promise<void>(() => {});
  return {
    url: urlOf(socketDir),
    server: { host: socketDir, user: 'balcao' },
    owner: false,
    ended,
    stop: async () => {},
  };
}
