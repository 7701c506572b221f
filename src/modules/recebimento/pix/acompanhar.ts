import { centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import { PartnerError } from '#platform/http-partner.ts';
import { againAfterDeadlock, inTransaction, type Origin } from '#platform/transaction.ts';
import type { PixNeeds } from './cobrar.ts';
import type { DevolucaoNoBanco, PixRecebido } from './porta.ts';
import { receberPix } from './receber.ts';

const POR_VEZ = 100;

/** A bank that is not there answers the next one neither. */
const FORA: readonly PartnerError['reason'][] = ['sem_conexao', 'prazo', 'disjuntor_aberto', 'sem_configuracao'];

/**
 * Asks the bank for the returns that it has not been asked for or has not ended, the oldest first. One that it answers
 * with an error keeps no other waiting.
 */
export async function acompanharDevolucoes(needs: PixNeeds, origem: Origin): Promise<void> {
  const abertas = await needs.db
    .selectFrom('pix_devolucao')
    .select('id')
    .where('situacao', 'in', ['A_PEDIR', 'EM_PROCESSAMENTO'])
    .orderBy('pedida_em')
    .limit(POR_VEZ)
    .execute();
  for (const { id } of abertas) {
    try {
      await acompanharDevolucao(needs, id, origem);
    } catch (error) {
      if (!(error instanceof PartnerError) || FORA.includes(error.reason)) throw error;
    }
  }
}

/**
 * Brings a return on: asks for it, or how it stands. What the bank gave back is taken from the payment in the transaction
 * that notes it. Throws the PartnerError of a bank that does not answer; the return waits then.
 */
export async function acompanharDevolucao(needs: PixNeeds, id: string, origem: Origin): Promise<void> {
  const { db, clock, pix } = needs;
  const devolucao = await db
    .selectFrom('pix_devolucao')
    .select(['id', 'fim_a_fim as fimAFim', 'valor', 'situacao'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (devolucao.situacao !== 'A_PEDIR' && devolucao.situacao !== 'EM_PROCESSAMENTO') return;
  const noBanco = await perguntar(needs, devolucao).catch(async (error) => {
    if (error instanceof PartnerError) await inTransaction(db, origem, (tx) => anotar(tx, id, { erro: error.message }));
    throw error;
  });
  const recebido = noBanco.status === 'DEVOLVIDO' ? await pix.consultarPix(devolucao.fimAFim) : null;
  await againAfterDeadlock(() =>
    inTransaction(db, origem, async (tx) => {
      if (recebido) await tirar(tx, recebido, id, clock.today());
      await anotar(tx, id, { situacao: noBanco.status, erro: noBanco.motivo });
    }),
  );
}

interface Pedida {
  id: string;
  fimAFim: string;
  valor: DevolucaoNoBanco['valor'];
  situacao: string;
}

// A bank that has the id already may refuse it: then it was our first request that arrived, and the answer that did not.
async function perguntar({ pix }: PixNeeds, { id, fimAFim, valor, situacao }: Pedida): Promise<DevolucaoNoBanco> {
  if (situacao === 'EM_PROCESSAMENTO') return pix.consultarDevolucao(fimAFim, id);
  try {
    return await pix.devolver(fimAFim, id, valor);
  } catch (error) {
    if (!(error instanceof PartnerError) || error.reason !== 'recusa') throw error;
    return pix.consultarDevolucao(fimAFim, id).catch((second) => {
      const semEla = second instanceof PartnerError && second.reason === 'recusa' && second.status === 404;
      if (!semEla) throw second;
      return { id, valor, status: 'NAO_REALIZADO' as const, motivo: error.message };
    });
  }
}

// The bank's list of returns may come later than the return itself: at least ours are gone.
async function tirar(tx: Tx, recebido: PixRecebido, id: string, hoje: Parameters<typeof receberPix>[2]): Promise<void> {
  const { endToEndId } = recebido;
  await tx.selectFrom('pix_recebido').select('valor').where('fim_a_fim', '=', endToEndId).forUpdate().execute();
  const nossas = await tx
    .selectFrom('pix_devolucao')
    .select('valor')
    .where('fim_a_fim', '=', endToEndId)
    .where((eb) => eb.or([eb('situacao', '=', 'DEVOLVIDO'), eb('id', '=', id)]))
    .execute();
  const devolvido = Math.max(
    recebido.devolvido,
    nossas.reduce((soma, { valor }) => soma + valor, 0),
  );
  await receberPix(tx, { ...recebido, devolvido: centavos(Math.min(devolvido, recebido.valor)) }, hoje);
}

// What another process has noted as ended stays.
async function anotar(
  tx: Tx,
  id: string,
  mudanca: { situacao?: DevolucaoNoBanco['status']; erro: string | null },
): Promise<void> {
  await tx
    .updateTable('pix_devolucao')
    .set(({ fn }) => ({ ...mudanca, atualizada_em: fn('agora') }))
    .where('id', '=', id)
    .where('situacao', 'in', ['A_PEDIR', 'EM_PROCESSAMENTO'])
    .execute();
}
