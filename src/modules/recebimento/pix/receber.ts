import { type Day, dayAt } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { estornarPagamento, registrarPagamento } from '#modules/financeiro/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, DB, Tx } from '#platform/db.ts';
import { againAfterDeadlock, inSavepoint, inTransaction, type Origin } from '#platform/transaction.ts';
import { donoDoPix } from './dono.ts';
import type { PixRecebido } from './porta.ts';
import { reaproveitarSobras } from './reaproveitar.ts';
import { encargosDoPix } from './valores.ts';

export type ResultadoPix = DB['pix_recebido']['resultado'];

interface Needs {
  db: Database;
  clock: Clock;
}

/** Takes Pix as the bank tells of them, a transaction each, the oldest first; gives what became of each. */
export async function receberTodos(
  { db, clock }: Needs,
  recebidos: readonly PixRecebido[],
  origem: Origin,
): Promise<ReadonlyMap<string, ResultadoPix>> {
  const resultados = new Map<string, ResultadoPix>();
  const emOrdem = recebidos.toSorted((a, b) => a.horario.getTime() - b.horario.getTime());
  for (const pix of emOrdem) {
    const resultado = await againAfterDeadlock(() =>
      inTransaction(db, origem, (tx) => receberPix(tx, pix, clock.today())),
    );
    resultados.set(pix.endToEndId, resultado);
  }
  return resultados;
}

/**
 * Takes a Pix: one payment for one endToEndId, whatever is told how often and in which order. One whose charge is not known
 * is kept without a place and looked at again. What was given back to the payer is a payment reversed; a part of it, a
 * payment of the rest.
 */
export async function receberPix(tx: Tx, pix: PixRecebido, hoje: Day): Promise<ResultadoPix> {
  await tx
    .insertInto('pix_recebido')
    .values({
      fim_a_fim: pix.endToEndId,
      txid: pix.txid,
      chave: pix.chave,
      valor: pix.valor,
      recebido_em: pix.horario,
      encargos: pix.encargos,
      desconto: pix.desconto,
      resultado: 'SEM_LUGAR',
    })
    .onConflict((oc) => oc.column('fim_a_fim').doNothing())
    .execute();
  let guardado = await travar(tx, pix.endToEndId);
  if (guardado.resultado === 'SEM_LUGAR') guardado = await colocar(tx, guardado, hoje);
  if (pix.devolvido > guardado.devolvido) guardado = await devolver(tx, guardado, pix.devolvido, hoje);
  return guardado.resultado;
}

const travar = (tx: Tx, fimAFim: string) =>
  tx.selectFrom('pix_recebido').selectAll().where('fim_a_fim', '=', fimAFim).forUpdate().executeTakeFirstOrThrow();

type Guardado = Awaited<ReturnType<typeof travar>>;

function mudar(tx: Tx, { fim_a_fim }: Guardado, mudanca: Partial<Guardado>): Promise<Guardado> {
  return tx
    .updateTable('pix_recebido')
    .set(mudanca)
    .where('fim_a_fim', '=', fim_a_fim)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function colocar(tx: Tx, guardado: Guardado, hoje: Day): Promise<Guardado> {
  const dono = await donoDoPix(tx, guardado);
  if (!dono.faturaId) return mudar(tx, guardado, { motivo: dono.motivo, convenio_id: dono.convenioId });
  return aplicar(tx, guardado, { ...dono, faturaId: dono.faturaId, valor: guardado.valor, vez: '' }, hoje);
}

interface Aplicacao {
  faturaId: number;
  convenioId: number | null;
  valor: Centavos;
  /** Tells the payments of one Pix apart: what is left of it after a return is another. */
  vez: string;
}

async function aplicar(tx: Tx, guardado: Guardado, { faturaId, convenioId, valor, vez }: Aplicacao, hoje: Day) {
  // Charged and paid: nothing is to be removed at the bank.
  await tx
    .updateTable('pix_cobranca')
    .set(({ fn }) => ({ situacao: 'CONCLUIDA', atualizada_em: fn('agora') }))
    .where('fatura_id', '=', faturaId)
    .where('txid', '=', guardado.txid ?? '')
    .execute();
  const dia = dayAt(guardado.recebido_em);
  const pagoEm = dia > hoje ? hoje : dia;
  const conta = convenioId === null ? null : await contaDo(tx, convenioId);
  const pagamento = await registrarPagamento(
    tx,
    {
      faturaId,
      origem: 'PIX',
      origemChave: `PIX:${guardado.fim_a_fim}${vez}`,
      valorPago: valor,
      pagoEm,
      contaFinanceiraId: conta,
      ...(await encargosDoPix(tx, faturaId, { ...guardado, valor }, pagoEm)),
    },
    hoje,
  );
  return mudar(tx, guardado, {
    resultado: 'APLICADO',
    motivo: null,
    fatura_id: faturaId,
    convenio_id: convenioId,
    pagamento_id: pagamento.pagamentoId,
  });
}

/**
 * Gives the money of a Pix that has no place to an invoice.
 * Throws notFound `pix.nao_encontrado`, `fatura.nao_encontrada`, conflict `pix.com_lugar`.
 */
export async function colocarPix(tx: Tx, fimAFim: string, faturaId: number, hoje: Day): Promise<void> {
  const existe = await tx
    .selectFrom('pix_recebido')
    .select('fim_a_fim')
    .where('fim_a_fim', '=', fimAFim)
    .executeTakeFirst();
  if (!existe) throw new DomainError('notFound', 'pix.nao_encontrado', { fimAFim });
  const guardado = await travar(tx, fimAFim);
  if (guardado.resultado !== 'SEM_LUGAR') throw new DomainError('conflict', 'pix.com_lugar', { fimAFim });
  const fatura = await tx.selectFrom('fatura').select('id').where('id', '=', faturaId).executeTakeFirst();
  if (!fatura) throw new DomainError('notFound', 'fatura.nao_encontrada', { faturaId });
  const valor = centavos(guardado.valor - guardado.devolvido);
  await aplicar(tx, guardado, { faturaId, convenioId: guardado.convenio_id, valor, vez: '' }, hoje);
}

async function contaDo(tx: Tx, convenioId: number): Promise<number> {
  const { conta } = await tx
    .selectFrom('convenio')
    .select('conta_financeira_id as conta')
    .where('id', '=', convenioId)
    .executeTakeFirstOrThrow();
  return conta;
}

async function devolver(tx: Tx, guardado: Guardado, devolvido: Centavos, hoje: Day): Promise<Guardado> {
  const { pagamento_id: pagamentoId, fatura_id: faturaId, valor, convenio_id: convenioId } = guardado;
  const resta = centavos(valor - devolvido);
  const resultado = resta === 0 ? 'DEVOLVIDO' : guardado.resultado;
  if (pagamentoId === null || faturaId === null) return mudar(tx, guardado, { devolvido, resultado });
  try {
    await inSavepoint(tx, () => estornarPagamento(tx, pagamentoId, `Devolução do Pix ${guardado.fim_a_fim}`, hoje));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Somebody took it back already, or must look: the invoice has been negotiated since.
    const motivo = error.code === 'pagamento.estornado' ? null : `devolvido, sem estorno: ${error.code}`;
    return mudar(tx, guardado, { devolvido, resultado, motivo });
  }
  const estornado = await mudar(tx, guardado, { devolvido, resultado, pagamento_id: pagamentoId });
  const depois =
    resta === 0
      ? estornado
      : await aplicar(tx, estornado, { faturaId, convenioId, valor: resta, vez: `:${devolvido}` }, hoje);
  await reaproveitarSobras(tx, faturaId, hoje);
  return depois;
}
