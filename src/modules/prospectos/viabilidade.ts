import { sql } from 'kysely';
import { distanciaDaSaidaLivre } from '#modules/redes/index.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { enderecoDeInstalacao } from './enderecos.ts';

/**
 * How far the nearest free output is from where the prospect wants the service, with its segment's radius in metres.
 * `endereco` and `latitude` are null when there is no address, or none with coordinates. No row: no such prospect.
 */
export const distanciaDoProspecto = prepared((db, param: Param<{ prospecto: number; usuario: number }>) =>
  db
    .selectFrom('prospecto as p')
    .innerJoin('segmento as s', 's.id', 'p.segmento_id')
    .leftJoin('prospecto_endereco as e', (join) => join.on('e.id', '=', enderecoDeInstalacao('p.id')))
    .select(['s.viabilidade_raio_m as raio_m', 'e.id as endereco', 'e.latitude', 'e.longitude'])
    .select(sql<boolean>`exists (select from usuario where id = ${param('usuario')} and ativo)`.as('usuario_ativo'))
    .select(distanciaDaSaidaLivre(sql`e.latitude`, sql`e.longitude`).as('km'))
    .where('p.id', '=', param('prospecto')),
);

interface Lugar {
  logradouro: number;
  segmento: number;
  latitude: number;
  longitude: number;
}

/** The same for a place; `raio_m` or `logradouro` are null where there is no such segment or street. */
export const distanciaDoLugar = prepared((db, param: Param<Lugar>) => {
  const latitude = sql<number>`${param('latitude')}::float8`;
  const longitude = sql<number>`${param('longitude')}::float8`;
  return db.selectNoFrom((eb) => [
    eb.selectFrom('logradouro').select('id').where('id', '=', param('logradouro')).as('logradouro'),
    eb.selectFrom('segmento').select('viabilidade_raio_m').where('id', '=', param('segmento')).as('raio_m'),
    distanciaDaSaidaLivre(latitude, longitude).as('km'),
  ]);
});
