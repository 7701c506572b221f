import { addMonths, type Day } from '#kernel/dates.ts';
import { type Centavos, centavos, instalment } from '#kernel/money.ts';
import type { Reader } from '#platform/db.ts';
import { type Divida, dividaDe, exigirNegociaveis } from './negociacao-faturas.ts';
import { ordenarParcelas, type ParcelaPedida } from './negociacao-rules.ts';
import { politicaEm } from './politica.ts';

export interface Simulacao extends Divida {
  /** Balances, fine and interest of today. */
  total: Centavos;
  /** What negociar() takes. */
  parcelas: ParcelaPedida[];
}

/**
 * The instalments by which a customer's open invoices can be negotiated today: debt, fine and interest divided evenly,
 * due every month from the first day on. Throws as ordenarParcelas() and exigirNegociaveis() do.
 */
export async function simularNegociacao(
  db: Reader,
  clienteId: number,
  { faturaIds, parcelas, primeira }: { faturaIds: readonly number[]; parcelas: number; primeira: Day },
  hoje: Day,
): Promise<Simulacao> {
  const ids = [...new Set(faturaIds)];
  const rows = await db
    .selectFrom('fatura')
    .select(['id', 'cliente_id', 'empresa_id', 'forma_cobranca_id', 'vencimento', 'situacao', 'negociacao_id'])
    .select(['valor', 'valor_baixado'])
    .where('id', 'in', ids)
    .execute();
  const faturas = rows.map((row) => ({ ...row, saldo: centavos(row.valor - row.valor_baixado) }));
  exigirNegociaveis(clienteId, ids, faturas);
  const divida = await dividaDe(db, faturas, hoje);
  const pedidas = parcelar(divida, parcelas, primeira).map((parcela) => ({ ...parcela, faturaIds: ids }));
  return {
    ...divida,
    total: centavos(divida.saldo + divida.multa + divida.juros),
    parcelas: ordenarParcelas(pedidas, await politicaEm(db, hoje), hoje),
  };
}

/** Divides what is owed into monthly instalments that add up to it, part by part. */
export function parcelar(
  { saldo, multa, juros }: Divida,
  quantas: number,
  primeira: Day,
): Omit<ParcelaPedida, 'faturaIds'>[] {
  return Array.from({ length: quantas }, (_, i) => {
    const parte = (valor: Centavos) => instalment(valor, quantas, i + 1);
    return {
      numero: i + 1,
      total: centavos(parte(saldo) + parte(multa) + parte(juros)),
      multa: parte(multa),
      juros: parte(juros),
      desconto: centavos(0),
      vencimento: addMonths(primeira, i),
    };
  });
}
