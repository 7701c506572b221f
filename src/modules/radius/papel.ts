import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';

/** Makes a user of PostgreSQL for FreeRADIUS, or gives it a new password, with the rights of radius.conceder() and no more. */
export async function criarPapel(db: Database, nome: string): Promise<{ senha: string; banco: string }> {
  const senha = randomBytes(18).toString('base64url');
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ existe: boolean; banco: string }>`
      select exists (select from pg_roles where rolname = ${nome}) as existe, current_database() as banco`.execute(tx);
    const verb = rows[0]?.existe ? sql`alter role` : sql`create role`;
    await sql`${verb} ${sql.id(nome)} login password ${sql.lit(senha)}`.execute(tx);
    await sql`select radius.conceder(${nome}::name)`.execute(tx);
    return { senha, banco: rows[0]?.banco ?? '' };
  });
}
