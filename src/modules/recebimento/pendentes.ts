import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Centavos } from '#kernel/money.ts';
import { type PagamentoRegistrado, registrarPagamento } from '#modules/financeiro/index.ts';
import type { Reader, Tx } from '#platform/db.ts';
import { repartirEncargos } from './repartir-encargos.ts';

/** An entry of a return file that has no place yet. */
export interface ItemPendente {
  id: number;
  arquivo: string;
  linha: number;
  ocorrencia: string;
  nossoNumero: string | null;
  valor: Centavos | null;
  dia: Day | null;
  faturaId: number | null;
  motivo: string | null;
}

/** The entries of return files that have no place, the oldest first. */
export function itensPendentes(db: Reader): Promise<ItemPendente[]> {
  return db
    .selectFrom('retorno_item as i')
    .innerJoin('retorno as r', 'r.id', 'i.retorno_id')
    .select(['i.id', 'r.nome as arquivo', 'i.linha', 'i.ocorrencia', 'i.nosso_numero as nossoNumero', 'i.valor'])
    .select(['i.dia', 'i.fatura_id as faturaId', 'i.motivo'])
    .where('i.resultado', '=', 'SEM_LUGAR')
    .orderBy('i.id')
    .execute();
}

/** What the operator knows of an entry better than the file: amount and day where it cannot be read. */
export interface Colocacao {
  faturaId: number;
  valor?: Centavos | undefined;
  dia?: Day | undefined;
}

/**
 * Gives the money of an entry that has no place to an invoice. The entry is known under its key in other files as well.
 * Throws notFound `retorno_item.nao_encontrado`, `fatura.nao_encontrada`, conflict `retorno_item.com_lugar`, invalid
 * `retorno_item.sem_dinheiro` (no amount, or no day that has come, neither in the file nor given).
 */
export async function colocarItem(
  tx: Tx,
  itemId: number,
  { faturaId, ...dado }: Colocacao,
  hoje: Day,
): Promise<PagamentoRegistrado> {
  const item = await tx.selectFrom('retorno_item').selectAll().where('id', '=', itemId).forUpdate().executeTakeFirst();
  if (!item) throw new DomainError('notFound', 'retorno_item.nao_encontrado', { itemId });
  if (item.resultado !== 'SEM_LUGAR') throw new DomainError('conflict', 'retorno_item.com_lugar', { itemId });
  const valor = dado.valor ?? item.valor;
  const dia = dado.dia ?? item.dia;
  if (valor === null || dia === null || dia > hoje) {
    throw new DomainError('invalid', 'retorno_item.sem_dinheiro', { itemId });
  }
  const { convenio_id } = await tx
    .selectFrom('retorno')
    .select('convenio_id')
    .where('id', '=', item.retorno_id)
    .executeTakeFirstOrThrow();
  const { conta_financeira_id } = await tx
    .selectFrom('convenio')
    .select('conta_financeira_id')
    .where('id', '=', convenio_id)
    .executeTakeFirstOrThrow();
  const existe = await tx.selectFrom('fatura').select('id').where('id', '=', faturaId).executeTakeFirst();
  if (!existe) throw new DomainError('notFound', 'fatura.nao_encontrada', { faturaId });
  const cobrado = item.encargos === null ? {} : await repartirEncargos(tx, faturaId, item.encargos, dia);
  const pagamento = await registrarPagamento(
    tx,
    {
      faturaId,
      origem: 'RETORNO',
      origemChave: item.chave ?? `RETORNO:item ${itemId}`,
      valorPago: valor,
      ...cobrado,
      desconto: item.desconto ?? undefined,
      pagoEm: dia,
      contaFinanceiraId: conta_financeira_id,
    },
    hoje,
  );
  await tx
    .updateTable('retorno_item')
    .set({
      resultado: pagamento.resultado === 'REPETIDO' ? 'REPETIDO' : 'APLICADO',
      motivo: 'aplicado à mão',
      fatura_id: faturaId,
      pagamento_id: pagamento.pagamentoId,
      valor,
      dia,
    })
    .where('id', '=', itemId)
    .execute();
  return pagamento;
}

/**
 * Takes an entry off the list of those that have no place, since it was seen to otherwise; the reason stays on it.
 * Throws notFound `retorno_item.nao_encontrado`, conflict `retorno_item.com_lugar`.
 */
export async function encerrarItem(tx: Tx, itemId: number, motivo: string): Promise<void> {
  const item = await tx
    .selectFrom('retorno_item')
    .select(['resultado', 'motivo'])
    .where('id', '=', itemId)
    .forUpdate()
    .executeTakeFirst();
  if (!item) throw new DomainError('notFound', 'retorno_item.nao_encontrado', { itemId });
  if (item.resultado !== 'SEM_LUGAR') throw new DomainError('conflict', 'retorno_item.com_lugar', { itemId });
  await tx
    .updateTable('retorno_item')
    .set({ resultado: 'INFORMATIVO', motivo: `${item.motivo ?? ''}; encerrado: ${motivo}` })
    .where('id', '=', itemId)
    .execute();
}
