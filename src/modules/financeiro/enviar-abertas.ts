import { formatDay } from '#kernel/dates.ts';
import { centavos, formatReais } from '#kernel/money.ts';
import { agendarEmail } from '#modules/notificacoes/index.ts';
import type { Tx } from '#platform/db.ts';

/**
 * Sends open invoices to the customer's e-mail, all of them in one message with a PDF each, or none: false when one is not
 * the customer's or not open, or when there is no address. `causa` names this request: the same never sends twice.
 */
export async function enviarFaturasAbertas(
  tx: Tx,
  clienteId: number,
  faturaIds: readonly number[],
  causa: string,
): Promise<boolean> {
  const ids = [...new Set(faturaIds)];
  const cliente = await tx
    .selectFrom('cliente')
    .select(['nome', 'nome_tratamento', 'email'])
    .where('id', '=', clienteId)
    .where('situacao', '!=', 'E')
    .executeTakeFirst();
  if (!cliente?.email) return false;
  // Held until the message is on record: a payment that comes at this moment is waited for.
  const faturas = await tx
    .selectFrom('fatura')
    .select(['id', 'valor', 'valor_baixado', 'vencimento'])
    .where('id', 'in', ids)
    .where('cliente_id', '=', clienteId)
    .where('situacao', '=', 'ABERTA')
    .orderBy('id')
    .forShare()
    .execute();
  if (faturas.length < ids.length) return false;
  const porVencimento = faturas.toSorted((a, b) => (a.vencimento < b.vencimento ? -1 : 1));
  await agendarEmail(tx, {
    clienteId,
    para: cliente.email,
    modelo: 'faturas-em-aberto',
    valores: {
      nome: cliente.nome_tratamento ?? cliente.nome,
      faturas: porVencimento
        .map(({ id, valor, valor_baixado, vencimento }) => {
          const saldo = formatReais(centavos(valor - valor_baixado));
          return `Fatura ${id}: ${saldo}, vencimento em ${formatDay(vencimento, 'dd/MM/yyyy')}`;
        })
        .join('\n'),
    },
    causa,
    anexos: porVencimento.map(({ id }) => ({ tipo: 'fatura' as const, id })),
  });
  return true;
}
