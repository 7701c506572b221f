import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { mudarStatus } from '#modules/contratos/index.ts';
import type { Tx } from '#platform/db.ts';
import { lancarParaDepois } from './lancamentos-futuros.ts';
import { encerrarCobranca } from './quitacao.ts';
import { espelhar, lancar } from './razao.ts';
import { reabrirCobranca } from './reabrir-cobranca.ts';
import { type FaturaTravada, travarFaturas } from './travar.ts';

/**
 * Undoes a negotiation in force as a whole: what is unpaid of its invoices is cancelled, the old ones are owed again but
 * for what was paid, the oldest first; what was paid beyond them becomes a credit. Contracts that waited for the first
 * instalment are suspended again. Throws notFound `negociacao.nao_encontrada`, conflict `negociacao.encerrada`.
 */
export async function desfazerNegociacao(tx: Tx, id: number, hoje: Day): Promise<void> {
  const { novas, antigas, clienteId } = await travarNegociacao(tx, id);
  await tx.updateTable('negociacao').set({ situacao: 'DESFEITA', desfeita_em: hoje }).where('id', '=', id).execute();
  const abertas = novas.filter(({ situacao }) => situacao === 'ABERTA');
  const pagas = novas.filter(({ situacao }) => situacao === 'PAGA');
  await cancelarParcelas(tx, id, abertas, hoje);
  const pago = (await principalDas(tx, pagas)) + abertas.reduce((soma, { valor_baixado }) => soma + valor_baixado, 0);
  const credito = await reabrirAntigas(tx, id, antigas, pago, hoje);
  await creditar(tx, { id, clienteId, credito, hoje });
  await suspenderDeNovo(tx, novas);
}

