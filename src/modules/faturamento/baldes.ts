import { sql } from 'kysely';
import type { Database, Tx } from '#platform/db.ts';
import type { Faixa } from './ler.ts';

/** Customers are billed by the thousand, each thousand in a transaction of its own. */
const CLIENTES = 1000;
// The number only has to be nobody else's.
const TRAVA = 731_609;

/** The customers of a bucket. */
export const faixaDo = (balde: number): Faixa => ({ de: balde * CLIENTES, ate: (balde + 1) * CLIENTES - 1 });

/** The bucket of a customer. */
export const baldeDe = (clienteId: number): number => Math.floor(clienteId / CLIENTES);

/** The buckets in which there are contracts. */
export async function baldesComContratos(db: Database): Promise<number[]> {
  const { rows } = await sql<{ balde: number }>`
    select distinct cliente_id / ${CLIENTES}::integer as balde from contrato order by balde`.execute(db);
  return rows.map(({ balde }) => balde);
}

/** Takes a bucket until the end of the transaction; false when another process has it. */
export async function tomarBalde(tx: Tx, balde: number): Promise<boolean> {
  const { rows } = await sql<{ livre: boolean }>`
    select pg_try_advisory_xact_lock(${TRAVA}::integer, ${balde}::integer) as livre`.execute(tx);
  return rows[0]?.livre === true;
}
