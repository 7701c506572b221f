import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Reader } from '#platform/db.ts';
import { type Encargos, encargos } from './encargos.ts';
import { politicas, vigenteEm } from './politica.ts';

/** An invoice as a negotiation looks at it. */
export interface FaturaNegociavel {
  id: number;
  cliente_id: number;
  empresa_id: number | null;
  forma_cobranca_id: number | null;
  vencimento: Day;
  situacao: string;
  negociacao_id: number | null;
  saldo: Centavos;
}

/** What the chosen invoices owe on a day: balances, and the charges of the policy of each due date. */
export interface Divida extends Encargos {
  saldo: Centavos;
}

/**
 * Refuses what cannot be negotiated: every invoice must be the customer's, open, and not itself an instalment.
 * Throws notFound `negociacao.fatura_desconhecida` (also of somebody else's), conflict `negociacao.fatura_fechada`,
 * `negociacao.de_negociacao` (facts faturaId), `negociacao.empresas`.
 */
export function exigirNegociaveis(
  clienteId: number,
  pedidas: readonly number[],
  faturas: readonly FaturaNegociavel[],
): void {
  for (const faturaId of pedidas) {
    const fatura = faturas.find(({ id }) => id === faturaId);
    if (fatura?.cliente_id !== clienteId) {
      throw new DomainError('notFound', 'negociacao.fatura_desconhecida', { faturaId });
    }
    if (fatura.situacao !== 'ABERTA') throw new DomainError('conflict', 'negociacao.fatura_fechada', { faturaId });
    if (fatura.negociacao_id !== null) throw new DomainError('conflict', 'negociacao.de_negociacao', { faturaId });
  }
  const empresas = new Set(faturas.flatMap(({ empresa_id }) => empresa_id ?? []));
  if (empresas.size > 1) throw new DomainError('conflict', 'negociacao.empresas');
}

/** Sums what invoices owe on a day. */
export async function dividaDe(
  db: Reader,
  faturas: readonly Pick<FaturaNegociavel, 'saldo' | 'vencimento'>[],
  hoje: Day,
): Promise<Divida> {
  const regras = await politicas(db);
  const partes = faturas.map(({ saldo, vencimento }) => ({
    saldo,
    ...encargos({ saldo, vencimento, ate: hoje }, vigenteEm(regras, vencimento)),
  }));
  const soma = (campo: keyof Divida) => centavos(partes.reduce((total, parte) => total + parte[campo], 0));
  return { saldo: soma('saldo'), multa: soma('multa'), juros: soma('juros') };
}
