import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import { lancarParaDepois, type NovoLancamento } from './lancamentos-futuros.ts';
import { encerrarCobranca } from './quitacao.ts';
import { espelhar } from './razao.ts';
import { travarFatura } from './travar.ts';

/**
 * Cancels an open invoice of which nothing was paid: nothing of it is owed, its emission is mirrored in the ledger, its
 * boleto and Pix charge go. Credits, remainders and settlements that it had taken up wait for the next invoice again;
 * the months, instalments and calls that it charged are not billed anew. The reason stands in the audit trail.
 * Throws notFound `fatura.nao_encontrada`, conflict `fatura.ja_quitada`, `fatura.negociada`, `fatura.cancelada`,
 * `fatura.paga_em_parte`, `fatura.de_negociacao`.
 */
export async function cancelarFatura(tx: Tx, id: number, motivo: string, hoje: Day): Promise<void> {
  const fatura = await travarFatura(tx, id);
  if (fatura.situacao === 'PAGA') throw new DomainError('conflict', 'fatura.ja_quitada');
  if (fatura.situacao === 'NEGOCIADA') throw new DomainError('conflict', 'fatura.negociada');
  if (fatura.situacao === 'CANCELADA') throw new DomainError('conflict', 'fatura.cancelada');
  if (fatura.valor_baixado > 0) throw new DomainError('conflict', 'fatura.paga_em_parte');
  if (fatura.negociacao_id !== null) throw new DomainError('conflict', 'fatura.de_negociacao');
  await tx
    .updateTable('fatura')
    .set({ situacao: 'CANCELADA', valor_baixado: fatura.valor, cancelamento_motivo: motivo })
    .where('id', '=', id)
    .execute();
  await espelhar(tx, { faturaIds: [id], de: 'EMISSAO' }, { dia: hoje, historico: 'CANCELAMENTO' });
  await devolver(tx, id, fatura.cliente_id);
  await encerrarCobranca(tx, [id]);
}

async function devolver(tx: Tx, faturaId: number, clienteId: number): Promise<void> {
  const linhas = await tx
    .selectFrom('fatura_linha')
    .select(['contrato_id as contratoId', 'tipo', 'descricao', 'valor'])
    .where('fatura_id', '=', faturaId)
    .where('tipo', 'in', ['CREDITO', 'RESTO', 'ACERTO', 'AJUSTE'])
    .where('valor', '<>', 0 as never)
    .orderBy('id')
    .execute();
  await lancarParaDepois(
    tx,
    linhas.map((linha) => ({ ...linha, tipo: linha.tipo as NovoLancamento['tipo'], clienteId })),
  );
}
