import type { Centavos } from '#kernel/money.ts';
import { insertColumns, takeIds } from '#platform/bulk.ts';
import type { Tx } from '#platform/db.ts';
import type { Emitente } from './emitente.ts';
import type { FaturaParaNota } from './faturas.ts';
import type { ItemDaNota } from './rules.ts';

/** A note before it is written. */
export interface NovaNota {
  fatura: FaturaParaNota;
  itens: readonly ItemDaNota[];
  numero: number;
  valor: Centavos;
  icms: Centavos;
  /** Of models 21 and 22. */
  chaveCodificacaoDigital: string | null;
  /** Of model 62. */
  nfcom: { chave: string; xml: string } | null;
}

/** Writes notes with their items and XML, hundreds by the same few statements. */
export async function gravarNotas(
  tx: Tx,
  emitente: Emitente,
  novas: readonly NovaNota[],
  emitidaEm: Date,
): Promise<void> {
  const ids = await takeIds(tx, 'nota_fiscal', novas.length);
  const notas = novas.map((nova, i) => ({ ...nova, id: ids[i] as number }));
  await insertColumns(tx, 'nota_fiscal', notas, {
    id: ['integer', ({ id }) => id],
    cliente_id: ['integer', ({ fatura }) => fatura.cliente_id],
    empresa_id: ['integer', () => emitente.empresa_id],
    modelo_id: ['integer', () => emitente.modelo_id],
    fatura_id: ['integer', ({ fatura }) => fatura.id],
    numero: ['integer', ({ numero }) => numero],
    vencimento: ['date', ({ fatura }) => fatura.vencimento],
    emitida_em: ['timestamptz', () => emitidaEm],
    valor: ['bigint', ({ valor }) => valor],
    chave_codificacao_digital: ['text', (nota) => nota.chaveCodificacaoDigital],
  });
  const itens = notas.flatMap(({ id, itens: da }) => da.map((item, i) => ({ ...item, id, ordem: i + 1 })));
  await insertColumns(tx, 'nota_fiscal_item', itens, {
    nota_fiscal_id: ['integer', ({ id }) => id],
    ordem: ['smallint', ({ ordem }) => ordem],
    contrato_id: ['integer', ({ contratoId }) => contratoId],
    descricao: ['text', ({ regra }) => regra.descricao],
    cclass: ['text', ({ regra }) => regra.cclass],
    cfop: ['text', ({ regra }) => regra.cfop],
    cst_icms: ['text', ({ regra }) => regra.cst_icms],
    valor: ['bigint', ({ valor }) => valor],
    base_icms: ['bigint', ({ baseIcms }) => baseIcms],
    icms_centesimos: ['smallint', ({ regra }) => regra.icms_centesimos],
    valor_icms: ['bigint', ({ icms }) => icms],
    valor_isento_icms: ['bigint', ({ isento }) => isento],
    base_pis: ['bigint', ({ basePisCofins }) => basePisCofins],
    pis_centesimos: ['smallint', ({ regra }) => regra.pis_centesimos],
    valor_pis: ['bigint', ({ pis }) => pis],
    base_cofins: ['bigint', ({ basePisCofins }) => basePisCofins],
    cofins_centesimos: ['smallint', ({ regra }) => regra.cofins_centesimos],
    valor_cofins: ['bigint', ({ cofins }) => cofins],
    fust_centesimos: ['smallint', ({ regra }) => regra.fust_centesimos],
    valor_fust: ['bigint', ({ fust }) => fust],
    funttel_centesimos: ['smallint', ({ regra }) => regra.funttel_centesimos],
    valor_funttel: ['bigint', ({ funttel }) => funttel],
  });
  await insertColumns(
    tx,
    'nfcom',
    notas.flatMap(({ id, nfcom }) => (nfcom ? { id, ...nfcom } : [])),
    {
      nota_fiscal_id: ['integer', ({ id }) => id],
      chave: ['text', ({ chave }) => chave],
      xml: ['text', ({ xml }) => xml],
    },
  );
}
