import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';

/** Sees to it that an internal user is active. Throws invalid `usuario.desconhecido`. */
export async function exigirUsuario(tx: Tx, id: number): Promise<void> {
  const row = await tx
    .selectFrom('usuario')
    .select('id')
    .where('id', '=', id)
    .where('ativo', '=', true)
    .executeTakeFirst();
  if (!row) throw new DomainError('invalid', 'usuario.desconhecido');
}

/** Sees to it that a user is active and sells. Throws invalid `vendedor.desconhecido`. */
export async function exigirVendedor(tx: Tx, id: number): Promise<void> {
  const row = await tx
    .selectFrom('usuario')
    .select('id')
    .where('id', '=', id)
    .where('ativo', '=', true)
    .where('vendedor', '=', true)
    .executeTakeFirst();
  if (!row) throw new DomainError('invalid', 'vendedor.desconhecido');
}

/** Locks a prospect and gives it with its stage of the funnel. Throws invalid `prospecto.desconhecido`. */
export async function travarProspecto(tx: Tx, id: number) {
  const prospecto = await tx
    .selectFrom('prospecto as p')
    .innerJoin('funil_prospecto as f', 'f.id', 'p.funil_id')
    .selectAll('p')
    .select(['f.qualificacao', 'f.permite_reanalise'])
    .where('p.id', '=', id)
    .forNoKeyUpdate('p')
    .executeTakeFirst();
  if (!prospecto) throw new DomainError('invalid', 'prospecto.desconhecido');
  return prospecto;
}

export type ProspectoTravado = Awaited<ReturnType<typeof travarProspecto>>;

/**
 * Locks a prospect to change it. Once it is a customer it stays as it was, and the customer is changed instead.
 * Throws invalid `prospecto.desconhecido`, conflict `prospecto.convertido`.
 */
export async function travarParaAlterar(tx: Tx, id: number): Promise<ProspectoTravado> {
  const prospecto = await travarProspecto(tx, id);
  if (prospecto.cliente_id !== null) {
    throw new DomainError('conflict', 'prospecto.convertido', { clienteId: prospecto.cliente_id });
  }
  return prospecto;
}
