import type { Selectable } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { DB, Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

/** The rules of the house from a day on; table politica_financeira says what each is. */
export type Politica = Readonly<Selectable<DB['politica_financeira']>>;

const vigente = prepared((db, param: Param<{ dia: Day }>) =>
  db
    .selectFrom('politica_financeira')
    .selectAll()
    .where('vigente_desde', '<=', param('dia'))
    .orderBy('vigente_desde', 'desc')
    .limit(1),
);

/** The policy in force on a day. */
export async function politicaEm(db: Reader, dia: Day): Promise<Politica> {
  const [found] = await vigente(db, { dia });
  if (!found) throw new Error(`no policy is in force on ${dia}`);
  return found;
}

/** Every policy, the oldest first: for what looks at many days. */
export const politicas: (db: Reader) => Promise<Politica[]> = (db) => todas(db, {});

const todas = prepared((db, _: Param<Record<never, never>>) =>
  db.selectFrom('politica_financeira').selectAll().orderBy('vigente_desde'),
);

/** Of policies, the oldest first, the one that is in force on a day. */
export function vigenteEm<P extends Pick<Politica, 'vigente_desde'>>(lista: readonly P[], dia: Day): P {
  const found = lista.findLast(({ vigente_desde }) => vigente_desde <= dia);
  if (!found) throw new Error(`no policy is in force on ${dia}`);
  return found;
}
