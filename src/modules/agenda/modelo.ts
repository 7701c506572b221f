import type { Insertable } from 'kysely';
import type { DB, Reader, Tx } from '#platform/db.ts';

/** A line of the weekly template: so many technicians, each for so many visits, on that weekday and shift. */
export type LinhaDoModelo = Omit<Insertable<DB['agenda_modelo']>, 'id'>;

/** Puts these lines in place of the whole weekly template. What has been generated stays as it is. */
export async function substituirModelo(tx: Tx, linhas: readonly LinhaDoModelo[]): Promise<void> {
  await tx.deleteFrom('agenda_modelo').execute();
  if (linhas.length > 0)
    await tx
      .insertInto('agenda_modelo')
      .values([...linhas])
      .execute();
}

/** The weekly template, in the order of its lines. */
export const modeloDaAgenda = (db: Reader) => db.selectFrom('agenda_modelo').selectAll().orderBy('id').execute();
