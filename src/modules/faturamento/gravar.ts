import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { efetivarTrocasDeVencimento } from '#modules/contratos/index.ts';
import { emitirFaturas, type FaturaEmitida, lancarParaDepois, usarLancamentos } from '#modules/financeiro/index.ts';
import { faturarLigacoes } from '#modules/telefonia/index.ts';
import { AGORA, insertColumns, unnest } from '#platform/bulk.ts';
import type { Tx } from '#platform/db.ts';
import type { Conta, Faturamento } from './compor.ts';
import type { LancamentoAberto, Uso } from './creditos.ts';
import type { Intervalo } from './rules.ts';

/** What was billed. */
export interface Feito {
  contratos: number;
  faturas: number;
  valor: Centavos;
}

/** Writes a billing: invoices, months on record, settlements, credits, calls and due-day changes that waited for it. */
export async function gravarFaturamento(tx: Tx, feito: Faturamento, hoje: Day): Promise<Feito> {
  const { contas, faturados, acertos } = feito;
  const emitidas = await emitirFaturas(
    tx,
    contas.map((conta) => ({ ...conta, origem: 'FATURAMENTO' })),
    hoje,
  );
  const faturas = new Map(contas.map((conta, i) => [conta, (emitidas[i] as FaturaEmitida).id]));
  const faturaDe = (conta: Conta) => faturas.get(conta) as number;
  await insertColumns(
    tx,
    'contrato_faturado',
    faturados,
    {
      contrato_id: ['integer', ({ contratoId }) => contratoId],
      competencia: ['date', ({ competencia }) => competencia],
      fatura_id: ['integer', ({ conta }) => conta && faturaDe(conta)],
      inicio: ['date', ({ periodo }) => periodo.inicio],
      fim: ['date', ({ periodo }) => periodo.fim],
      janela_inicio: ['date', ({ janela }) => janela.inicio],
      janela_fim: ['date', ({ janela }) => janela.fim],
      mensal: ['bigint', ({ mensal }) => mensal],
      fora: ['date[]', ({ fora }) => dias(fora)],
    },
    { faturado_em: AGORA },
  );
  await gravarAcertos(tx, acertos);
  await gravarLancamentos(tx, feito, faturaDe);
  await faturarLigacoes(
    tx,
    contas.flatMap((conta) => conta.ligacoes.map((ligacaoId) => ({ ligacaoId, faturaId: faturaDe(conta) }))),
  );
  await efetivarTrocasDeVencimento(
    tx,
    faturados.map(({ contratoId }) => contratoId),
    hoje,
  );
  const valor = centavos(emitidas.reduce((soma, fatura) => soma + fatura.valor, 0));
  const contratos = new Set(faturados.map(({ contratoId }) => contratoId)).size;
  return { contratos, faturas: emitidas.length, valor };
}

// First and last days, one after the other; null: none.
const dias = (fora: readonly Intervalo[]): Day[] | null =>
  fora.length > 0 ? fora.flatMap(({ inicio, fim }) => [inicio, fim]) : null;

async function gravarAcertos(tx: Tx, acertos: Faturamento['acertos']): Promise<void> {
  if (acertos.length === 0) return;
  const source = unnest(acertos, {
    contrato_id: ['integer', ({ contratoId }) => contratoId],
    competencia: ['date', ({ competencia }) => competencia],
    inicio: ['date', ({ inicio }) => inicio],
    fora: ['date[]', ({ fora }) => dias(fora)],
  });
  await sql`update contrato_faturado m set fora = nova.fora::date[] from ${source}
    where m.contrato_id = nova.contrato_id and m.competencia = nova.competencia and m.inicio = nova.inicio`.execute(tx);
}

// An amount that came whole or in part from the record is marked there; of a new one only what is left is recorded.
async function gravarLancamentos(
  tx: Tx,
  { usos, restos }: Faturamento,
  faturaDe: (conta: Conta) => number,
): Promise<void> {
  const primeiros = new Map<LancamentoAberto, Uso<Conta>>();
  const outros: Uso<Conta>[] = [];
  for (const uso of usos.filter(({ lancamento }) => lancamento.id !== null)) {
    if (primeiros.has(uso.lancamento)) outros.push(uso);
    else primeiros.set(uso.lancamento, uso);
  }
  await usarLancamentos(
    tx,
    Array.from(primeiros, ([{ id }, { fatura, valor }]) => ({ id: id as number, faturaId: faturaDe(fatura), valor })),
  );
  const novos = restos.filter(({ lancamento }) => lancamento.id === null || primeiros.has(lancamento));
  await lancarParaDepois(tx, [
    ...outros.map(({ lancamento, valor, fatura }) => ({ ...lancamento, valor, faturaId: faturaDe(fatura) })),
    ...novos.map(({ lancamento, valor }) => ({ ...lancamento, valor })),
  ]);
}
