import { sql } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';

const MINUTE_MS = 60_000;
const BLOCKS_PER_MINUTE = 50;

interface Lease {
  minute: number;
  limit: number;
  left: number;
  exhausted: boolean;
}

/**
 * Requests per minute of an integrator, over all processes. A process takes them from the database in blocks, so
 * that the hot path costs no round trip; the sum over all processes is never more than the limit.
 */
export class Limites {
  readonly #leases = new Map<string, Lease>();
  readonly #pending = new Map<string, Promise<void>>();
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Takes one request out of `limit` per minute. Gives null, or the seconds to wait when the minute is used up. */
  consumir(integrador: number, balde: string, limit: number | null): null | number | Promise<null | number> {
    if (limit === null) return null;
    const now = this.#clock.now().getTime();
    const key = `${integrador}:${balde}`;
    const lease = this.#leases.get(key);
    if (lease?.minute === Math.floor(now / MINUTE_MS) && lease.limit === limit) {
      if (lease.left > 0) {
        lease.left--;
        return null;
      }
      if (lease.exhausted) return Math.ceil((MINUTE_MS - (now % MINUTE_MS)) / 1000);
    }
    return this.#take(key, integrador, balde, limit).then(() => this.consumir(integrador, balde, limit));
  }

  #take(key: string, integrador: number, balde: string, limit: number): Promise<void> {
    const pending = this.#pending.get(key);
    if (pending) return pending;
    const taking = this.#lease(integrador, balde, limit)
      .then((lease) => {
        this.#leases.set(key, lease);
      })
      .finally(() => this.#pending.delete(key));
    this.#pending.set(key, taking);
    return taking;
  }

  async #lease(integrador: number, balde: string, limit: number): Promise<Lease> {
    const minute = Math.floor(this.#clock.now().getTime() / MINUTE_MS);
    const block = Math.max(1, Math.ceil(limit / BLOCKS_PER_MINUTE));
    const { rows } = await sql<{ usados: number }>`
      insert into uso_integrador as u (integrador_id, balde, minuto, usados)
      select ${integrador}, ${balde}, to_timestamp(${minute * 60}), ${block}::int where ${limit}::int > 0
      on conflict (integrador_id, balde, minuto) do update set usados = u.usados + ${block}::int where u.usados < ${limit}
      returning usados`.execute(this.#db);
    const used = rows[0]?.usados;
    if (used === undefined) return { minute, limit, left: 0, exhausted: true };
    return { minute, limit, left: Math.min(block, limit - (used - block)), exhausted: used >= limit };
  }
}
