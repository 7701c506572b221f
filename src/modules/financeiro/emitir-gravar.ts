import type { Day } from '#kernel/dates.ts';
import { AGORA, insertColumns } from '#platform/bulk.ts';
import type { Tx } from '#platform/db.ts';
import { emissaoDasLinhas } from './emitir-razao.ts';
import type { FaturaEmitida, NovaFatura } from './fatura-nova.ts';
import { lancar } from './razao.ts';

/** Writes issued invoices, their contracts, lines and ledger rows. */
export async function gravarFaturas(
  tx: Tx,
  novas: readonly NovaFatura[],
  emitidas: readonly FaturaEmitida[],
  hoje: Day,
): Promise<void> {
  const faturas = novas.map((nova, i) => ({ ...(emitidas[i] as FaturaEmitida), ...nova }));
  const debito = await formasDeDebito(tx);
  await insertColumns(
    tx,
    'fatura',
    faturas,
    {
      id: ['integer', ({ id }) => id],
      cliente_id: ['integer', ({ clienteId }) => clienteId],
      empresa_id: ['integer', ({ empresaId }) => empresaId],
      forma_cobranca_id: ['integer', ({ formaCobrancaId }) => formaCobrancaId],
      valor: ['bigint', ({ valor }) => valor],
      vencimento: ['date', ({ vencimento }) => vencimento],
      competencia: ['date', ({ competencia }) => competencia],
      emitida_em: ['date', () => hoje],
      origem: ['text', ({ origem }) => origem],
      numero_documento: ['text', ({ numeroDocumento }) => numeroDocumento],
      numero_boleto: ['text', ({ boleto }) => boleto?.numeroBoleto ?? ''],
      debito_automatico: ['boolean', ({ formaCobrancaId }) => formaCobrancaId !== null && debito.has(formaCobrancaId)],
      situacao: ['text', ({ situacao }) => situacao],
      paga_em: ['date', ({ situacao }) => (situacao === 'PAGA' ? hoje : null)],
      negociacao_id: ['integer', ({ negociacao }) => negociacao?.id ?? null],
      negociacao_parcela: ['smallint', ({ negociacao }) => negociacao?.parcela ?? null],
    },
    { criada_em: AGORA },
  );
  const contratos = faturas.flatMap(({ id, contratos: ids }) =>
    ids.map((contrato, i) => ({ id, contrato, ordem: i + 1 })),
  );
  await insertColumns(tx, 'fatura_contrato', contratos, {
    fatura_id: ['integer', ({ id }) => id],
    contrato_id: ['integer', ({ contrato }) => contrato],
    ordem: ['smallint', ({ ordem }) => ordem],
  });
  const linhas = faturas.flatMap(({ id, linhas: das }) => das.map((linha) => ({ ...linha, id })));
  await insertColumns(tx, 'fatura_linha', linhas, {
    fatura_id: ['integer', ({ id }) => id],
    contrato_id: ['integer', ({ contratoId }) => contratoId],
    tipo: ['text', ({ tipo }) => tipo],
    descricao: ['text', ({ descricao }) => descricao],
    valor: ['bigint', ({ valor }) => valor],
    inicio: ['date', ({ inicio }) => inicio ?? null],
    fim: ['date', ({ fim }) => fim ?? null],
    parcela: ['smallint', ({ parcela }) => parcela ?? null],
    parcelas: ['smallint', ({ parcelas }) => parcelas ?? null],
    promocao_id: ['integer', ({ promocaoId }) => promocaoId ?? null],
    servico_adicional_id: ['integer', ({ servicoAdicionalId }) => servicoAdicionalId ?? null],
  });
  await lancar(
    tx,
    faturas.flatMap(({ id, clienteId, negociacao, linhas: das }) =>
      emissaoDasLinhas(das).map((emissao) => ({
        ...emissao,
        dia: hoje,
        historico: negociacao ? 'NEGOCIACAO' : 'EMISSAO',
        clienteId,
        faturaId: id,
        negociacaoId: negociacao?.id,
      })),
    ),
  );
}

async function formasDeDebito(tx: Tx): Promise<ReadonlySet<number>> {
  const rows = await tx.selectFrom('forma_cobranca').select('id').where('debito_automatico', '=', true).execute();
  return new Set(rows.map(({ id }) => id));
}
