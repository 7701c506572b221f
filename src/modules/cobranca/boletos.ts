import { sql } from 'kysely';
import { AGORA, insertColumns } from '#platform/bulk.ts';
import type { Tx } from '#platform/db.ts';
import { bancos } from './bancos/index.ts';
import { codigoDeBarras } from './codigo-barras.ts';
import type { Convenio, Titulo } from './convenios.ts';

export interface BoletoMontado {
  codigoBarras: string;
  /** The nosso número as the boleto shows it. */
  numeroBoleto: string;
}

export interface NovoBoleto {
  faturaId: number;
  convenioId: number;
  nossoNumero: number;
  codigoBarras: string;
}

/**
 * The bar code and the number of a boleto. Throws invalid `boleto.valor_grande`, and `convenio.nao_cabe` for an agreement
 * that was not checked.
 */
export function montarBoleto(convenio: Convenio, { nossoNumero, valor, vencimento }: Titulo): BoletoMontado {
  const { campoLivre, nossoNumero: numeroBoleto } = bancos[convenio.banco].montar(convenio, nossoNumero);
  return { codigoBarras: codigoDeBarras(convenio.banco, vencimento, valor, campoLivre), numeroBoleto };
}

/** The nosso número as a boleto of the agreement shows it. Throws invalid `convenio.nao_cabe`. */
export function nossoNumeroFormatado(convenio: Convenio, nossoNumero: number): string {
  return bancos[convenio.banco].montar(convenio, nossoNumero).nossoNumero;
}

/** Puts boletos on record, to be registered at the bank by the next remittance. */
export async function gravarBoletos(tx: Tx, boletos: readonly NovoBoleto[]): Promise<void> {
  await insertColumns(
    tx,
    'boleto',
    boletos,
    {
      fatura_id: ['integer', ({ faturaId }) => faturaId],
      convenio_id: ['integer', ({ convenioId }) => convenioId],
      nosso_numero: ['bigint', ({ nossoNumero }) => nossoNumero],
      codigo_barras: ['text', ({ codigoBarras }) => codigoBarras],
    },
    { emitido_em: AGORA },
  );
}

/** Boletos that are not to be paid any more: one the bank does not know yet ends here, for others it is told. */
export async function baixarBoletos(tx: Tx, faturaIds: readonly number[]): Promise<void> {
  await sql`update boleto set
      situacao = case situacao when 'A_REGISTRAR' then 'BAIXADO' else situacao end,
      instrucao = case when situacao = 'A_REGISTRAR' or ${pedidaA('BAIXA')} then null else 'BAIXA' end
    where fatura_id = any(${faturaIds}::integer[])
      and situacao in ('A_REGISTRAR', 'REMETIDO', 'REGISTRADO')`.execute(tx);
}

/** Whether a remittance since the boleto was issued tells the bank that. */
export const pedidaA = (instrucao: 'REGISTRO' | 'BAIXA') => sql<boolean>`exists (
  select from remessa_item i join remessa r on r.id = i.remessa_id
  where i.fatura_id = boleto.fatura_id and i.instrucao = ${instrucao} and r.convenio_id = boleto.convenio_id
    and r.criada_em >= boleto.emitido_em)`;
