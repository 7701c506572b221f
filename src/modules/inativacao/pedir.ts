import { addDays, type Day, formatDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { politicaEm } from '#modules/financeiro/index.ts';
import { agendarEmail } from '#modules/notificacoes/index.ts';
import type { Tx } from '#platform/db.ts';
import { iniciar } from './decorrer.ts';
import { emAtraso, ultimoInicio, vencimentoMaisAntigo } from './listar.ts';
import { type Recusa, recusaDe } from './rules.ts';

export interface NovaInativacao {
  contratoId: number;
  inicio: Day;
  /** Both the first and the last are counted. */
  dias: number;
}

/**
 * Puts a temporary inactivation on record, or says why the policy refuses it: of two requests at once one is refused.
 * One that begins today begins now, another on its day; the customer is told by e-mail. Billing leaves its days out.
 * Throws notFound `contrato.nao_encontrado`.
 */
export async function pedirInativacao(
  tx: Tx,
  nova: NovaInativacao,
  hoje: Day,
): Promise<{ id: number } | { recusa: Recusa }> {
  const { contratoId, inicio, dias } = nova;
  const travado = await tx
    .selectFrom('contrato')
    .select('id')
    .where('id', '=', contratoId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!travado) throw new DomainError('notFound', 'contrato.nao_encontrado');
  const { vencimento, ultimo, ...contrato } = await tx
    .selectFrom('contrato as k')
    .innerJoin('cliente as c', 'c.id', 'k.cliente_id')
    .select(['k.status', 'c.id as clienteId', 'c.nome', 'c.email'])
    .select([vencimentoMaisAntigo('k.id', 'k.cliente_id').as('vencimento'), ultimoInicio('k.id').as('ultimo')])
    .where('k.id', '=', contratoId)
    .executeTakeFirstOrThrow();
  const recusa = recusaDe(
    { status: contrato.status, inicio, dias, pendencia: emAtraso(vencimento, hoje), ultimoInicio: ultimo },
    await politicaEm(tx, hoje),
    hoje,
  );
  if (recusa) return { recusa };
  const fim = addDays(inicio, dias - 1);
  const { id } = await tx
    .insertInto('inativacao_temporaria')
    .values({ contrato_id: contratoId, inicio, fim })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (inicio === hoje) await iniciar(tx, { id, contratoId });
  if (contrato.email) {
    await agendarEmail(tx, {
      clienteId: contrato.clienteId,
      para: contrato.email,
      modelo: 'inativacao-temporaria',
      causa: `inativacao ${id}`,
      valores: {
        nome: contrato.nome,
        contrato: contratoId,
        inicio: formatDay(inicio, 'dd/MM/yyyy'),
        fim: formatDay(fim, 'dd/MM/yyyy'),
        dias,
      },
    });
  }
  return { id };
}
