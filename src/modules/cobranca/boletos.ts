import { sql } from 'kysely';
import { insertColumns } from '#platform/bulk.ts';
import type { Tx } from '#platform/db.ts';
import { doBanco } from './campo-livre.ts';
import { codigoDeBarras } from './codigo-barras.ts';
import type { Convenio, Titulo } from './convenios.ts';

export interface BoletoMontado {
  codigoBarras: string;
  /** The nosso número as the boleto shows it. */
  numeroBoleto: string;
}

/** The bar code and the number of a boleto. */
export function montarBoleto(convenio: Convenio, { nossoNumero, valor, vencimento }: Titulo): BoletoMontado {
  const { campoLivre, nossoNumero: numeroBoleto } = doBanco(convenio, nossoNumero);
  return { codigoBarras: codigoDeBarras(convenio.banco, vencimento, valor, campoLivre), numeroBoleto };
}

/** The next numbers of an agreement, which nobody else will be given, whatever becomes of this transaction. */
export async function nossosNumeros(tx: Tx, convenioId: number, quantos: number): Promise<number[]> {
  const { rows } = await sql<{ numero: number }>`
    select nextval(${`nosso_numero_${convenioId}`}::regclass) as numero
    from generate_series(1, ${quantos}::integer)`.execute(tx);
  return rows.map(({ numero }) => numero);
}

/** Puts boletos on record, to be registered at the bank by the next remittance. */
export async function gravarBoletos(
  tx: Tx,
  boletos: readonly { faturaId: number; convenioId: number; nossoNumero: number; codigoBarras: string }[],
): Promise<void> {
  await insertColumns(tx, 'boleto', boletos, {
    fatura_id: ['integer', ({ faturaId }) => faturaId],
    convenio_id: ['integer', ({ convenioId }) => convenioId],
    nosso_numero: ['bigint', ({ nossoNumero }) => nossoNumero],
    codigo_barras: ['text', ({ codigoBarras }) => codigoBarras],
  });
}

/** Boletos that are not to be paid any more: one the bank does not know yet ends here, for others it is told. */
export async function baixarBoletos(tx: Tx, faturaIds: readonly number[]): Promise<void> {
  await sql`update boleto set
      situacao = case situacao when 'A_REGISTRAR' then 'BAIXADO' else situacao end,
      instrucao = case situacao when 'A_REGISTRAR' then null else 'BAIXA' end
    where fatura_id = any(${faturaIds}::integer[])
      and situacao in ('A_REGISTRAR', 'REMETIDO', 'REGISTRADO')`.execute(tx);
}

/** Boletos that are to be paid after all: what the bank was not told yet is taken back, what it was is registered anew. */
export async function reabrirBoletos(tx: Tx, faturaIds: readonly number[]): Promise<void> {
  await sql`update boleto set
      situacao = case situacao when 'BAIXADO' then 'A_REGISTRAR' when 'LIQUIDADO' then 'A_REGISTRAR' else situacao end,
      instrucao = case when situacao in ('BAIXADO', 'LIQUIDADO') then 'REGISTRO' end
    where fatura_id = any(${faturaIds}::integer[]) and (instrucao = 'BAIXA' or situacao in ('BAIXADO', 'LIQUIDADO'))`.execute(
    tx,
  );
}
