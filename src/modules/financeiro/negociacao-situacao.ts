import type { Tx } from '#platform/db.ts';

/** A negotiation is kept to when all its instalments are paid. The caller holds one of them, as whoever undoes it does. */
export async function concluirNegociacao(tx: Tx, id: number): Promise<void> {
  // Of two instalments that are paid at once, the second waits here and then sees the first.
  await tx.selectFrom('negociacao').select('id').where('id', '=', id).forNoKeyUpdate().execute();
  const aberta = await tx
    .selectFrom('fatura')
    .select('id')
    .where('negociacao_id', '=', id)
    .where('situacao', '=', 'ABERTA')
    .limit(1)
    .executeTakeFirst();
  if (!aberta) await mudar(tx, id, 'VIGENTE', 'CUMPRIDA');
}

/** An instalment is owed again: its negotiation is not kept to yet. */
export async function retomarNegociacao(tx: Tx, id: number): Promise<void> {
  await mudar(tx, id, 'CUMPRIDA', 'VIGENTE');
}

type Situacao = 'VIGENTE' | 'CUMPRIDA';

async function mudar(tx: Tx, id: number, de: Situacao, para: Situacao): Promise<void> {
  await tx.updateTable('negociacao').set({ situacao: para }).where('id', '=', id).where('situacao', '=', de).execute();
}
