import { type Comando, executarComando } from '#modules/equipamentos/index.ts';
import type { Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import type { ReadContext } from '../../core/operation.ts';

/**
 * Queues a command to equipment in a transaction of its own and carries it out at once: it stays queued, and its outcome
 * is kept, whatever becomes of the request. For the `prepare` of a write.
 */
export async function comandar(
  { db, caller: { integrador, requisicao, ip }, equipamentos }: ReadContext,
  operacao: string,
  pedir: (tx: Tx) => Promise<number>,
): Promise<Comando> {
  const origin = { origem: 'ws', operacao, integrador: integrador.id, requisicao, ip };
  const id = await inTransaction(db, origin, pedir);
  return executarComando({ db, ...equipamentos }, id);
}
