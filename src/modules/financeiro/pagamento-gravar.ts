import { centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import { lancarParaDepois, type NovoLancamento } from './lancamentos-futuros.ts';
import type { NovoPagamento } from './pagamento-novo.ts';
import { type Lancamento, lancar } from './razao.ts';
import type { Pago, Reparticao } from './repartir.ts';
import type { FaturaTravada } from './travar.ts';

export interface PagamentoRepartido {
  fatura: FaturaTravada;
  novo: NovoPagamento;
  pago: Pago;
  partes: Reparticao;
}

/**
 * Writes a payment with its ledger rows, and its credit or remainder for the next invoice. Gives the id of the payment
 * that has this `origemChave` already, with `repetido`, when there is one.
 */
export async function gravarPagamento(
  tx: Tx,
  repartido: PagamentoRepartido,
): Promise<{ id: number; repetido: boolean }> {
  const { fatura, novo, partes } = repartido;
  const id = await inserir(tx, repartido);
  if (id === null) return { id: await idDaChave(tx, novo.origemChave ?? ''), repetido: true };
  await lancar(
    tx,
    lancamentosDe(partes, repartido.pago).map((parte) => ({
      ...parte,
      dia: novo.pagoEm,
      clienteId: fatura.cliente_id,
      faturaId: fatura.id,
      pagamentoId: id,
      contaFinanceiraId: parte.debito === 'CAIXA' ? novo.contaFinanceiraId : null,
    })),
  );
  await deixarParaAProxima(tx, id, fatura, partes);
  return { id, repetido: false };
}

type Parte = Pick<Lancamento, 'debito' | 'credito' | 'valor' | 'historico'>;

/** The ledger rows of a payment, without whose and when. */
export function lancamentosDe(partes: Reparticao, { desconto }: Pick<Pago, 'desconto'>): Parte[] {
  const { emJuros, emMulta, noSaldo, credito, resto, restoEncargos } = partes;
  return [
    { debito: 'CAIXA', credito: 'CLIENTES', valor: noSaldo, historico: 'PAGAMENTO' },
    { debito: 'CAIXA', credito: 'ENCARGOS', valor: emMulta, historico: 'MULTA' },
    { debito: 'CAIXA', credito: 'ENCARGOS', valor: emJuros, historico: 'JUROS' },
    { debito: 'CAIXA', credito: 'CREDITOS', valor: credito, historico: 'CREDITO' },
    { debito: 'DESCONTOS', credito: 'CLIENTES', valor: desconto, historico: 'DESCONTO' },
    { debito: 'A_COBRAR', credito: 'CLIENTES', valor: centavos(resto - restoEncargos), historico: 'RESTO' },
    { debito: 'A_COBRAR', credito: 'ENCARGOS', valor: restoEncargos, historico: 'RESTO' },
  ];
}

async function inserir(tx: Tx, { fatura, novo, pago, partes }: PagamentoRepartido): Promise<number | null> {
  const row = await tx
    .insertInto('pagamento')
    .values({
      fatura_id: fatura.id,
      cliente_id: fatura.cliente_id,
      origem: novo.origem,
      origem_chave: novo.origemChave ?? null,
      valor_pago: novo.valorPago,
      multa: pago.multa,
      juros: pago.juros,
      desconto: pago.desconto,
      abatido: partes.abatido,
      credito: partes.credito,
      resto: partes.resto,
      parcial: pago.parcial,
      pago_em: novo.pagoEm,
      conta_financeira_id: novo.contaFinanceiraId ?? null,
      forma_pagamento_id: novo.formaPagamentoId ?? null,
      bandeira_cartao_id: novo.cartao?.bandeiraId ?? null,
      cartao_autorizacao: novo.cartao?.autorizacao ?? null,
      cartao_tid: novo.cartao?.tid ?? null,
      cartao_nsu: novo.cartao?.nsu ?? null,
    })
    .onConflict((oc) => oc.column('origem_chave').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

async function idDaChave(tx: Tx, chave: string): Promise<number> {
  const { id } = await tx
    .selectFrom('pagamento')
    .select('id')
    .where('origem_chave', '=', chave)
    .executeTakeFirstOrThrow();
  return id;
}

async function deixarParaAProxima(
  tx: Tx,
  pagamentoId: number,
  fatura: FaturaTravada,
  partes: Reparticao,
): Promise<void> {
  const comum = { clienteId: fatura.cliente_id, contratoId: null, pagamentoId };
  const credito: NovoLancamento = {
    ...comum,
    tipo: 'CREDITO',
    descricao: `Pago a mais na fatura ${fatura.id}`,
    valor: centavos(-partes.credito),
  };
  const resto: NovoLancamento = {
    ...comum,
    tipo: 'RESTO',
    descricao: `Pago a menos na fatura ${fatura.id}`,
    valor: partes.resto,
  };
  await lancarParaDepois(
    tx,
    [credito, resto].filter(({ valor }) => valor !== 0),
  );
}
