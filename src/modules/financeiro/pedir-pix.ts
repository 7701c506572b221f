import { convenios } from '#modules/cobranca/index.ts';
import type { Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    /** Invoices are charged by Pix at the bank as well. Handled by recebimento. */
    'pix.criar': { faturaIds: number[] };
  }
}

const POR_TAREFA = 100;

/** Has those boletos charged by Pix whose agreement has its codes made by the bank: a hundred to a job. */
export async function pedirPix(tx: Tx, boletos: readonly { faturaId: number; convenioId: number }[]): Promise<void> {
  if (boletos.length === 0) return;
  const comPix = new Set(
    [...(await convenios(tx)).values()].flatMap(({ id, pixModo }) => (pixModo === 'COBV' ? id : [])),
  );
  const faturaIds = boletos.filter(({ convenioId }) => comPix.has(convenioId)).map(({ faturaId }) => faturaId);
  for (let at = 0; at < faturaIds.length; at += POR_TAREFA) {
    await enqueue(tx, 'pix.criar', { faturaIds: faturaIds.slice(at, at + POR_TAREFA) }, { queue: 'pix' });
  }
}

/** The same for the boletos that invoices have now. */
export async function pedirPixDas(tx: Tx, faturaIds: readonly number[]): Promise<void> {
  if (faturaIds.length === 0) return;
  const boletos = await tx
    .selectFrom('boleto')
    .select(['fatura_id as faturaId', 'convenio_id as convenioId'])
    .where('fatura_id', 'in', faturaIds)
    .orderBy('fatura_id')
    .execute();
  await pedirPix(tx, boletos);
}
