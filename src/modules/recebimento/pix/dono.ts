import { sql } from 'kysely';
import { faturaDoTxid } from '#modules/cobranca/index.ts';
import type { Tx } from '#platform/db.ts';

export interface Dono {
  faturaId: number | null;
  /** Whose key was paid to. */
  convenioId: number | null;
  /** Why there is no invoice. */
  motivo: string | null;
}

/** Whose a Pix is: of the charge of that txid, the one before it, or the invoice that a static code names. */
export async function donoDoPix(tx: Tx, { txid, chave }: { txid: string | null; chave: string | null }): Promise<Dono> {
  const convenioId = await convenioDaChave(tx, chave);
  if (txid === null) return { faturaId: null, convenioId, motivo: 'pago à chave, sem txid' };
  const { rows } = await sql<{ faturaId: number; convenioId: number }>`
    select fatura_id as "faturaId", convenio_id as "convenioId" from pix_cobranca
    where txid = ${txid} or (txids_anteriores <> '{}' and txids_anteriores @> array[${txid}]) limit 1`.execute(tx);
  const [cobranca] = rows;
  if (cobranca) return { ...cobranca, motivo: null };
  const faturaId = faturaDoTxid(txid);
  const fatura = faturaId === null ? null : await faturaComConvenio(tx, faturaId);
  return fatura
    ? { faturaId: fatura.id, convenioId: convenioId ?? fatura.convenioId, motivo: null }
    : { faturaId: null, convenioId, motivo: `txid ${txid} desconhecido` };
}

async function convenioDaChave(tx: Tx, chave: string | null): Promise<number | null> {
  if (chave === null) return null;
  const found = await tx
    .selectFrom('convenio')
    .select('id')
    .where('pix_chave', '=', chave)
    .orderBy('id')
    .executeTakeFirst();
  return found?.id ?? null;
}

async function faturaComConvenio(tx: Tx, id: number) {
  const found = await tx
    .selectFrom('fatura as f')
    .leftJoin('boleto as b', 'b.fatura_id', 'f.id')
    .select(['f.id', 'b.convenio_id as convenioId'])
    .where('f.id', '=', id)
    .executeTakeFirst();
  return found ?? null;
}
