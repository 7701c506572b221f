import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Tx } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { type Autoria, exigirAutoria, exigirCadastrados } from './referencias.ts';

export interface NovosDadosDebito extends Autoria {
  bancoId: number;
  titular: string;
  agencia: string;
  agenciaDv: string | null;
  conta: string;
  contaDv: string;
}

/**
 * Registers bank accounts for direct debit, all of the list or none; gives their ids in its order.
 * Throws invalid `usuario.`, `cliente.` and `banco.desconhecido`.
 */
export async function cadastrarDadosDebito(tx: Tx, itens: readonly NovosDadosDebito[]): Promise<number[]> {
  await exigirAutoria(tx, itens);
  await exigirCadastrados(
    tx,
    'banco',
    itens.map(({ bancoId }) => bancoId),
  );
  const rows = await tx
    .insertInto('cliente_dados_debito')
    .values(
      itens.map(({ clienteId, bancoId, titular, agencia, agenciaDv, conta, contaDv }) => ({
        cliente_id: clienteId,
        banco_id: bancoId,
        titular,
        agencia,
        agencia_dv: agenciaDv,
        conta,
        conta_dv: contaDv,
      })),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** A customer with the bank accounts that are in use. */
export const dadosDebitoDoCliente = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('cliente as c')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('cliente_dados_debito as d')
          .select([
            'd.id',
            'd.cliente_id',
            'd.banco_id',
            'd.titular',
            'd.agencia',
            'd.agencia_dv',
            'd.conta',
            'd.conta_dv',
          ])
          .whereRef('d.cliente_id', '=', 'c.id')
          .where('d.ativo', '=', true)
          .orderBy('d.id'),
      ).as('contas'),
    )
    .where('c.id', '=', param('id'))
    .where('c.situacao', '!=', 'E'),
);
