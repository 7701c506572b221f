import { addDays, type Day } from '#kernel/dates.ts';
import type { NovaLinha } from '#modules/financeiro/index.ts';
import type { AcertoDeMes } from './acertos.ts';
import { type Cobranca, cobrar, type MesCobrado } from './cobrar.ts';
import type { ContratoLido, Regras } from './contrato.ts';
import { aplicarLancamentos, type LancamentoAberto, type Resto, type Uso } from './creditos.ts';

/** An invoice of the billing, before it is issued. */
export interface Conta {
  clienteId: number;
  empresaId: number;
  formaCobrancaId: number;
  vencimento: Day;
  competencia: Day;
  contratos: number[];
  linhas: NovaLinha[];
  ligacoes: number[];
}

/** A contract's month as it is put on record. */
export interface Faturado extends MesCobrado {
  contratoId: number;
  /** null: there was nothing to charge. */
  conta: Conta | null;
}

/** What the billing of some customers comes to; nothing is written yet. */
export interface Faturamento {
  contas: Conta[];
  faturados: Faturado[];
  acertos: (AcertoDeMes & { contratoId: number })[];
  usos: Uso<Conta>[];
  restos: Resto[];
  /** Contracts that cannot be billed: they have no billing form. */
  semForma: number[];
}

/** How many days an invoice must leave for its payment, when the day of its billing was missed. */
export interface Prazos {
  antecedenciaMinimaDias: number;
}

/**
 * Bills contracts, in the order of their customers: one invoice for each customer, company, billing form and due date
 * where the customer wants a single one, else one for each contract.
 */
export function compor(
  contratos: readonly ContratoLido[],
  lancamentos: readonly LancamentoAberto[],
  regras: Regras & Prazos,
): Faturamento {
  const feito: Faturamento = { contas: [], faturados: [], acertos: [], usos: [], restos: [], semForma: [] };
  const porCliente = Map.groupBy(contratos, ({ clienteId }) => clienteId);
  const abertos = Map.groupBy(lancamentos, ({ clienteId }) => clienteId);
  for (const [clienteId, seus] of porCliente) comporCliente(feito, seus, abertos.get(clienteId) ?? [], regras);
  return feito;
}

function comporCliente(
  feito: Faturamento,
  contratos: readonly ContratoLido[],
  lancamentos: readonly LancamentoAberto[],
  regras: Regras & Prazos,
): void {
  const contas = new Map<string, Conta>();
  const creditos: LancamentoAberto[] = [];
  for (const contrato of contratos) {
    const cobranca = cobrar(contrato, regras);
    if (!cobranca) continue;
    if (contrato.formaCobrancaId === null) {
      feito.semForma.push(contrato.id);
      continue;
    }
    const conta =
      cobranca.linhas.length > 0 ? naConta(contas, contrato, contrato.formaCobrancaId, cobranca, regras) : null;
    const { id: contratoId } = contrato;
    feito.faturados.push(...cobranca.meses.map((mes) => ({ ...mes, contratoId, conta })));
    feito.acertos.push(...cobranca.acertos.map((acerto) => ({ ...acerto, contratoId })));
    creditos.push(...cobranca.creditos.map((linha) => creditoDe(contrato, linha)));
  }
  const suas = [...contas.values()].sort((a, b) =>
    a.vencimento < b.vencimento ? -1 : Number(a.vencimento > b.vencimento),
  );
  // What waits for an invoice goes on waiting without one.
  const { usos, restos } = aplicarLancamentos(suas, suas.length > 0 ? [...lancamentos, ...creditos] : creditos);
  feito.contas.push(...suas);
  feito.usos.push(...usos);
  feito.restos.push(...restos);
}

function naConta(
  contas: Map<string, Conta>,
  { id, clienteId, empresaId, faturaUnica, alvo }: ContratoLido,
  formaCobrancaId: number,
  { linhas, ligacoes }: Cobranca,
  { hoje, antecedenciaMinimaDias }: Regras & Prazos,
): Conta {
  const minimo = addDays(hoje, antecedenciaMinimaDias);
  const vencimento = alvo.vencimento > minimo ? alvo.vencimento : minimo;
  const key = faturaUnica ? `${empresaId} ${formaCobrancaId} ${vencimento}` : `contrato ${id}`;
  const nova = { clienteId, empresaId, formaCobrancaId, vencimento, competencia: alvo.competencia };
  const conta = contas.get(key) ?? { ...nova, contratos: [], linhas: [], ligacoes: [] };
  contas.set(key, conta);
  conta.contratos.push(id);
  conta.linhas.push(...linhas);
  conta.ligacoes.push(...ligacoes);
  if (alvo.competencia > conta.competencia) conta.competencia = alvo.competencia;
  return conta;
}

const creditoDe = ({ clienteId }: ContratoLido, { contratoId, descricao, valor }: NovaLinha): LancamentoAberto => ({
  id: null,
  clienteId,
  contratoId,
  tipo: 'ACERTO',
  descricao,
  valor,
  pagamentoId: null,
});
