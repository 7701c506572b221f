import { splitTelefone } from '#kernel/telephone.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/db.ts';
import type { ClearSale, PedidoClearSale, RespostaClearSale } from './clear-sale.ts';
import { consultaRecente, guardarConsulta, type PedidoDeConsulta, prospectoParaConsulta } from './consulta.ts';
import { consultarParceiro } from './parceiros.ts';

/** What is kept of a query: what was asked, and the answer. */
export type DadosClearSale = PedidoClearSale & RespostaClearSale;

/** The data to be kept, or the query whose data are given again. */
export type PreparoClearSale = { consultaId: number } | DadosClearSale;

/** Asks Clear Sale about a prospect's document and mobile telephone; otherwise as prepararSpc(). */
export async function prepararClearSale(
  deps: { db: Database; clock: Clock; clearSale: ClearSale; dias: number },
  pedido: PedidoDeConsulta,
): Promise<PreparoClearSale> {
  const { documento, telefone_movel } = await prospectoParaConsulta(deps.db, pedido);
  const recente = await consultaRecente(deps, 'CLEAR_SALE', documento);
  if (recente !== null) return { consultaId: recente };
  const { ddd, numero } = (telefone_movel && splitTelefone(telefone_movel)) || { ddd: null, numero: null };
  const pergunta = { documento, ddd, telefone: numero };
  return { ...pergunta, ...(await consultarParceiro(deps.clearSale, pergunta)) };
}

/** Keeps the data, and gives them with the id of the query. Clear Sale gives points, not a verdict. */
export async function concluirClearSale(
  tx: Tx,
  clock: Clock,
  pedido: PedidoDeConsulta,
  preparo: PreparoClearSale,
): Promise<{ id: number; dados: DadosClearSale }> {
  if (!('consultaId' in preparo)) {
    const id = await guardarConsulta(tx, {
      ...pedido,
      parceiro: 'CLEAR_SALE',
      documento: preparo.documento,
      consultadoEm: clock.now(),
      resposta: preparo,
      aprovado: null,
    });
    return { id, dados: preparo };
  }
  const { resposta } = await tx
    .selectFrom('consulta_credito')
    .select('resposta')
    .where('id', '=', preparo.consultaId)
    .executeTakeFirstOrThrow();
  return { id: preparo.consultaId, dados: resposta as DadosClearSale };
}
