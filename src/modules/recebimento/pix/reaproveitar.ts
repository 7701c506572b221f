import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { estornarPagamento, type NovoPagamento, registrarPagamento } from '#modules/financeiro/index.ts';
import type { Tx } from '#platform/db.ts';
import { encargosDoPix } from './valores.ts';

interface Sobra {
  id: number;
  origem: Exclude<NovoPagamento['origem'], 'MANUAL'>;
  chave: string;
  valor: Centavos;
  pagoEm: Day;
  conta: number | null;
}

/**
 * An invoice is owed again, of which more money has come than that which was given back: what is still a credit pays it, as
 * it would have, had it come first. So the end does not hang on the order in which the bank told of them.
 */
export async function reaproveitarSobras(tx: Tx, faturaId: number, hoje: Day): Promise<void> {
  const { rows } = await sql<Sobra>`
    select p.id, p.origem, p.origem_chave as chave, p.valor_pago as valor, p.pago_em as "pagoEm",
      p.conta_financeira_id as conta
    from pagamento p join lancamento_futuro l on l.pagamento_id = p.id and l.fatura_id is null
    where p.fatura_id = ${faturaId} and p.origem in ('PIX', 'RETORNO') and p.estornado_em is null and p.abatido = 0
      and p.credito = p.valor_pago and l.valor = -p.credito
    order by p.pago_em, p.id`.execute(tx);
  for (const { id, origem, chave, valor, pagoEm, conta } of rows) {
    const { situacao } = await tx
      .selectFrom('fatura')
      .select('situacao')
      .where('id', '=', faturaId)
      .executeTakeFirstOrThrow();
    if (situacao !== 'ABERTA') return;
    await estornarPagamento(tx, id, 'Crédito usado na própria fatura, que voltou a ser devida', hoje);
    const nenhum = { encargos: null, desconto: null };
    const novo = await registrarPagamento(
      tx,
      {
        faturaId,
        origem,
        origemChave: `${chave}:depois de ${id}`,
        valorPago: centavos(valor),
        pagoEm,
        contaFinanceiraId: conta,
        ...(await encargosDoPix(tx, faturaId, { valor, ...nenhum }, pagoEm)),
      },
      hoje,
    );
    await tx
      .updateTable('pix_recebido')
      .set({ pagamento_id: novo.pagamentoId })
      .where('pagamento_id', '=', id)
      .execute();
    await tx
      .updateTable('retorno_item')
      .set({ pagamento_id: novo.pagamentoId })
      .where('pagamento_id', '=', id)
      .execute();
  }
}