async function travarNegociacao(tx: Tx, id: number) {
  const ids = await tx
    .selectFrom('fatura')
    .select('id')
    .where('negociacao_id', '=', id)
    .unionAll(tx.selectFrom('negociacao_fatura').select('fatura_id as id').where('negociacao_id', '=', id))
    .execute();
  if (ids.length === 0) throw new DomainError('notFound', 'negociacao.nao_encontrada', { id });
  // Invoices before the negotiation, as a payment of an instalment locks them.
  const faturas = await travarFaturas(
    tx,
    ids.map((row) => row.id),
  );
  const { situacao, cliente_id: clienteId } = await tx
    .selectFrom('negociacao')
    .select(['situacao', 'cliente_id'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (situacao !== 'VIGENTE') throw new DomainError('conflict', 'negociacao.encerrada', { id, situacao });
  const saldos = await tx
    .selectFrom('negociacao_fatura')
    .select(['fatura_id', 'saldo'])
    .where('negociacao_id', '=', id)
    .execute();
  const antigas = saldos.flatMap(({ fatura_id, saldo }) => {
    const fatura = faturas.find((candidate) => candidate.id === fatura_id);
    return fatura ? { ...fatura, negociado: saldo } : [];
  });
  return { clienteId, antigas, novas: faturas.filter(({ negociacao_id }) => negociacao_id === id) };
}

// Of a paid instalment, what paid the negotiated invoices; its fine and interest stay what they are.
async function principalDas(tx: Tx, pagas: readonly FaturaTravada[]): Promise<number> {
  if (pagas.length === 0) return 0;
  const { soma } = await tx
    .selectFrom('fatura_linha')
    .select(({ fn }) => fn.sum<number | null>('valor').as('soma'))
    .where('tipo', '=', 'NEGOCIACAO')
    .where(
      'fatura_id',
      'in',
      pagas.map(({ id }) => id),
    )
    .executeTakeFirstOrThrow();
  return Number(soma ?? 0);
}

// Their emission is mirrored; what had been paid of one goes over to the old invoices.
async function cancelarParcelas(tx: Tx, id: number, abertas: readonly FaturaTravada[], hoje: Day): Promise<void> {
  if (abertas.length === 0) return;
  const ids = abertas.map((fatura) => fatura.id);
  await tx
    .updateTable('fatura')
    .set(({ ref }) => ({
      situacao: 'CANCELADA',
      valor_baixado: ref('valor'),
      cancelamento_motivo: `Negociação ${id} desfeita`,
    }))
    .where('id', 'in', ids)
    .execute();
  await espelhar(tx, { faturaIds: ids, de: 'NEGOCIACAO' }, { dia: hoje, historico: 'ESTORNO' });
  await lancar(
    tx,
    abertas.map((fatura) => ({
      dia: hoje,
      debito: 'CLIENTES',
      credito: 'NEGOCIACAO',
      valor: fatura.valor_baixado,
      historico: 'ESTORNO',
      clienteId: fatura.cliente_id,
      faturaId: fatura.id,
      negociacaoId: id,
    })),
  );
  await encerrarCobranca(tx, ids);
}

type Antiga = FaturaTravada & { negociado: Centavos };

/** Gives what was paid beyond the old invoices. */
async function reabrirAntigas(
  tx: Tx,
  id: number,
  antigas: readonly Antiga[],
  pago: number,
  hoje: Day,
): Promise<Centavos> {
  const { devidas, sobra } = cobrirAntigas(antigas, pago);
  for (const { fatura, devido } of devidas) {
    await tx
      .updateTable('fatura')
      .set({
        valor_baixado: centavos(fatura.valor - devido),
        ...(devido > 0 ? { situacao: 'ABERTA' as const } : { situacao: 'PAGA' as const, paga_em: hoje }),
      })
      .where('id', '=', fatura.id)
      .execute();
  }
  await lancar(
    tx,
    devidas.map(({ fatura, devido }) => ({
      dia: hoje,
      debito: 'CLIENTES',
      credito: 'NEGOCIACAO',
      valor: devido,
      historico: 'ESTORNO',
      clienteId: fatura.cliente_id,
      faturaId: fatura.id,
      negociacaoId: id,
    })),
  );
  await reabrirCobranca(
    tx,
    devidas.filter(({ devido }) => devido > 0).map(({ fatura }) => fatura.id),
    hoje,
  );
  return sobra;
}

/** Shares out what was paid over the old invoices, those due first before the others; the rest of each is owed again. */
export function cobrirAntigas<F extends { id: number; vencimento: Day; negociado: Centavos }>(
  antigas: readonly F[],
  pago: number,
): { devidas: { fatura: F; devido: Centavos }[]; sobra: Centavos } {
  let resta = pago;
  const devidas = [...antigas]
    .sort((a, b) => (a.vencimento === b.vencimento ? a.id - b.id : a.vencimento < b.vencimento ? -1 : 1))
    .map((fatura) => {
      const coberto = Math.min(resta, fatura.negociado);
      resta -= coberto;
      return { fatura, devido: centavos(fatura.negociado - coberto) };
    });
  return { devidas, sobra: centavos(resta) };
}

interface Sobra {
  id: number;
  clienteId: number;
  credito: Centavos;
  hoje: Day;
}

async function creditar(tx: Tx, { id, clienteId, credito, hoje }: Sobra): Promise<void> {
  if (credito === 0) return;
  await lancarParaDepois(tx, [
    {
      clienteId,
      contratoId: null,
      tipo: 'CREDITO',
      descricao: `Pago a mais na negociação ${id}`,
      valor: centavos(-credito),
    },
  ]);
  await lancar(tx, [
    {
      dia: hoje,
      debito: 'NEGOCIACAO',
      credito: 'CREDITOS',
      valor: credito,
      historico: 'CREDITO',
      clienteId,
      negociacaoId: id,
    },
  ]);
}

async function suspenderDeNovo(tx: Tx, novas: readonly FaturaTravada[]): Promise<void> {
  const contratos = await tx
    .selectFrom('fatura_contrato as fc')
    .innerJoin('contrato as k', 'k.id', 'fc.contrato_id')
    .select('k.id')
    .distinct()
    .where(
      'fc.fatura_id',
      'in',
      novas.map(({ id }) => id),
    )
    .where('k.status', '=', 'EM NEGOCIACAO')
    .orderBy('k.id')
    .execute();
  for (const { id } of contratos) {
    await mudarStatus(tx, { contratoId: id, para: 'SUSPENSO', motivo: 'NEGOCIACAO DESFEITA' });
  }
}
