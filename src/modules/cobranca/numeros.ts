import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Reader, Tx } from '#platform/db.ts';
import { bancos } from './bancos/index.ts';
import type { Convenio } from './convenios.ts';

/**
 * The next numbers of an agreement, which nobody else will be given, whatever becomes of this transaction: a sequence
 * gives them, gaps do no harm. `hoje` is the day of issue, which a bank may put into the number.
 * Throws conflict `convenio.numeros_esgotados` when the bank's field holds no more: nothing was issued yet then.
 */
export async function nossosNumeros(tx: Tx, convenio: Convenio, quantos: number, hoje: Day): Promise<number[]> {
  const { rows } = await sql<{ numero: number }>`
    select nextval(${`nosso_numero_${convenio.id}`}::regclass) as numero
    from generate_series(1, ${quantos}::integer)`.execute(tx);
  const banco = bancos[convenio.banco];
  const { numeroDaSequencia } = banco;
  const numeros = rows.map(({ numero }) => (numeroDaSequencia ? numeroDaSequencia(numero, hoje) : numero));
  const maior = banco.maiorNumero(convenio);
  if (numeros.some((numero) => numero > maior) || (numeroDaSequencia && (await algumUsado(tx, convenio, numeros)))) {
    throw new DomainError('conflict', 'convenio.numeros_esgotados', { id: convenio.id, descricao: convenio.descricao });
  }
  return numeros;
}

// Only where the sequence comes back to the same number, which takes as many boletos in one year as the bank's field holds.
async function algumUsado(tx: Tx, { id }: Convenio, numeros: readonly number[]): Promise<boolean> {
  const { rows } = await sql<{ usado: boolean }>`
    select exists (select from boleto where convenio_id = ${id} and nosso_numero = any(${numeros}::bigint[]))
      or exists (select from boleto_substituido where convenio_id = ${id} and nosso_numero = any(${numeros}::bigint[])) as usado`.execute(
    tx,
  );
  return rows[0]?.usado === true;
}

/** A boleto found by its number. */
export interface BoletoDoNumero {
  nossoNumero: number;
  faturaId: number;
  /** False for a number that the invoice had before; what is paid under it is the invoice's all the same. */
  atual: boolean;
}

/** Whose the numbers are, those that were replaced too; an unknown one is left out. */
export async function boletosDosNumeros(
  db: Reader,
  convenioId: number,
  numeros: readonly number[],
): Promise<BoletoDoNumero[]> {
  const { rows } = await sql<BoletoDoNumero>`
    select nosso_numero as "nossoNumero", fatura_id as "faturaId", true as atual from boleto
    where convenio_id = ${convenioId} and nosso_numero = any(${numeros}::bigint[])
    union all
    select nosso_numero, fatura_id, false from boleto_substituido
    where convenio_id = ${convenioId} and nosso_numero = any(${numeros}::bigint[])
    order by 1`.execute(db);
  return rows;
}
