import { addDays } from '#kernel/dates.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/db.ts';
import { advanceIdentity } from '#platform/identity.ts';
import { inTransaction } from '#platform/transaction.ts';
import type { Moment, Part } from './part.ts';
import { parts } from './parts.ts';

/** Loads the parts that are missing, each in one transaction; gives their names. */
export async function loadDemo(
  db: Database,
  clock: Clock,
  hash: (senha: string) => Promise<string>,
): Promise<string[]> {
  const done = new Set((await db.selectFrom('demo_carga').select('parte').execute()).map(({ parte }) => parte));
  const hoje = clock.today();
  const moment: Moment = { hoje, dia: (days) => addDays(hoje, days), senha: hash };
  const loaded: string[] = [];
  for (const part of parts) {
    if (done.has(part.name)) continue;
    const origin = { origem: 'demo', operacao: `demo.${part.name}` };
    const options = { quiet: true, unheard: true };
    if (await inTransaction(db, origin, (tx) => load(tx, part, moment), options)) loaded.push(part.name);
  }
  return loaded;
}

async function load(tx: Tx, part: Part, moment: Moment): Promise<boolean> {
  // Another process that loads it at this moment is waited for, and has done it.
  const claimed = await tx
    .insertInto('demo_carga')
    .values({ parte: part.name })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirstOrThrow();
  if (claimed.numInsertedOrUpdatedRows === 0n) return false;
  await part.before?.(tx);
  for (const { table, rows } of await part.rows(moment)) {
    if (rows.length > 0)
      await tx
        .insertInto(table)
        .values(rows as never)
        .execute();
    await advanceIdentity(tx, table);
  }
  await part.after?.(tx);
  return true;
}
