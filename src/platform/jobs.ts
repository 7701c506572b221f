import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type Runner, run, runMigrations, runOnce, type TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Clock } from './clock.ts';
import type { Tx } from './db.ts';

/**
 * The list of jobs is one type: a payload that does not fit does not compile. Each module adds its own with
 * `declare module '#platform/jobs.ts' { interface JobPayloads { … } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface JobPayloads {}

// What goes wrong is reported through onError; the library's own lines would only repeat it.
const silent = new Logger(() => () => {});

const LONGEST_WAIT_MS = 30_000;

export type JobName = keyof JobPayloads & string;
export type JobHandlers = { [N in JobName]?: (payload: JobPayloads[N]) => Promise<void> };

export interface JobOptions {
  /** A second job with this key replaces the first while it waits. */
  key?: string;
  /** … but runs when the first would have. */
  keepTime?: boolean;
  /** Not before this moment of the program's clock. */
  at?: Date;
  /** Jobs of one queue run one after the other. */
  queue?: string;
  maxAttempts?: number;
}

/**
 * Adds a job in the transaction that causes it: it runs if and only if that commits. At least once, so its
 * handler must find nothing to do the second time. Payloads carry ids only.
 */
export async function enqueue<N extends JobName>(
  tx: Tx,
  name: N,
  payload: JobPayloads[N],
  { key, keepTime, at, queue, maxAttempts }: JobOptions = {},
): Promise<void> {
  // The queue runs on the machine's clock: a moment of ours is put back by the offset.
  await sql`select graphile_worker.add_job(${name}, payload := ${JSON.stringify(payload)}::json,
    queue_name := ${queue ?? null}, job_key := ${key ?? null},
    job_key_mode := ${keepTime ? 'preserve_run_at' : 'replace'}, max_attempts := ${maxAttempts ?? 25},
    run_at := ${at ?? null}::timestamptz - (select deslocamento from relogio))`.execute(tx);
}

/** Installs or upgrades the job tables (schema graphile_worker). */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: silent });
}

export interface Jobs {
  /** Runs what is due now and waits for its end, and for what others have taken: 30 s at most. */
  runDue(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts to work on the queue; several processes may. */
export async function startJobs(
  pool: pg.Pool,
  handlers: JobHandlers,
  onError: (error: unknown, job: string) => void,
  concurrency = 2,
): Promise<Jobs> {
  const taskList = tasks(handlers, onError);
  const runner: Runner = await run({
    pgPool: pool,
    taskList,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: silent,
  });
  return {
    runDue: async () => {
      const end = performance.now() + LONGEST_WAIT_MS;
      do {
        await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: silent });
      } while ((await anyDue(pool, Object.keys(taskList))) && performance.now() < end && (await sleep(50, true)));
    },
    stop: () => runner.stop(),
  };
}

async function anyDue(pool: pg.Pool, names: string[]): Promise<boolean> {
  const { rows } = await pool.query<{ due: boolean }>(
    `select exists (select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = any($1) and j.run_at <= now() and (j.is_available or j.locked_at is not null)) as due`,
    [names],
  );
  return rows[0]?.due === true;
}

/** Runs what is due and returns: for tests and the command line. */
export async function runDueJobs(pool: pg.Pool, handlers: JobHandlers): Promise<void> {
  const taskList = tasks(handlers, (error) => {
    throw error;
  });
  await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: silent });
}

/** Brings waiting jobs forward by as much as the clock was moved. No function of the library's own does it. */
export async function shiftJobs(tx: Tx, milliseconds: number): Promise<void> {
  await sql`update graphile_worker._private_jobs
    set run_at = run_at - make_interval(secs => ${milliseconds / 1000}) where locked_at is null`.execute(tx);
}

/** A moment of the day in São Paulo, the next one after now. */
export function nextAt(clock: Clock, hour: number, minute: number): Date {
  const now = clock.now();
  const OFFSET_MINUTES = 180; // São Paulo has had no daylight-saving time since 2019
  const local = new Date(now.getTime() - OFFSET_MINUTES * 60_000);
  const next = new Date(local);
  next.setUTCHours(hour, minute, 0, 0);
  if (next <= local) next.setUTCDate(next.getUTCDate() + 1);
  return new Date(next.getTime() + OFFSET_MINUTES * 60_000);
}

function tasks(handlers: JobHandlers, onError: (error: unknown, job: string) => void): TaskList {
  const entries = Object.entries(handlers) as [string, (payload: unknown) => Promise<void>][];
  return Object.fromEntries(
    entries.map(([name, handle]) => [
      name,
      async (payload: unknown) => {
        try {
          await handle(payload);
        } catch (error) {
          onError(error, name);
          throw error;
        }
      },
    ]),
  );
}
