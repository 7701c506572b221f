import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';

export interface PromessaDePagamento {
  faturaId: number;
  /** From today on. */
  dia: Day;
  tipoContatoId: number;
  motivoId: number;
}

/**
 * Keeps a customer's promise to pay an open invoice on a day, with the contact in which it was made (page 168); gives
 * the ids of promise and contact. It moves neither the due date nor the dunning: those have rules of their own.
 * Throws notFound `fatura.nao_encontrada`, conflict `fatura.nao_aberta`, invalid `promessa.data`,
 * `referencia.desconhecida` (facts campo, tabela).
 */
export async function agendarPagamento(
  tx: Tx,
  promessa: PromessaDePagamento,
  { hoje, integradorId }: { hoje: Day; integradorId: number },
): Promise<{ promessaId: number; contatoId: number }> {
  const { faturaId, dia, tipoContatoId, motivoId } = promessa;
  const fatura = await tx
    .selectFrom('fatura')
    .select(['cliente_id', 'situacao'])
    .where('id', '=', faturaId)
    .forKeyShare()
    .executeTakeFirst();
  if (!fatura) throw new DomainError('notFound', 'fatura.nao_encontrada');
  if (fatura.situacao !== 'ABERTA') throw new DomainError('conflict', 'fatura.nao_aberta');
  if (dia < hoje) throw new DomainError('invalid', 'promessa.data');
  await exigir(tx, 'tipo_contato_inadimplencia', tipoContatoId, 'idTipoContatoInadimplencia');
  await exigir(tx, 'motivo_inadimplencia', motivoId, 'idMotivoInadimplencia');
  const contato = await tx
    .insertInto('contato_inadimplencia')
    .values({
      cliente_id: fatura.cliente_id,
      tipo_contato_inadimplencia_id: tipoContatoId,
      motivo_inadimplencia_id: motivoId,
      integrador_id: integradorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id } = await tx
    .insertInto('pagamento_agendado')
    .values({ fatura_id: faturaId, contato_inadimplencia_id: contato.id, dia })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { promessaId: id, contatoId: contato.id };
}

async function exigir(
  tx: Tx,
  tabela: 'tipo_contato_inadimplencia' | 'motivo_inadimplencia',
  id: number,
  campo: string,
): Promise<void> {
  if (await tx.selectFrom(tabela).select('id').where('id', '=', id).executeTakeFirst()) return;
  const nome = tabela === 'motivo_inadimplencia' ? 'motivo de inadimplência' : 'tipo de contato de inadimplência';
  throw new DomainError('invalid', 'referencia.desconhecida', { campo, tabela: nome });
}
