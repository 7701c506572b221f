import { faxina } from '#modules/acesso/index.ts';
import { esquecerCodigos } from '#modules/clientes/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import { enqueue, type JobHandlers, nextAt } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    'rotina.diaria': Record<string, never>;
  }
}

interface Needs {
  db: Database;
  clock: Clock;
}

/** Every job of the program and what runs it. */
export function handlersOf(services: Needs): JobHandlers {
  return {
    'rotina.diaria': async () => {
      await faxina(services.db);
      await esquecerCodigos(services.db);
      await scheduleRoutines(services);
    },
  };
}

/**
 * Sees to it that the daily routine stands in the queue once, for the next 03:30 in São Paulo. With `keepTime` one
 * that waits keeps its time: at the start of a server it may be due since it was stopped.
 */
export async function scheduleRoutines({ db, clock }: Needs, { keepTime = false } = {}): Promise<void> {
  await inTransaction(db, { origem: 'tarefa', operacao: 'rotina.diaria' }, (tx) =>
    enqueue(tx, 'rotina.diaria', {}, { key: 'rotina.diaria', keepTime, at: nextAt(clock, 3, 30) }),
  );
}
