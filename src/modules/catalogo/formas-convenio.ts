import type { Tx } from '#platform/db.ts';

/** Puts billing forms under an agreement with a bank; gives those that there are not, of which none is changed then. */
export async function ligarFormasAoConvenio(tx: Tx, formas: readonly number[], convenioId: number): Promise<number[]> {
  const rows = await tx.selectFrom('forma_cobranca').select('id').where('id', 'in', formas).forUpdate().execute();
  const found = new Set(rows.map(({ id }) => id));
  const unknown = formas.filter((id) => !found.has(id));
  if (unknown.length > 0) return unknown;
  await tx.updateTable('forma_cobranca').set({ convenio_id: convenioId }).where('id', 'in', formas).execute();
  return [];
}
