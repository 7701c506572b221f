import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { addDays, type Day, dayAt } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { estornarPagamento } from '#modules/financeiro/index.ts';
import type { DB, Reader, Tx } from '#platform/db.ts';
import { inSavepoint, inTransaction, type Origin } from '#platform/transaction.ts';
import { acompanharDevolucao } from './acompanhar.ts';
import type { PixNeeds } from './cobrar.ts';

/** Days after a Pix in which it can be given back (Regulamento do Pix, Resolução BCB 1/2020). */
const PRAZO_DIAS = 90;
const ABERTAS = ['A_PEDIR', 'EM_PROCESSAMENTO'] as const;

export interface PedidoDeDevolucao {
  fimAFim: string;
  /** null: all that is left of it. */
  valor: Centavos | null;
  motivo: string;
}

export interface Devolucao {
  id: string;
  fimAFim: string;
  valor: Centavos;
  motivo: string;
  situacao: Selectable<DB['pix_devolucao']>['situacao'];
  /** Why the bank did not carry it out, or did not answer. */
  erro: string | null;
  pedidaEm: Date;
}

/**
 * Gives a Pix back to who paid it, or a part of it, and takes the payment back as far as that goes once the bank has
 * carried it out. The same again, while the bank has not done so, is the same return: a crash asks for no second one.
 * Throws notFound `pix.nao_encontrado`, invalid `pix.devolucao_valor` (facts resta), conflict `pix.devolucao_prazo`
 * (facts ate) and why the payment cannot be reversed (`pagamento.fatura_negociada`, `pagamento.negociacao_desfeita`);
 * the PartnerError of a bank that does not answer, whereupon the routine asks again.
 */
export async function devolverPix(needs: PixNeeds, pedido: PedidoDeDevolucao, origem: Origin): Promise<Devolucao> {
  const id = await inTransaction(needs.db, origem, (tx) => pedir(tx, pedido, needs.clock.today()));
  await acompanharDevolucao(needs, id, origem);
  return lerDevolucoes(needs.db).where('id', '=', id).executeTakeFirstOrThrow();
}

/** Returns, the latest first. */
export const lerDevolucoes = (db: Reader) =>
  db
    .selectFrom('pix_devolucao')
    .select(['id', 'fim_a_fim as fimAFim', 'valor', 'motivo', 'situacao', 'erro', 'pedida_em as pedidaEm'])
    .orderBy('pedida_em', 'desc')
    .orderBy('id');

async function pedir(tx: Tx, { fimAFim, valor, motivo }: PedidoDeDevolucao, hoje: Day): Promise<string> {
  const pix = await tx
    .selectFrom('pix_recebido')
    .select(['valor', 'devolvido', 'recebido_em', 'pagamento_id'])
    .where('fim_a_fim', '=', fimAFim)
    .forUpdate()
    .executeTakeFirst();
  if (!pix) throw new DomainError('notFound', 'pix.nao_encontrado', { fimAFim });
  const abertas = await tx
    .selectFrom('pix_devolucao')
    .select(['id', 'valor'])
    .where('fim_a_fim', '=', fimAFim)
    .where('situacao', 'in', ABERTAS)
    .execute();
  const quanto = valor ?? centavos(pix.valor - pix.devolvido);
  const mesma = abertas.find((aberta) => aberta.valor === quanto);
  if (mesma) return mesma.id;
  const resta = centavos(pix.valor - pix.devolvido - abertas.reduce((soma, aberta) => soma + aberta.valor, 0));
  if (quanto <= 0 || quanto > resta) throw new DomainError('invalid', 'pix.devolucao_valor', { resta });
  const ate = addDays(dayAt(pix.recebido_em), PRAZO_DIAS);
  if (hoje > ate) throw new DomainError('conflict', 'pix.devolucao_prazo', { ate });
  if (pix.pagamento_id !== null) await exigirEstornavel(tx, pix.pagamento_id, hoje);
  const id = `D${randomBytes(16).toString('hex')}`;
  await tx.insertInto('pix_devolucao').values({ id, fim_a_fim: fimAFim, valor: quanto, motivo }).execute();
  return id;
}

class Ensaio extends Error {}

// The money is not to leave for a payment that stays: taking it back is tried, and undone. One that was taken back
// already is what the money is given back for.
async function exigirEstornavel(tx: Tx, pagamentoId: number, hoje: Day): Promise<void> {
  try {
    await inSavepoint(tx, async () => {
      await estornarPagamento(tx, pagamentoId, 'Ensaio de devolução', hoje);
      throw new Ensaio();
    });
  } catch (error) {
    const livre = error instanceof Ensaio || (error instanceof DomainError && error.code === 'pagamento.estornado');
    if (!livre) throw error;
  }
}
