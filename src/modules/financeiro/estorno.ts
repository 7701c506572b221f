import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import { lancarParaDepois } from './lancamentos-futuros.ts';
import { retomarNegociacao } from './negociacao-situacao.ts';
import { espelhar, lancar } from './razao.ts';
import { reabrirCobranca } from './reabrir-cobranca.ts';
import { type FaturaTravada, travarFatura } from './travar.ts';

export interface Estornado {
  faturaId: number;
  /** Owed again. */
  abatido: Centavos;
}

/**
 * Takes a payment back: the invoice owes what it had settled, the ledger has the mirror of its rows, and what it left for
 * the next invoice goes with it, by a counter-entry where that has been billed. The payment stays, with the reason.
 * Throws notFound `pagamento.nao_encontrado`, conflict `pagamento.estornado`, `pagamento.fatura_negociada`,
 * `pagamento.negociacao_desfeita`.
 */
export async function estornarPagamento(tx: Tx, id: number, motivo: string, hoje: Day): Promise<Estornado> {
  const { fatura, abatido } = await travarPagamento(tx, id);
  await tx
    .updateTable('pagamento')
    .set(({ fn }) => ({ estornado_em: fn('agora'), estorno_motivo: motivo }))
    .where('id', '=', id)
    .execute();
  await espelhar(tx, { pagamentoId: id }, { dia: hoje, historico: 'ESTORNO' });
  await desfazerLancamentos(tx, id, fatura, hoje);
  if (abatido > 0) await reabrir(tx, fatura, abatido, hoje);
  return { faturaId: fatura.id, abatido };
}

// The invoice is locked first, as by every payment; then the row is read again.
async function travarPagamento(tx: Tx, id: number) {
  const row = () =>
    tx.selectFrom('pagamento').select(['fatura_id', 'abatido', 'estornado_em']).where('id', '=', id).executeTakeFirst();
  const found = await row();
  if (!found) throw new DomainError('notFound', 'pagamento.nao_encontrado', { id });
  const fatura = await travarFatura(tx, found.fatura_id);
  const atual = await row();
  if (!atual || atual.estornado_em !== null) throw new DomainError('conflict', 'pagamento.estornado', { id });
  const { abatido } = atual;
  if (abatido > 0 && fatura.situacao === 'NEGOCIADA') {
    throw new DomainError('conflict', 'pagamento.fatura_negociada', { faturaId: fatura.id });
  }
  if (abatido > 0 && fatura.negociacao_id !== null) await recusarDesfeita(tx, fatura.negociacao_id);
  return { fatura, abatido };
}

// What it paid has gone over to the invoices that were negotiated.
async function recusarDesfeita(tx: Tx, negociacaoId: number): Promise<void> {
  const { situacao } = await tx
    .selectFrom('negociacao')
    .select('situacao')
    .where('id', '=', negociacaoId)
    .executeTakeFirstOrThrow();
  if (situacao === 'DESFEITA') throw new DomainError('conflict', 'pagamento.negociacao_desfeita', { negociacaoId });
}

/** What a payment left for the next invoice: what is still waiting goes; what was billed is met by its opposite. */
async function desfazerLancamentos(tx: Tx, pagamentoId: number, fatura: FaturaTravada, hoje: Day): Promise<void> {
  await tx
    .deleteFrom('lancamento_futuro')
    .where('pagamento_id', '=', pagamentoId)
    .where('fatura_id', 'is', null)
    .execute();
  const cobrados = await tx
    .selectFrom('lancamento_futuro')
    .select(['valor', 'contrato_id'])
    .where('pagamento_id', '=', pagamentoId)
    .orderBy('id')
    .execute();
  if (cobrados.length === 0) return;
  await lancarParaDepois(
    tx,
    cobrados.map(({ valor, contrato_id: contratoId }) => ({
      clienteId: fatura.cliente_id,
      contratoId,
      tipo: valor < 0 ? ('RESTO' as const) : ('CREDITO' as const),
      descricao: `Estorno do pagamento ${pagamentoId} da fatura ${fatura.id}`,
      valor: centavos(-valor),
    })),
  );
  await lancar(
    tx,
    cobrados.map(({ valor }) => ({
      dia: hoje,
      debito: 'A_COBRAR' as const,
      credito: 'CREDITOS' as const,
      valor: centavos(Math.abs(valor)),
      historico: 'ESTORNO' as const,
      clienteId: fatura.cliente_id,
      faturaId: fatura.id,
      pagamentoId,
    })),
  );
}

async function reabrir(tx: Tx, fatura: FaturaTravada, abatido: Centavos, hoje: Day): Promise<void> {
  await tx
    .updateTable('fatura')
    .set({ valor_baixado: centavos(fatura.valor_baixado - abatido), situacao: 'ABERTA', paga_em: null })
    .where('id', '=', fatura.id)
    .execute();
  if (fatura.situacao !== 'PAGA') return;
  await reabrirCobranca(tx, [fatura.id], hoje);
  if (fatura.negociacao_id !== null) await retomarNegociacao(tx, fatura.negociacao_id);
}
