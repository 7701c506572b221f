import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

/** The prefixes of a city: its own ones, or those of third parties that numbers are ported from. */
export const prefixosDaCidade = prepared((db, param: Param<{ cidadeId: number; terceiro: boolean }>) =>
  db
    .selectFrom('prefixo_telefonico as p')
    .innerJoin('cidade as c', 'c.id', 'p.cidade_id')
    .select([
      'p.id',
      'p.codigo_pais',
      'p.codigo_area',
      'p.prefixo',
      'p.terceiro',
      'c.id as cidade_id',
      'c.nome as cidade',
    ])
    .where('p.cidade_id', '=', param('cidadeId'))
    .where('p.terceiro', '=', param('terceiro'))
    .orderBy('p.id'),
);

/** A prefix with its numbers that are free for sale. No row: no such prefix. */
export const numerosLivres = prepared((db, param: Param<{ prefixoId: number }>) =>
  db
    .selectFrom('prefixo_telefonico as p')
    .select(['p.codigo_pais', 'p.codigo_area', 'p.prefixo'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('numero_telefonico as n')
          .select(['n.id', 'n.numero', 'n.status'])
          .whereRef('n.prefixo_id', '=', 'p.id')
          .where('n.status', '=', 'LIVRE')
          .orderBy('n.numero'),
      ).as('numeros'),
    )
    .where('p.id', '=', param('prefixoId')),
);

// Calls that were answered, of those that a switch recorded.
const semTarifa = (db: Reader) =>
  db
    .selectFrom('ligacao')
    .where('tarifa_id', 'is', null)
    .where('chave', 'is not', null)
    .where('duracao_segundos', '>', 0);

/** How many calls have no tariff. */
export async function ligacoesSemTarifa(db: Reader): Promise<number> {
  const { quantas } = await semTarifa(db)
    .select(({ fn }) => fn.countAll<number>().as('quantas'))
    .executeTakeFirstOrThrow();
  return Number(quantas);
}

/** Where calls went that have no tariff, by the first eight digits, those of most seconds first; 500 at most. */
export const destinosSemTarifa = (db: Reader) =>
  semTarifa(db)
    .select(({ fn }) => [
      sql<string>`left(destino, 8)`.as('destino'),
      fn.countAll<number>().as('ligacoes'),
      fn.sum<number>('duracao_segundos').as('segundos'),
      fn.min('realizada_em').as('primeira'),
      fn.max('realizada_em').as('ultima'),
    ])
    .groupBy(sql`left(destino, 8)`)
    .orderBy('segundos', 'desc')
    .limit(500)
    .execute();
