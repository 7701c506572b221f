import { sql } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import { enqueue, type JobPayloads } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { type Contagem, cobrar } from './cobrar.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    /** The day's dunning of the customers from the one to the other, both counted. */
    'inadimplencia.parte': { de: number; ate: number };
  }
}

const ORIGEM = { origem: 'tarefa', operacao: 'inadimplencia.diaria' };
const CLIENTES_POR_PARTE = 50_000;

/** Puts the day's dunning into the queue, in parts that any process may take. */
export async function agendarCobranca(db: Database): Promise<void> {
  const { rows } = await sql<{ parte: number }>`
    select distinct cliente_id / ${CLIENTES_POR_PARTE}::integer as parte from contrato order by parte`.execute(db);
  await inTransaction(db, ORIGEM, async (tx) => {
    for (const { parte } of rows) {
      const de = parte * CLIENTES_POR_PARTE;
      const payload = { de, ate: de + CLIENTES_POR_PARTE - 1 };
      await enqueue(tx, 'inadimplencia.parte', payload, { key: `inadimplencia.parte ${de}` });
    }
  });
}

/** The dunning of one part of the customers; a second time on the same day it finds nothing left to do. */
export const cobrarParte = (
  { db, clock }: { db: Database; clock: Clock },
  faixa: JobPayloads['inadimplencia.parte'],
): Promise<Contagem> => cobrar(db, { hoje: clock.today(), faixa }, ORIGEM);
