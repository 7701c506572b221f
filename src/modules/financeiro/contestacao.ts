import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { violatedConstraint } from '#platform/constraint.ts';
import type { Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import { inSavepoint } from '#platform/transaction.ts';
import { lancarParaDepois } from './lancamentos-futuros.ts';
import { aplicarPagamento } from './pagamento.ts';
import { lancar } from './razao.ts';
import { type FaturaTravada, travarFatura } from './travar.ts';

/**
 * Puts on record that a customer disputes an amount of an invoice: of an open one, at most what is owed, and never
 * what was upheld before. While it is
 * open the dunning leaves the amount out (RGC, Resolução Anatel 765/2023). Gives its id.
 * Throws notFound `fatura.nao_encontrada`, conflict `contestacao.situacao`, `contestacao.aberta`, invalid
 * `contestacao.valor` (facts maximo).
 */
export async function contestarFatura(tx: Tx, faturaId: number, valor: Centavos, motivo: string): Promise<number> {
  const fatura = await travarFatura(tx, faturaId);
  const { situacao } = fatura;
  if (situacao !== 'ABERTA' && situacao !== 'PAGA') {
    throw new DomainError('conflict', 'contestacao.situacao', { faturaId, situacao });
  }
  const reconhecido = await reconhecidoDa(tx, faturaId);
  const maximo = centavos(Math.min(situacao === 'ABERTA' ? fatura.saldo : fatura.valor, fatura.valor - reconhecido));
  if (valor <= 0 || valor > maximo) throw new DomainError('invalid', 'contestacao.valor', { maximo });
  try {
    const { id } = await inSavepoint(tx, () =>
      tx
        .insertInto('fatura_contestacao')
        .values({ fatura_id: faturaId, valor, motivo })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    await restaurar(tx, fatura.cliente_id);
    return id;
  } catch (error) {
    if (violatedConstraint(error) !== 'fatura_contestacao_aberta') throw error;
    throw new DomainError('conflict', 'contestacao.aberta', { faturaId });
  }
}

// What it leaves undisputed may be nothing.
const restaurar = (tx: Tx, clienteId: number): Promise<void> =>
  enqueue(tx, 'inadimplencia.restaurar', { clienteId }, { key: `inadimplencia.restaurar ${clienteId}` });

// What was upheld before is not given back a second time.
async function reconhecidoDa(tx: Tx, faturaId: number): Promise<number> {
  const { soma } = await tx
    .selectFrom('fatura_contestacao')
    .select(({ fn }) => fn.sum<number | null>('valor').as('soma'))
    .where('fatura_id', '=', faturaId)
    .where('procedente', '=', true)
    .executeTakeFirstOrThrow();
  return Number(soma ?? 0);
}

/**
 * Ends the open dispute of an invoice. One that is upheld takes the amount off what is owed, as a discount; what of it
 * was paid already becomes a credit. Gives both amounts.
 * Throws notFound `fatura.nao_encontrada`, `contestacao.nao_encontrada`.
 */
export async function encerrarContestacao(
  tx: Tx,
  faturaId: number,
  procedente: boolean,
  hoje: Day,
): Promise<{ abatido: Centavos; credito: Centavos }> {
  const fatura = await travarFatura(tx, faturaId);
  const contestacao = await tx
    .updateTable('fatura_contestacao')
    .set(({ fn }) => ({ encerrada_em: fn('agora'), procedente }))
    .where('fatura_id', '=', faturaId)
    .where('encerrada_em', 'is', null)
    .returning(['id', 'valor'])
    .executeTakeFirst();
  if (!contestacao) throw new DomainError('notFound', 'contestacao.nao_encontrada', { faturaId });
  if (!procedente || fatura.situacao === 'CANCELADA') return { abatido: centavos(0), credito: centavos(0) };
  const devido = fatura.situacao === 'ABERTA' ? fatura.saldo : 0;
  const abatido = centavos(Math.min(contestacao.valor, devido));
  const credito = centavos(contestacao.valor - abatido);
  if (abatido > 0) await descontar(tx, fatura, abatido, hoje);
  if (credito > 0) await creditar(tx, fatura, credito, hoje);
  return { abatido, credito };
}

// A payment without money: it can be looked at and taken back as any other.
async function descontar(tx: Tx, fatura: FaturaTravada, desconto: Centavos, hoje: Day): Promise<void> {
  const zero = centavos(0);
  await aplicarPagamento(
    tx,
    fatura,
    { faturaId: fatura.id, origem: 'MANUAL', valorPago: zero, pagoEm: hoje },
    { valorPago: zero, multa: zero, juros: zero, desconto, parcial: desconto < fatura.saldo },
  );
}

async function creditar(tx: Tx, fatura: FaturaTravada, credito: Centavos, hoje: Day): Promise<void> {
  await lancarParaDepois(tx, [
    {
      clienteId: fatura.cliente_id,
      contratoId: null,
      tipo: 'CREDITO',
      descricao: `Contestação da fatura ${fatura.id}`,
      valor: centavos(-credito),
    },
  ]);
  await lancar(tx, [
    {
      dia: hoje,
      debito: 'DESCONTOS',
      credito: 'CREDITOS',
      valor: credito,
      historico: 'CREDITO',
      clienteId: fatura.cliente_id,
      faturaId: fatura.id,
    },
  ]);
}
