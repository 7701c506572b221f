import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import { gravarBoletos, montarBoleto, pedidaA } from './boletos.ts';
import { type Convenio, convenios } from './convenios.ts';
import { nossosNumeros } from './numeros.ts';

export interface Renumerado {
  faturaId: number;
  /** The new nosso número as the boleto shows it; empty when the billing form has no agreement any more. */
  numeroBoleto: string;
}

/**
 * Boletos of invoices that are owed after all. What the bank was not told yet is taken back. A number that the bank was
 * told to write off, that it refused or that was paid is not used again: the invoice gets another, for what is owed of it
 * now. Gives those, whose number the caller writes into the invoice. The invoices are locked, and say already what is
 * owed. Throws conflict `convenio.numeros_esgotados`.
 */
export async function reabrirBoletos(tx: Tx, faturaIds: readonly number[], hoje: Day): Promise<Renumerado[]> {
  await sql`update boleto set situacao = 'A_REGISTRAR', instrucao = 'REGISTRO'
    where fatura_id = any(${faturaIds}::integer[]) and situacao = 'BAIXADO' and not ${pedidaA('REGISTRO')}`.execute(tx);
  await sql`update boleto set instrucao = null
    where fatura_id = any(${faturaIds}::integer[]) and situacao in ('REMETIDO', 'REGISTRADO')
      and instrucao = 'BAIXA'`.execute(tx);
  const gastos = await substituir(tx, faturaIds);
  return emitirDeNovo(tx, gastos, hoje);
}

interface Gasto {
  faturaId: number;
  formaCobrancaId: number | null;
  vencimento: Day;
  saldo: Centavos;
}

async function substituir(tx: Tx, faturaIds: readonly number[]): Promise<Gasto[]> {
  const { rows } = await sql<Gasto>`
    with gasto as (
      delete from boleto where fatura_id = any(${faturaIds}::integer[])
        and (situacao in ('BAIXADO', 'LIQUIDADO', 'RECUSADO') or ${pedidaA('BAIXA')})
      returning *
    ), guardado as (
      insert into boleto_substituido (fatura_id, convenio_id, nosso_numero, codigo_barras, situacao, substituido_em)
      select fatura_id, convenio_id, nosso_numero, codigo_barras, situacao, agora() from gasto
    )
    select f.id as "faturaId", f.forma_cobranca_id as "formaCobrancaId", f.vencimento, f.valor - f.valor_baixado as saldo
    from gasto join fatura f on f.id = gasto.fatura_id
    order by f.id`.execute(tx);
  return rows;
}

async function emitirDeNovo(tx: Tx, gastos: readonly Gasto[], hoje: Day): Promise<Renumerado[]> {
  if (gastos.length === 0) return [];
  const porForma = await convenios(tx);
  const feitos: Renumerado[] = [];
  for (const { faturaId, formaCobrancaId, vencimento, saldo } of gastos) {
    const convenio: Convenio | undefined = formaCobrancaId === null ? undefined : porForma.get(formaCobrancaId);
    if (!convenio) {
      feitos.push({ faturaId, numeroBoleto: '' });
      continue;
    }
    const [nossoNumero = 0] = await nossosNumeros(tx, convenio, 1, hoje);
    const titulo = { nossoNumero, valor: centavos(saldo), vencimento };
    const { codigoBarras, numeroBoleto } = montarBoleto(convenio, titulo);
    await gravarBoletos(tx, [{ faturaId, convenioId: convenio.id, nossoNumero, codigoBarras }]);
    feitos.push({ faturaId, numeroBoleto });
  }
  return feitos;
}
