import { addDays, addMonths, type Day, day, dayAt } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import type { EmissorNfcom } from './emissor.ts';

/**
 * The last day on which a NFCom may be cancelled: 120 hours after the last day of the month of its authorisation
 * (Ajuste SINIEF 7/2022, cláusula décima quarta).
 */
export const ultimoDiaDoCancelamento = (emissao: Day): Day => addDays(addMonths(day(`${emissao.slice(0, 8)}01`), 1), 4);

/**
 * Cancels a note, with the reason; its invoice may get another. A NFCom that the tax office has authorised is cancelled
 * there first. Throws notFound `nota_fiscal.nao_encontrada`, conflict `nota_fiscal.cancelada`, `nota_fiscal.prazo`,
 * `nota_fiscal.recusada` (facts motivo), and PartnerError.
 */
export async function cancelarNota(
  tx: Tx,
  emissor: EmissorNfcom,
  { id, motivo, hoje }: { id: number; motivo: string; hoje: Day },
): Promise<void> {
  const nota = await tx
    .selectFrom('nota_fiscal')
    .select(['situacao', 'emitida_em'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!nota) throw new DomainError('notFound', 'nota_fiscal.nao_encontrada', { id });
  if (nota.situacao !== 'N') throw new DomainError('conflict', 'nota_fiscal.cancelada', { id });
  const nfcom = await tx
    .selectFrom('nfcom')
    .select(['chave', 'protocolo'])
    .where('nota_fiscal_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (nfcom?.protocolo) {
    const ate = ultimoDiaDoCancelamento(dayAt(nota.emitida_em));
    if (hoje > ate) throw new DomainError('conflict', 'nota_fiscal.prazo', { id, ate });
    const resposta = await emissor.cancelar({ chave: nfcom.chave, protocolo: nfcom.protocolo, motivo });
    if (resposta.situacao === 'REJEITADA') {
      throw new DomainError('conflict', 'nota_fiscal.recusada', { id, motivo: resposta.motivo });
    }
  } else if (nfcom) {
    await tx
      .updateTable('nfcom')
      .set(({ fn }) => ({ situacao: 'REJEITADA', motivo: 'cancelada antes do envio', atualizada_em: fn('agora') }))
      .where('nota_fiscal_id', '=', id)
      .execute();
  }
  await tx
    .updateTable('nota_fiscal')
    .set(({ fn }) => ({ situacao: 'S', cancelada_em: fn('agora'), cancelamento_motivo: motivo }))
    .where('id', '=', id)
    .execute();
}
