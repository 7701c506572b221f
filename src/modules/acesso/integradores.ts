import { randomBytes } from 'node:crypto';
import { DomainError } from '#kernel/errors.ts';
import { announce } from '#platform/changes.ts';
import type { Reader, Tx } from '#platform/db.ts';
import { identificadorDaChave } from './porta.ts';
import { hashSenha } from './senha.ts';

export type TipoCredencial = 'basic' | 'gsan' | 'tiny';

export interface NovoIntegrador {
  nome: string;
  tipo: TipoCredencial;
  /** `*`, or first words of operation ids. */
  escopos: string[];
  /** null: without limit */
  limitePorMinuto: number | null;
  limiteLotePorMinuto?: number | null | undefined;
  limiteConcorrente?: number | null | undefined;
}

type Limite = 'limitePorMinuto' | 'limiteLotePorMinuto' | 'limiteConcorrente';

export interface Credencial {
  integradorId: number;
  tipo: TipoCredencial;
  /** The user of HTTP Basic; the key or token itself has none. */
  usuario: string | null;
  /** Shown once, here; stored only as a hash. */
  segredo: string;
}

/** Makes an integrator with one credential. Throws conflict `integrador.nome_em_uso`. */
export async function criarIntegrador(tx: Tx, novo: NovoIntegrador): Promise<Credencial> {
  const row = await tx
    .insertInto('integrador')
    .values({
      nome: novo.nome,
      escopos: novo.escopos,
      limite_por_minuto: novo.limitePorMinuto,
      limite_lote_por_minuto: novo.limiteLotePorMinuto ?? null,
      limite_concorrente: novo.limiteConcorrente ?? null,
    })
    .onConflict((oc) => oc.constraint('integrador_nome_unico').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new DomainError('conflict', 'integrador.nome_em_uso', { nome: novo.nome });
  return novaCredencial(tx, row.id, novo.tipo, novo.nome);
}

/**
 * Gives the integrator a new secret of each kind that it has; the old ones end at once.
 * Throws notFound `integrador.desconhecido`.
 */
export async function girarCredenciais(tx: Tx, integradorId: number): Promise<Credencial[]> {
  const old = await tx
    .updateTable('credencial')
    .set({ ativo: false })
    .where('integrador_id', '=', integradorId)
    .where('ativo', '=', true)
    .returning(['id', 'tipo', 'identificador'])
    .execute();
  if (old.length === 0) throw new DomainError('notFound', 'integrador.desconhecido', { id: integradorId });
  const fresh: Credencial[] = [];
  for (const { id, tipo, identificador } of old) {
    if (tipo === 'basic') await tx.deleteFrom('credencial').where('id', '=', id).execute();
    fresh.push(await novaCredencial(tx, integradorId, tipo, identificador));
  }
  await announce(tx, { acesso: true });
  return fresh;
}

/** Opens or closes the door for an integrator, at once, in every process. Throws notFound `integrador.desconhecido`. */
export async function ativarIntegrador(tx: Tx, integradorId: number, ativo: boolean): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('integrador')
    .set({ ativo })
    .where('id', '=', integradorId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('notFound', 'integrador.desconhecido', { id: integradorId });
  await announce(tx, { acesso: true });
}

/** Changes scopes or limits; what is undefined stays. Throws notFound `integrador.desconhecido`. */
export async function alterarIntegrador(
  tx: Tx,
  integradorId: number,
  alterado: { [K in 'escopos' | Limite]?: NovoIntegrador[K] | undefined },
): Promise<void> {
  const { escopos, limitePorMinuto, limiteLotePorMinuto, limiteConcorrente } = alterado;
  const { numUpdatedRows } = await tx
    .updateTable('integrador')
    .set({
      ...(escopos && { escopos }),
      ...(limitePorMinuto !== undefined && { limite_por_minuto: limitePorMinuto }),
      ...(limiteLotePorMinuto !== undefined && { limite_lote_por_minuto: limiteLotePorMinuto }),
      ...(limiteConcorrente !== undefined && { limite_concorrente: limiteConcorrente }),
    })
    .where('id', '=', integradorId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('notFound', 'integrador.desconhecido', { id: integradorId });
  await announce(tx, { acesso: true });
}

/** All integrators with the kinds of their active credentials; never a secret. */
export function integradores(db: Reader) {
  return db
    .selectFrom('integrador as i')
    .select(['i.id', 'i.nome', 'i.escopos', 'i.limite_por_minuto', 'i.ativo', 'i.criado_em'])
    .select((eb) =>
      eb
        .selectFrom('credencial as c')
        .select((sub) => sub.fn<string[]>('array_agg', ['c.tipo']).as('tipos'))
        .whereRef('c.integrador_id', '=', 'i.id')
        .where('c.ativo', '=', true)
        .as('tipos'),
    )
    .orderBy('i.id')
    .execute();
}

async function novaCredencial(tx: Tx, integradorId: number, tipo: TipoCredencial, nome: string): Promise<Credencial> {
  const segredo = randomBytes(24).toString('base64url');
  const usuario = tipo === 'basic' ? nome : null;
  await tx
    .insertInto('credencial')
    .values({
      integrador_id: integradorId,
      tipo,
      identificador: usuario ?? identificadorDaChave(segredo),
      segredo_hash: usuario === null ? null : await hashSenha(segredo),
    })
    .execute();
  return { integradorId, tipo, usuario, segredo };
}
