import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';

/**
 * Puts down what a customer wants changed; the register stays as it is until the department decides. The contracts
 * must be the customer's. Gives the request's id.
 * Throws invalid `cliente.desconhecido`, invalid `contrato.desconhecido` with its `id`.
 */
export async function solicitarAlteracao(
  tx: Tx,
  { clienteId, contratos, dados }: { clienteId: number; contratos: readonly number[]; dados: object },
): Promise<number> {
  const cliente = await tx
    .selectFrom('cliente')
    .select('id')
    .where('id', '=', clienteId)
    .where('situacao', '!=', 'E')
    .forKeyShare()
    .executeTakeFirst();
  if (!cliente) throw new DomainError('invalid', 'cliente.desconhecido', { campo: 'IDCliente' });
  const own = await tx.selectFrom('contrato').select('id').where('cliente_id', '=', clienteId).execute();
  const stranger = contratos.find((contrato) => !own.some(({ id }) => id === contrato));
  if (stranger !== undefined) throw new DomainError('invalid', 'contrato.desconhecido', { id: stranger });
  const { id } = await tx
    .insertInto('solicitacao_alteracao')
    .values({ cliente_id: clienteId, dados: JSON.stringify(dados) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
