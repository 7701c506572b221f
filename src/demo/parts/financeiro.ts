import { addDays, type Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import { convenios as conveniosDasFormas, gravarBoletos, montarBoleto } from '#modules/cobranca/index.ts';
import { emissaoDasLinhas, lancar, registrarPagamento } from '#modules/financeiro/index.ts';
import type { Tx } from '#platform/db.ts';
import { type Part, rowsOf } from '../part.ts';
import { convenioDaForma, convenios, ENDERECO_DA_EMPRESA } from './financeiro/bancos.ts';
import { abertas, pagas } from './financeiro/faturas.ts';

const EMPRESA = 1;
const CLIENTE = 81593;
const BOLETO = 65;
const FORMA_1 = 1;
/** Issued that long before they are due. */
const ANTECEDENCIA_DIAS = 20;

const todas = [...abertas, ...pagas];
const ids = todas.map(({ id }) => id);

/** How the demo provider's invoices came to be: agreements with banks, lines, boletos, ledger and payments. */
export const financeiro: Part = {
  name: 'financeiro',
  rows: () => [
    convenios,
    rowsOf(
      'fatura',
      pagas.map(({ id, valor, vencimento, numeroDocumento, numeroBoleto }) => ({
        id,
        cliente_id: CLIENTE,
        valor,
        vencimento,
        numero_documento: numeroDocumento,
        numero_boleto: numeroBoleto,
      })),
    ),
    rowsOf(
      'fatura_contrato',
      pagas.map(({ id, contratoId }) => ({ fatura_id: id, contrato_id: contratoId, ordem: 1 })),
    ),
    rowsOf(
      'fatura_linha',
      todas.flatMap(({ id, linhas }) =>
        linhas.map(({ contratoId, ...linha }) => ({ fatura_id: id, contrato_id: contratoId, ...linha })),
      ),
    ),
  ],
  async after(tx) {
    await tx.updateTable('empresa').set(ENDERECO_DA_EMPRESA).where('id', '=', EMPRESA).execute();
    for (const [forma, convenio_id] of convenioDaForma) {
      await tx.updateTable('forma_cobranca').set({ convenio_id }).where('id', '=', forma).execute();
    }
    await cobrarContratos(tx);
    const faturas = await lerFaturas(tx);
    await emitir(tx, faturas);
    await registrarBoletos(tx, faturas);
    await pagar(tx);
  },
};

// Contracts that a sale has made in the meantime have their own.
async function cobrarContratos(tx: Tx): Promise<void> {
  const semForma = tx.updateTable('contrato').where('forma_cobranca_id', 'is', null).where('empresa_id', 'is', null);
  await semForma.set({ empresa_id: EMPRESA, forma_cobranca_id: FORMA_1 }).where('id', 'in', [355568, 355589]).execute();
  await semForma.set({ empresa_id: EMPRESA, forma_cobranca_id: BOLETO }).execute();
}

interface Lida {
  id: number;
  clienteId: number;
  valor: Centavos;
  vencimento: Day;
  emitidaEm: Day;
  numeroBoleto: string;
}

async function lerFaturas(tx: Tx): Promise<Lida[]> {
  const rows = await tx
    .selectFrom('fatura')
    .select(['id', 'cliente_id as clienteId', 'valor', 'vencimento', 'numero_boleto as numeroBoleto'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  const paga = new Map(pagas.map(({ id, pagaEm }) => [id, pagaEm]));
  return rows.map((row) => {
    const dia = paga.get(row.id);
    const ate = dia && dia < row.vencimento ? dia : row.vencimento;
    return { ...row, emitidaEm: addDays(ate, -ANTECEDENCIA_DIAS) };
  });
}

async function emitir(tx: Tx, faturas: readonly Lida[]): Promise<void> {
  for (const { id, emitidaEm } of faturas) {
    await tx
      .updateTable('fatura')
      .set({ emitida_em: emitidaEm, empresa_id: EMPRESA, forma_cobranca_id: BOLETO })
      .where('id', '=', id)
      .execute();
  }
  const linhasDe = new Map(todas.map(({ id, linhas }) => [id, linhas]));
  await lancar(
    tx,
    faturas.flatMap(({ id, clienteId, emitidaEm }) =>
      emissaoDasLinhas(linhasDe.get(id) ?? []).map((emissao) => ({
        ...emissao,
        dia: emitidaEm,
        historico: 'EMISSAO' as const,
        clienteId,
        faturaId: id,
      })),
    ),
  );
}

// The bank has known them for long. Of two that show one number the second is collected under its id.
async function registrarBoletos(tx: Tx, faturas: readonly Lida[]): Promise<void> {
  const convenio = (await conveniosDasFormas(tx)).get(BOLETO);
  if (!convenio) throw new Error('the demo has no agreement for boletos');
  const usados = new Set<number>();
  await gravarBoletos(
    tx,
    faturas.map(({ id: faturaId, valor, vencimento, numeroBoleto }) => {
      const numero = Number.parseInt(numeroBoleto, 10);
      const nossoNumero = usados.has(numero) ? faturaId : numero;
      usados.add(nossoNumero);
      const { codigoBarras } = montarBoleto(convenio, { nossoNumero, valor, vencimento });
      return { faturaId, convenioId: convenio.id, nossoNumero, codigoBarras };
    }),
  );
  const situacaoDe = (situacao: 'REGISTRADO' | 'LIQUIDADO', quais: readonly { id: number }[]) =>
    tx
      .updateTable('boleto')
      .set({ situacao, instrucao: null })
      .where(
        'fatura_id',
        'in',
        quais.map(({ id }) => id),
      )
      .execute();
  await situacaoDe('REGISTRADO', abertas);
  await situacaoDe('LIQUIDADO', pagas);
}

async function pagar(tx: Tx): Promise<void> {
  for (const { id, valor, pagaEm } of pagas) {
    await registrarPagamento(
      tx,
      { faturaId: id, origem: 'RETORNO', origemChave: `demo ${id}`, valorPago: valor, pagoEm: pagaEm },
      pagaEm,
    );
  }
}
