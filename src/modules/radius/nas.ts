import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { Insertable } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import { violatedConstraint } from '#platform/constraint.ts';
import type { Database, DB, Tx } from '#platform/db.ts';

export interface NovoNas {
  ip: string;
  nome: string;
  /** As radius.atributo names makers. */
  fabricante: string;
  /** Absent: one is made. */
  segredo?: string | undefined;
  coaPorta?: number | undefined;
  aoMudar?: 'DESCONECTAR' | 'COA' | undefined;
  /** Seconds between two interim packets. */
  intervalo?: number | undefined;
}

/**
 * Registers a NAS and gives its shared secret, which is not shown again. It is kept in the clear, as FreeRADIUS reads it.
 * Throws invalid `nas.ip`, `nas.segredo`, `nas.fabricante` (fact conhecidos), conflict `nas.existe`.
 */
export async function criarNas(tx: Tx, novo: NovoNas): Promise<{ id: number; segredo: string }> {
  if (isIP(novo.ip) === 0) throw new DomainError('invalid', 'nas.ip', { ip: novo.ip });
  const conhecidos = await fabricantes(tx);
  if (!conhecidos.includes(novo.fabricante)) {
    throw new DomainError('invalid', 'nas.fabricante', { fabricante: novo.fabricante, conhecidos });
  }
  const segredo = novo.segredo ?? randomBytes(18).toString('base64url');
  if (!/^[\x21-\x7e]{8,128}$/.test(segredo)) throw new DomainError('invalid', 'nas.segredo');
  const row: Insertable<DB['radius.nas']> = {
    nasname: novo.ip,
    shortname: novo.nome,
    type: novo.fabricante,
    secret: segredo,
    ...(novo.coaPorta !== undefined && { coa_porta: novo.coaPorta }),
    ...(novo.aoMudar !== undefined && { ao_mudar: novo.aoMudar }),
    ...(novo.intervalo !== undefined && { intervalo_s: novo.intervalo }),
  };
  try {
    const { id } = await tx.insertInto('radius.nas').values(row).returning('id').executeTakeFirstOrThrow();
    return { id, segredo };
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'nas_endereco_unico' || constraint === 'nas_nome_unico') {
      throw new DomainError('conflict', 'nas.existe', { ip: novo.ip, nome: novo.nome });
    }
    if (constraint === 'nas_nasname_check') throw new DomainError('invalid', 'nas.ip', { ip: novo.ip });
    throw error;
  }
}

async function fabricantes(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('radius.atributo').select('fabricante').distinct().orderBy('fabricante').execute();
  return rows.map(({ fabricante }) => fabricante);
}

/** Removes a NAS. Its sessions stay. Throws notFound `nas.nao_encontrado`. */
export async function removerNas(tx: Tx, ip: string): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('radius.nas').where('nasname', '=', ip).executeTakeFirst();
  if (numDeletedRows === 0n) throw new DomainError('notFound', 'nas.nao_encontrado', { ip });
}

/** Every NAS with its open sessions; never a secret. */
export const listarNas = (db: Database) =>
  db
    .selectFrom('radius.nas as n')
    .select(['n.nasname', 'n.shortname', 'n.type', 'n.coa_porta', 'n.ao_mudar', 'n.intervalo_s'])
    .select((eb) =>
      eb
        .selectFrom('radius.radacct as a')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('a.arquivada', '=', false)
        .where('a.acctstoptime', 'is', null)
        .where((sub) => sub(sub.fn<string>('host', ['a.nasipaddress']), '=', sub.ref('n.nasname')))
        .as('sessoes'),
    )
    .orderBy('n.shortname')
    .execute();
