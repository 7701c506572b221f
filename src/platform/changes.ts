import { sql } from 'kysely';
import pg from 'pg';
import type { Tx } from './db.ts';

/** What one process tells the others through PostgreSQL's notify: which remembered things are out of date. */
export interface Change {
  /** A credential, integrator, token or password changed. */
  acesso?: true;
  /** The token with this number was revoked. */
  token?: number;
  /** This customer's password changed. */
  cliente?: number;
  /** A call came in at the IVR: its id. */
  ligacao?: number;
  /** The clock was moved: its new offset in milliseconds. */
  relogio?: number;
}

/** Tells every process, when this transaction commits. */
export async function announce(tx: Tx, change: Change): Promise<void> {
  await sql`select pg_notify('balcao', ${JSON.stringify(change)})`.execute(tx);
}

export interface Changes {
  on(listener: (change: Change) => void): void;
  /** False while the line is down: what is remembered can't be trusted then. */
  connected(): boolean;
  close(): Promise<void>;
}

const RETRY_MS = 500;

/**
 * Listens to the channel `balcao` on a connection of its own. While it is down, connected() is false and it
 * reconnects by itself; after each reconnection listeners get `{acesso: true}`, since changes may have been missed.
 */
export async function listenToChanges(url: string): Promise<Changes> {
  const listeners: ((change: Change) => void)[] = [];
  let client: pg.Client | null = null;
  let closed = false;

  const tell = (change: Change) => {
    for (const listener of listeners) listener(change);
  };

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'balcao-avisos', keepAlive: true });
    const lost = () => {
      if (client !== next && client !== null) return;
      client = null;
      if (!closed) setTimeout(() => void reconnect(), RETRY_MS).unref();
    };
    next.on('error', () => {});
    await next.connect();
    next.on('notification', ({ payload }) => tell(JSON.parse(payload ?? '{}') as Change));
    next.on('end', lost);
    await next.query('listen balcao');
    client = next;
  }

  async function reconnect(): Promise<void> {
    try {
      await connect();
      tell({ acesso: true });
    } catch {
      if (!closed) setTimeout(() => void reconnect(), RETRY_MS).unref();
    }
  }

  await connect();
  return {
    on: (listener) => {
      listeners.push(listener);
    },
    connected: () => client !== null,
    close: async () => {
      closed = true;
      await client?.end().catch(() => {});
    },
  };
}
