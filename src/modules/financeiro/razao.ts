import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import { AGORA, insertColumns } from '#platform/bulk.ts';
import type { DB, Tx } from '#platform/db.ts';

export type ContaRazao = DB['razao']['debito'];

/** A row of the ledger: `valor`, above zero, goes from the account `credito` to the account `debito`. */
export interface Lancamento {
  dia: Day;
  debito: ContaRazao;
  credito: ContaRazao;
  valor: Centavos;
  historico: DB['razao']['historico'];
  clienteId: number;
  faturaId?: number | null | undefined;
  pagamentoId?: number | null | undefined;
  negociacaoId?: number | null | undefined;
  contaFinanceiraId?: number | null | undefined;
}

/** Writes rows of the ledger in one statement; those of no value are left out. Rows are never changed afterwards. */
export async function lancar(tx: Tx, lancamentos: readonly Lancamento[]): Promise<void> {
  const rows = lancamentos.filter(({ valor }) => valor !== 0);
  if (rows.length === 0) return;
  await insertColumns(
    tx,
    'razao',
    rows,
    {
      dia: ['date', ({ dia }) => dia],
      debito: ['text', ({ debito }) => debito],
      credito: ['text', ({ credito }) => credito],
      valor: ['bigint', ({ valor }) => valor],
      historico: ['text', ({ historico }) => historico],
      cliente_id: ['integer', ({ clienteId }) => clienteId],
      fatura_id: ['integer', ({ faturaId }) => faturaId ?? null],
      pagamento_id: ['integer', ({ pagamentoId }) => pagamentoId ?? null],
      negociacao_id: ['integer', ({ negociacaoId }) => negociacaoId ?? null],
      conta_financeira_id: ['integer', ({ contaFinanceiraId }) => contaFinanceiraId ?? null],
    },
    { criado_em: AGORA },
  );
}

/**
 * Takes rows of the ledger back by their mirrors, dated `dia`: what one account took from the other it gives back.
 * `quais` says which: those of a payment, or an invoice's own of one kind.
 */
export async function espelhar(
  tx: Tx,
  quais: { pagamentoId: number } | { faturaIds: readonly number[]; de: Lancamento['historico'] },
  { dia, historico }: Pick<Lancamento, 'dia' | 'historico'>,
): Promise<void> {
  await tx
    .insertInto('razao')
    .columns([...COLUNAS, 'dia', 'historico'])
    .expression((eb) => {
      const rows = eb
        .selectFrom('razao')
        .select(['credito as debito', 'debito as credito', 'valor', 'cliente_id', 'fatura_id', 'pagamento_id'])
        .select(['negociacao_id', 'conta_financeira_id'])
        .select([eb.val(dia).as('dia'), eb.val(historico).as('historico')])
        .orderBy('id');
      return 'pagamentoId' in quais
        ? rows.where('pagamento_id', '=', quais.pagamentoId).where('historico', '<>', 'ESTORNO')
        : rows
            .where('fatura_id', 'in', quais.faturaIds)
            .where('historico', '=', quais.de)
            .where('pagamento_id', 'is', null);
    })
    .execute();
}

const COLUNAS = [
  'debito',
  'credito',
  'valor',
  'cliente_id',
  'fatura_id',
  'pagamento_id',
  'negociacao_id',
  'conta_financeira_id',
] as const;
