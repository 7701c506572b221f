import { DomainError } from '#kernel/errors.ts';
import type { Database, Reader } from '#platform/db.ts';
import { PartnerError } from '#platform/http-partner.ts';
import { enqueue } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import type { EmissorNfcom } from './emissor.ts';

const POR_VEZ = 50;
const ORIGEM = { origem: 'tarefa', operacao: 'fiscal.enviar' };

/**
 * Sends NFCom that wait, the oldest first, and puts the tax office's word on record; a refused note no longer counts, so
 * that its invoice gets another. Each is held while it is sent: two processes do not send the same. Without a certificate
 * they go on waiting. Throws PartnerError when the office does not answer: the job comes again.
 */
export async function enviarNfcom(db: Database, emissor: EmissorNfcom): Promise<number> {
  for (let enviadas = 0; ; enviadas++) {
    const feita = await inTransaction(db, ORIGEM, async (tx) => {
      const nota = await tx
        .selectFrom('nfcom')
        .select(['nota_fiscal_id', 'chave', 'xml', 'tentativas'])
        .where('situacao', '=', 'A_ENVIAR')
        .orderBy('nota_fiscal_id')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!nota) return false;
      if (enviadas === POR_VEZ) {
        await enqueue(tx, 'fiscal.enviar', {}, { key: 'fiscal.enviar' });
        return false;
      }
      const resposta = await emissor.enviar(nota);
      await tx
        .updateTable('nfcom')
        .set(({ fn }) => ({
          situacao: resposta.situacao,
          protocolo: resposta.situacao === 'AUTORIZADA' ? resposta.protocolo : null,
          motivo: resposta.situacao === 'REJEITADA' ? resposta.motivo : null,
          tentativas: nota.tentativas + 1,
          atualizada_em: fn('agora'),
        }))
        .where('nota_fiscal_id', '=', nota.nota_fiscal_id)
        .execute();
      if (resposta.situacao === 'REJEITADA') {
        await tx.updateTable('nota_fiscal').set({ situacao: 'R' }).where('id', '=', nota.nota_fiscal_id).execute();
      }
      return true;
    }).catch((error: unknown) => {
      if (error instanceof PartnerError && error.reason === 'sem_configuracao') return false;
      throw error;
    });
    if (!feita) return enviadas;
  }
}

/** How many NFCom wait to be sent. */
export async function notasEmEspera(db: Reader): Promise<number> {
  const { n } = await db
    .selectFrom('nfcom')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('situacao', '=', 'A_ENVIAR')
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** The XML of a NFCom. Throws notFound `nota_fiscal.nao_encontrada`, conflict `nota_fiscal.sem_xml`. */
export async function xmlDaNota(db: Reader, id: number): Promise<string> {
  const found = await db
    .selectFrom('nota_fiscal as n')
    .leftJoin('nfcom as x', 'x.nota_fiscal_id', 'n.id')
    .select('x.xml')
    .where('n.id', '=', id)
    .executeTakeFirst();
  if (!found) throw new DomainError('notFound', 'nota_fiscal.nao_encontrada', { id });
  if (found.xml === null) throw new DomainError('conflict', 'nota_fiscal.sem_xml', { id });
  return found.xml;
}
