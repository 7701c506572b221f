import { sql } from 'kysely';
import { isMobile, type Telefone } from '#kernel/telephone.ts';
import type { Reader } from '#platform/db.ts';

// As the wire has them: DDD and number without punctuation; the main telephone first, then the oldest.
const first = (kinds: string, cliente: string) => sql<string | null>`(
  select coalesce(t.ddd, '') || t.numero from cliente_telefone t
  where t.cliente_id = ${sql.ref(cliente)} and t.tipo in (${sql.raw(kinds)})
  order by t.principal desc, t.id limit 1)`;

/** The customer's landline, or null. `cliente` is the column that holds the customer's id. */
export const telefoneFixo = (cliente: string) => first("'RESIDENCIAL', 'COMERCIAL'", cliente).as('telefone_fixo');

/** The customer's mobile telephone, or null. */
export const telefoneCelular = (cliente: string) => first("'CELULAR'", cliente).as('telefone_celular');

/** Where an SMS reaches the customer: the main telephone first; older records may hold mobiles that no SMS reaches. */
export async function celularParaSms(db: Reader, clienteId: number): Promise<Telefone | null> {
  const rows = await db
    .selectFrom('cliente_telefone')
    .select(['ddd', 'numero'])
    .where('cliente_id', '=', clienteId)
    .where('tipo', '=', 'CELULAR')
    .orderBy('principal', 'desc')
    .orderBy('id')
    .execute();
  const telefones = rows.flatMap(({ ddd, numero }) => (ddd === null ? [] : [{ ddd, numero }]));
  return telefones.find(isMobile) ?? null;
}
