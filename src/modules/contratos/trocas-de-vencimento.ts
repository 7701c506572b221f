import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';

/** Makes the changes of the due day that waited for the billing of these contracts, which was done with the old one. */
export async function efetivarTrocasDeVencimento(tx: Tx, contratos: readonly number[], hoje: Day): Promise<void> {
  if (contratos.length === 0) return;
  await sql`with feita as (
      update contrato_vencimento_troca set efetiva_em = ${hoje}::date
      where efetiva_em is null and contrato_id = any(${contratos}::integer[]) returning contrato_id, para_id)
    update contrato k set vencimento_id = feita.para_id from feita where k.id = feita.contrato_id`.execute(tx);
}
