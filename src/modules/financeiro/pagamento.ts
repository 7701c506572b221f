import type { Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import { encargos } from './encargos.ts';
import { gravarPagamento } from './pagamento-gravar.ts';
import { conferirManual } from './pagamento-manual.ts';
import type { NovoPagamento } from './pagamento-novo.ts';
import { politicaEm } from './politica.ts';
import { aoQuitar } from './quitacao.ts';
import { type Pago, type Reparticao, repartir } from './repartir.ts';
import { type FaturaTravada, travarFatura } from './travar.ts';

export interface PagamentoRegistrado {
  pagamentoId: number;
  clienteId: number;
  /** CREDITO: the invoice owed nothing any more; REPETIDO: this money was known, and nothing was written. */
  resultado: 'QUITADA' | 'PARCIAL' | 'CREDITO' | 'REPETIDO';
  credito: Centavos;
  resto: Centavos;
}

/**
 * Records money received for an invoice, which it locks: of fifty at once one settles it. A payment by hand is refused
 * where it cannot be; money that a bank reports is there and is never refused: for an invoice that owes nothing it
 * becomes the customer's credit, and the same `origemChave` a second time changes nothing.
 * Throws notFound `fatura.nao_encontrada`; of a payment by hand invalid `pagamento.campo` (facts campo, a field of
 * NovoPagamento) and conflict `fatura.ja_quitada`, `fatura.negociada`, `fatura.cancelada`.
 */
export async function registrarPagamento(tx: Tx, novo: NovoPagamento, hoje: Day): Promise<PagamentoRegistrado> {
  const fatura = await travarFatura(tx, novo.faturaId);
  if (novo.origem === 'MANUAL') await conferirManual(tx, fatura, novo, hoje);
  return aplicarPagamento(
    tx,
    fatura,
    novo,
    fatura.situacao === 'ABERTA' ? await pagoDe(tx, fatura, novo) : soDinheiro(novo),
  );
}

/** Writes a payment that has been judged, of an invoice that is locked, and what follows from it. */
export async function aplicarPagamento(
  tx: Tx,
  fatura: FaturaTravada,
  novo: NovoPagamento,
  pago: Pago,
): Promise<PagamentoRegistrado> {
  const aberta = fatura.situacao === 'ABERTA';
  const partes = repartir(aberta ? fatura.saldo : centavos(0), pago);
  const { id, repetido } = await gravarPagamento(tx, { fatura, novo, pago, partes });
  if (repetido) return conhecido(tx, id);
  const quitada = aberta && partes.abatido === fatura.saldo;
  if (aberta) await baixar(tx, fatura, partes, quitada ? novo.pagoEm : null);
  if (quitada) await aoQuitar(tx, fatura, novo.origem);
  return {
    pagamentoId: id,
    clienteId: fatura.cliente_id,
    resultado: quitada ? 'QUITADA' : aberta ? 'PARCIAL' : 'CREDITO',
    credito: partes.credito,
    resto: partes.resto,
  };
}

async function pagoDe(tx: Tx, fatura: FaturaTravada, novo: NovoPagamento): Promise<Pago> {
  const { valorPago, desconto = centavos(0), parcial = false } = novo;
  const calculados =
    novo.multa === undefined && novo.juros === undefined
      ? encargos(
          { saldo: fatura.saldo, vencimento: fatura.vencimento, ate: novo.pagoEm },
          await politicaEm(tx, fatura.vencimento),
        )
      : { multa: novo.multa ?? centavos(0), juros: novo.juros ?? centavos(0) };
  // By hand it was looked at before; a bank's discount on an invoice that was paid in part may be more than is owed.
  return { valorPago, ...calculados, desconto: centavos(Math.min(desconto, fatura.saldo)), parcial };
}

const soDinheiro = ({ valorPago }: NovoPagamento): Pago => ({
  valorPago,
  multa: centavos(0),
  juros: centavos(0),
  desconto: centavos(0),
  parcial: false,
});

async function baixar(tx: Tx, fatura: FaturaTravada, { abatido }: Reparticao, pagaEm: Day | null): Promise<void> {
  await tx
    .updateTable('fatura')
    .set({
      valor_baixado: centavos(fatura.valor_baixado + abatido),
      ...(pagaEm && { situacao: 'PAGA' as const, paga_em: pagaEm }),
    })
    .where('id', '=', fatura.id)
    .execute();
}

async function conhecido(tx: Tx, id: number): Promise<PagamentoRegistrado> {
  const { cliente_id: clienteId, ...row } = await tx
    .selectFrom('pagamento')
    .select(['cliente_id', 'credito', 'resto'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { pagamentoId: id, clienteId, resultado: 'REPETIDO', ...row };
}
