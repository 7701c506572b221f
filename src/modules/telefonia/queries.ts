import { jsonArrayFrom } from 'kysely/helpers/postgres';
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
