import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import type { DadosDoCartao, NovoPagamento } from './pagamento-novo.ts';
import { campoImpossivel } from './repartir.ts';
import type { FaturaTravada } from './travar.ts';

/** The fields that a payment by hand may be refused by. */
export type CampoDoPagamento =
  | 'valorPago'
  | 'multa'
  | 'juros'
  | 'desconto'
  | 'parcial'
  | 'pagoEm'
  | 'contaFinanceiraId'
  | 'formaPagamentoId'
  | 'bandeiraId'
  | 'autorizacao'
  | 'tid'
  | 'nsu';

/**
 * Refuses a payment by hand that cannot be: the invoice's state, amounts, day, account, form and card data, each
 * against the others. Throws as registrarPagamento() does.
 */
export async function conferirManual(tx: Tx, fatura: FaturaTravada, novo: NovoPagamento, hoje: Day): Promise<void> {
  if (fatura.situacao === 'PAGA') throw new DomainError('conflict', 'fatura.ja_quitada');
  if (fatura.situacao === 'NEGOCIADA') throw new DomainError('conflict', 'fatura.negociada');
  if (fatura.situacao === 'CANCELADA') throw new DomainError('conflict', 'fatura.cancelada');
  const { multa = centavos(0), juros = centavos(0), desconto = centavos(0), parcial = false } = novo;
  recusar(campoImpossivel(fatura.saldo, { valorPago: novo.valorPago, multa, juros, desconto, parcial }));
  if (novo.pagoEm > hoje || novo.pagoEm < (fatura.emitida_em ?? novo.pagoEm)) recusar('pagoEm');
  await conferirMeio(tx, fatura, novo);
}

async function conferirMeio(tx: Tx, fatura: FaturaTravada, novo: NovoPagamento): Promise<void> {
  const { contaFinanceiraId = null, formaPagamentoId = null, cartao = {} } = novo;
  const found = await tx
    .selectNoFrom((eb) => [
      eb.selectFrom('conta_financeira').select('ativo').where('id', '=', contaFinanceiraId).as('contaAtiva'),
      eb.selectFrom('forma_pagamento').select('is_cartao').where('id', '=', formaPagamentoId).as('cartao'),
      eb
        .selectFrom('conta_financeira_forma_pagamento')
        .select('conta_financeira_id')
        .where('conta_financeira_id', '=', contaFinanceiraId)
        .where('forma_pagamento_id', '=', formaPagamentoId)
        .as('aceita'),
      eb
        .selectFrom('bandeira_cartao')
        .select('empresa_id')
        .where('id', '=', cartao.bandeiraId ?? null)
        .as('empresaDaBandeira'),
    ])
    .executeTakeFirstOrThrow();
  if (!found.contaAtiva) recusar('contaFinanceiraId');
  if (formaPagamentoId !== null) {
    if (found.cartao === null) recusar('formaPagamentoId');
    if (found.aceita === null) recusar('contaFinanceiraId');
  }
  recusar(found.cartao ? campoQueFalta(cartao) : campoDemais(cartao));
  if (cartao.bandeiraId === undefined) return;
  if (found.empresaDaBandeira === null) recusar('bandeiraId');
  if (fatura.empresa_id !== null && found.empresaDaBandeira !== fatura.empresa_id) recusar('bandeiraId');
}

// A card's payment is found again at the acquirer by its brand and its authorisation or NSU.
function campoQueFalta({ bandeiraId, autorizacao, nsu }: DadosDoCartao): CampoDoPagamento | null {
  if (bandeiraId === undefined) return 'bandeiraId';
  return autorizacao === undefined && nsu === undefined ? 'autorizacao' : null;
}

function campoDemais({ bandeiraId, autorizacao, tid, nsu }: DadosDoCartao): CampoDoPagamento | null {
  if (bandeiraId !== undefined) return 'bandeiraId';
  if (autorizacao !== undefined) return 'autorizacao';
  if (tid !== undefined) return 'tid';
  return nsu === undefined ? null : 'nsu';
}

function recusar(campo: CampoDoPagamento | null): void {
  if (campo !== null) throw new DomainError('invalid', 'pagamento.campo', { campo });
}
