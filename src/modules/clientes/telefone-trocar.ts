import type { Telefone } from '#kernel/telephone.ts';
import type { Clock } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import { travarPorDocumento } from './por-documento.ts';

export interface TrocaDeTelefone {
  /** CPF or CNPJ without punctuation. */
  documento: string;
  antigo: Telefone;
  novo: Telefone & { tipo: 'RESIDENCIAL' | 'COMERCIAL' | 'CELULAR' };
}

/**
 * Removes one telephone of the customer and adds another; tells which of the two it did. A telephone is known by DDD
 * and number, whatever its kind: one that is there is not added again, one that is not there is not removed, and one
 * that is both the old and the new stays as it is. Where the main telephone goes, or there was none, the new one is
 * it: exactly one remains. Throws notFound `cliente.nao_encontrado`.
 */
export async function trocarTelefone(
  tx: Tx,
  clock: Clock,
  { documento, antigo, novo }: TrocaDeTelefone,
): Promise<{ incluido: boolean; excluido: boolean }> {
  const { id } = await travarPorDocumento(tx, documento);
  const excluido = !same(antigo, novo) && (await excluir(tx, id, antigo));
  const principal = !(await temPrincipal(tx, id));
  const incluido = await incluir(tx, id, novo, principal);
  if (principal && !incluido) await tornarPrincipal(tx, id, novo);
  if (incluido || excluido) {
    await tx.updateTable('cliente').set({ atualizado_em: clock.now() }).where('id', '=', id).execute();
  }
  return { incluido, excluido };
}

async function excluir(tx: Tx, clienteId: number, { ddd, numero }: Telefone): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('cliente_telefone')
    .where('cliente_id', '=', clienteId)
    .where('ddd', '=', ddd)
    .where('numero', '=', numero)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

async function temPrincipal(tx: Tx, clienteId: number): Promise<boolean> {
  const found = await tx
    .selectFrom('cliente_telefone')
    .select('id')
    .where('cliente_id', '=', clienteId)
    .where('principal', '=', true)
    .executeTakeFirst();
  return found !== undefined;
}

async function incluir(
  tx: Tx,
  clienteId: number,
  { ddd, numero, tipo }: TrocaDeTelefone['novo'],
  principal: boolean,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('cliente_telefone')
    .values({ cliente_id: clienteId, ddd, numero, tipo, principal })
    .onConflict((oc) => oc.columns(['cliente_id', 'ddd', 'numero']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

async function tornarPrincipal(tx: Tx, clienteId: number, { ddd, numero }: Telefone): Promise<void> {
  await tx
    .updateTable('cliente_telefone')
    .set({ principal: true })
    .where('cliente_id', '=', clienteId)
    .where('ddd', '=', ddd)
    .where('numero', '=', numero)
    .execute();
}

const same = (a: Telefone, b: Telefone) => a.ddd === b.ddd && a.numero === b.numero;
