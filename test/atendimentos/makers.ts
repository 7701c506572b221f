import type { Insertable } from 'kysely';
import type { Database, DB } from '#platform/db.ts';

/** An active cost centre. */
export async function makeCentro(db: Database, descricao = 'SUPORTE'): Promise<number> {
  const { id } = await db.insertInto('centro_custo').values({ descricao }).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** A kind of ticket for internet contracts, SUPORTE unless told. */
export async function makeTipo(db: Database, changed: Partial<Insertable<DB['tipo_atendimento']>> = {}) {
  return db
    .insertInto('tipo_atendimento')
    .values({ descricao: 'SEM ACESSO', tipo_servico: 'SUPORTE', tipo_tecnologia: 'INTERNET', ...changed })
    .returningAll()
    .executeTakeFirstOrThrow();
}

let protocolo = 1_000_000;

/** A PENDENTE ticket of a customer. */
export async function makeAtendimento(
  db: Database,
  clienteId: number,
  changed: Partial<Insertable<DB['atendimento']>> = {},
) {
  return db
    .insertInto('atendimento')
    .values({ cliente_id: clienteId, protocolo: `20260101${protocolo++}0`, status: 'PENDENTE', ...changed })
    .returningAll()
    .executeTakeFirstOrThrow();
}
