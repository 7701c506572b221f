import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import type { ContatoErp, TipoPessoa } from './contato.ts';

type Chaves = Pick<ContatoErp, 'id' | 'codigo' | 'documento'>;

const INTEGER_MAX = 2_147_483_647;

/**
 * Finds and locks the contact to be changed (document 003, note 1): by id, which then decides alone; else by codigo;
 * else, also where no contact has that codigo, by cpf_cnpj. Excluded contacts are not found.
 * Throws notFound `contato.nao_localizado`, conflict `contato.em_duplicidade`.
 */
export async function localizarContato(
  tx: Tx,
  { id, codigo, documento }: Chaves,
): Promise<{ id: number; tipo_pessoa: TipoPessoa }> {
  const buscas =
    id !== null
      ? [['id', id] as const]
      : ([
          ['codigo', codigo],
          ['documento', documento],
        ] as const);
  for (const [coluna, valor] of buscas) {
    if (valor === null || (coluna === 'id' && valor > INTEGER_MAX)) continue;
    const [contato, outro] = await tx
      .selectFrom('cliente')
      .select(['id', 'tipo_pessoa'])
      .where(coluna, '=', valor as never)
      .where('situacao', '!=', 'E')
      .orderBy('id')
      .limit(2)
      .forUpdate()
      .execute();
    if (outro) throw new DomainError('conflict', 'contato.em_duplicidade', { campo: coluna });
    if (contato) return contato;
  }
  throw new DomainError('notFound', 'contato.nao_localizado');
}

/**
 * Locks all that these contacts may meet, in one order for all callers, so that two batches never block each other:
 * their documents, which two may be about to register, then the contacts that the keys may mean.
 */
export async function travarContatos(tx: Tx, chaves: readonly Chaves[]): Promise<void> {
  const lista = <K extends keyof Chaves>(chave: K) => chaves.map((c) => c[chave]).filter((valor) => valor !== null);
  await sql`
    select pg_advisory_xact_lock(chave) from (
      select distinct hashtextextended(documento, 0) as chave from unnest(${lista('documento')}::text[]) documento
      order by chave) documentos`.execute(tx);
  await sql`
    select id from cliente
    where id = any(${lista('id')}::bigint[]) or codigo = any(${lista('codigo')}::text[])
      or documento = any(${lista('documento')}::text[])
    order by id for update`.execute(tx);
}
