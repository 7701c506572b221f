import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import { enqueue, type JobPayloads } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { baldesComContratos } from './baldes.ts';
import { faturar, type Resumo } from './faturar.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    /** The buckets from the one to the other, both counted. */
    'faturamento.parte': { de: number; ate: number };
  }
}

const ORIGEM = { origem: 'tarefa', operacao: 'faturamento.diario' };
/** So many thousand customers are one job: minutes, not hours. */
const BALDES_POR_PARTE = 50;

/** Puts the day's billing into the queue, in parts that any process may take. */
export async function agendarFaturamento(db: Database): Promise<void> {
  const baldes = await baldesComContratos(db);
  await inTransaction(db, ORIGEM, async (tx) => {
    for (let i = 0; i < baldes.length; i += BALDES_POR_PARTE) {
      const parte = baldes.slice(i, i + BALDES_POR_PARTE);
      const payload = { de: parte[0] as number, ate: parte.at(-1) as number };
      await enqueue(tx, 'faturamento.parte', payload, { key: `faturamento.parte ${payload.de}` });
    }
  });
}

/** Bills one part of the customers as today's date asks for; a second time it finds nothing left to do. */
export async function faturarParte(
  { db, clock }: { db: Database; clock: Clock },
  { de, ate }: JobPayloads['faturamento.parte'],
): Promise<Resumo> {
  const baldes = (await baldesComContratos(db)).filter((balde) => balde >= de && balde <= ate);
  return faturar(db, { hoje: clock.today() }, ORIGEM, { baldes });
}
