import { PartnerError } from '#platform/http-partner.ts';
import { inTransaction } from '#platform/transaction.ts';
import type { PixNeeds } from './cobrar.ts';
import type { TipoCobranca } from './porta.ts';
import { receberTodos } from './receber.ts';

const origem = { origem: 'tarefa', operacao: 'pix.remover' };

/**
 * Removes the Pix charge of an invoice that is not to be paid any more. One that was paid meanwhile cannot be removed: what
 * was paid is taken. Throws the PartnerError of a bank that does not answer.
 */
export async function removerCobrancaPix(needs: PixNeeds, faturaId: number): Promise<void> {
  const { db, pix } = needs;
  const cobranca = await db
    .selectFrom('pix_cobranca as p')
    .innerJoin('fatura as f', 'f.id', 'p.fatura_id')
    .select(['p.txid', 'p.tipo', 'p.expira_em', 'p.situacao', 'f.situacao as daFatura'])
    .where('p.fatura_id', '=', faturaId)
    .executeTakeFirst();
  // Owed again since: the charge is to stay.
  if (!cobranca || cobranca.daFatura === 'ABERTA' || !['A_REGISTRAR', 'ATIVA'].includes(cobranca.situacao)) return;
  const expirou = cobranca.expira_em !== null && cobranca.expira_em <= needs.clock.now();
  if (cobranca.situacao === 'ATIVA' && !expirou) {
    if (!pix.disponivel) return;
    if (!(await removerNoBanco(needs, cobranca.tipo, cobranca.txid))) return;
  }
  await inTransaction(db, origem, (tx) =>
    tx
      .updateTable('pix_cobranca')
      .set(({ fn }) => ({ situacao: 'REMOVIDA', atualizada_em: fn('agora') }))
      .where('fatura_id', '=', faturaId)
      .where('txid', '=', cobranca.txid)
      .where('situacao', 'in', ['A_REGISTRAR', 'ATIVA'])
      .execute(),
  );
}

/** Removes a charge at the bank, or takes what was paid to it; false: it is there still. */
export async function removerNoBanco({ db, clock, pix }: PixNeeds, tipo: TipoCobranca, txid: string): Promise<boolean> {
  try {
    await pix.removerCobranca(tipo, txid);
    return true;
  } catch (error) {
    if (!(error instanceof PartnerError) || error.reason !== 'recusa') throw error;
    const { status, pix: recebidos } = await pix.consultarCobranca(tipo, txid);
    await receberTodos({ db, clock }, recebidos, origem);
    return status !== 'ATIVA';
  }
}
