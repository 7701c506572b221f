import { announce } from '#platform/changes.ts';
import type { Database, Tx } from '#platform/db.ts';

export interface LigacaoEntrante {
  id: number;
  idCliente: number;
  cliente: string;
  numeroOrigem: string;
  ramal: string | null;
  fila: string | null;
  recebidaEm: Date;
}

/**
 * Keeps a call that comes in at the IVR, and tells every process of it when this commits; false when there is no such
 * customer (page 162).
 */
export async function registrarLigacao(
  tx: Tx,
  ligacao: { clienteId: number; numeroOrigem: string; ramal?: string | undefined; fila?: string | undefined },
  integradorId: number,
): Promise<boolean> {
  const row = await tx
    .insertInto('ligacao_ura')
    .columns(['cliente_id', 'numero_origem', 'ramal', 'fila', 'integrador_id'])
    .expression((eb) =>
      eb
        .selectFrom('cliente')
        .select([
          'id',
          eb.val(ligacao.numeroOrigem).as('numero'),
          eb.val(ligacao.ramal ?? null).as('ramal'),
          eb.val(ligacao.fila ?? null).as('fila'),
          eb.val(integradorId).as('integrador'),
        ])
        .where('id', '=', ligacao.clienteId)
        .where('situacao', '!=', 'E'),
    )
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  await announce(tx, { ligacao: row.id });
  return true;
}

const ligacoes = (db: Database) =>
  db
    .selectFrom('ligacao_ura as l')
    .innerJoin('cliente as c', 'c.id', 'l.cliente_id')
    .select(['l.id', 'l.cliente_id as idCliente', 'c.nome as cliente', 'l.numero_origem as numeroOrigem'])
    .select(['l.ramal', 'l.fila', 'l.recebida_em as recebidaEm'])
    .orderBy('l.id');

/** One call. */
export const ligacao = (db: Database, id: number): Promise<LigacaoEntrante | undefined> =>
  ligacoes(db).where('l.id', '=', id).executeTakeFirst();

/** The calls after that one, 500 at most. */
export const ligacoesDepoisDe = (db: Database, id: number): Promise<LigacaoEntrante[]> =>
  ligacoes(db).where('l.id', '>', id).limit(500).execute();
