import { nextBusinessDay } from '#kernel/business-days.ts';
import { addDays, type Day } from '#kernel/dates.ts';
import type { Database, Reader, Tx } from '#platform/db.ts';
import { againAfterDeadlock, inTransaction } from '#platform/transaction.ts';
import { desfazerNegociacao } from './negociacao-desfazer.ts';
import { politicas, vigenteEm } from './politica.ts';

/**
 * Undoes every negotiation whose first instalment is unpaid more days after its due date than the policy of that date
 * allows, each in a transaction of its own; gives their ids. A second run finds none of them.
 */
export async function desfazerNegociacoesVencidas(db: Database, hoje: Day): Promise<number[]> {
  const desfeitas: number[] = [];
  for (const id of await vencidas(db, hoje)) {
    const desfez = await againAfterDeadlock(() =>
      inTransaction(db, { origem: 'tarefa', operacao: 'negociacao.desfazer' }, (tx) => desfazerSeVencida(tx, id, hoje)),
    );
    if (desfez) desfeitas.push(id);
  }
  return desfeitas;
}

// It may have been paid or undone since it was found: whoever pays it holds the first instalment.
async function desfazerSeVencida(tx: Tx, id: number, hoje: Day): Promise<boolean> {
  const primeira = await tx
    .selectFrom('fatura')
    .select('situacao')
    .where('negociacao_id', '=', id)
    .where('negociacao_parcela', '=', 1)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const { situacao } = await tx
    .selectFrom('negociacao')
    .select('situacao')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (primeira?.situacao !== 'ABERTA' || situacao !== 'VIGENTE') return false;
  await desfazerNegociacao(tx, id, hoje);
  return true;
}

async function vencidas(db: Reader, hoje: Day): Promise<number[]> {
  const rows = await db
    .selectFrom('negociacao as n')
    .innerJoin('fatura as f', 'f.negociacao_id', 'n.id')
    .select(['n.id', 'f.vencimento'])
    .where('n.situacao', '=', 'VIGENTE')
    .where('f.negociacao_parcela', '=', 1)
    .where('f.situacao', '=', 'ABERTA')
    .where('f.vencimento', '<', hoje)
    .orderBy('n.id')
    .execute();
  const regras = await politicas(db);
  return rows
    .filter(({ vencimento }) => {
      const { negociacao_prazo_dias: prazo } = vigenteEm(regras, vencimento);
      return hoje > addDays(nextBusinessDay(vencimento), prazo);
    })
    .map(({ id }) => id);
}
