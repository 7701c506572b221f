import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';

/** Whose work a registration is: an internal user of the provider, for a customer. */
export interface Autoria {
  usuarioId: number;
  clienteId: number;
}

/**
 * Sees to it that the users are active, locks the customers and marks them as changed, which the ERP's searches by
 * date go by. They are locked in the order of their ids, so that two lists never wait for each other. Throws invalid `usuario.desconhecido` and `cliente.desconhecido`.
 */
export async function exigirAutoria(tx: Tx, itens: readonly Autoria[]) {
  const usuarios = distinct(itens.map(({ usuarioId }) => usuarioId));
  const ativos = await tx
    .selectFrom('usuario')
    .select('id')
    .where('id', 'in', usuarios)
    .where('ativo', '=', true)
    .execute();
  if (ativos.length < usuarios.length) throw new DomainError('invalid', 'usuario.desconhecido');

  const ids = distinct(itens.map(({ clienteId }) => clienteId));
  const clientes = await tx
    .selectFrom('cliente')
    .select(['id', 'tipo_pessoa'])
    .where('id', 'in', ids)
    .where('situacao', '!=', 'E')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  if (clientes.length < ids.length) throw new DomainError('invalid', 'cliente.desconhecido');
  await tx.updateTable('cliente').set({ atualizado_em: sql`agora()` }).where('id', 'in', ids).execute();
  return clientes;
}

/** Sees to it that every id is one of the table's. Throws invalid `<table>.desconhecido`. */
export async function exigirCadastrados(
  tx: Tx,
  tabela: 'banco' | 'area_atuacao' | 'tipo_contato' | 'logradouro' | 'condominio_cm',
  ids: readonly number[],
): Promise<void> {
  const wanted = distinct(ids);
  const { rows } = await sql`select from ${sql.table(tabela)} where id = any(${wanted}::integer[])`.execute(tx);
  if (rows.length < wanted.length) throw new DomainError('invalid', `${tabela}.desconhecido`);
}

const distinct = (ids: readonly number[]) => [...new Set(ids)];
