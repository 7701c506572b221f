import { type RawBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { type Param, prepared } from '#platform/statement.ts';

/** No box farther than this is looked for: nobody is connected over such a distance. */
const ALCANCE_KM = 20;
const MAIS_PROXIMAS = 50;

// A scalar subquery, so that the planner asks it box by box along the index and never builds a list of all outputs.
const temSaidaLivre = (caixa: string) =>
  sql<boolean>`(select true from saida_caixa s where s.caixa_id = ${sql.ref(caixa)} and s.status = 'LIVRE' limit 1)`;

/**
 * Km from a place to the nearest active box with a free output; null when there is none within 20 km. For use in a
 * statement of any module.
 *
 * The index orders by degrees, in which a step to the east looks longer than it is. So the first box along it only
 * says how far there is need to look: the nearest one lies in the rectangle of that distance, and is the nearest
 * there by true distance.
 */
export function distanciaDaSaidaLivre(lat: RawBuilder<number>, lon: RawBuilder<number>): RawBuilder<number | null> {
  return sql<number | null>`(
    select distancia_km(c.latitude, c.longitude, ${lat}, ${lon}) as km
    from (
      select distancia_km(k.latitude, k.longitude, ${lat}, ${lon}) as km from caixa k
      where k.ativa and point(k.longitude, k.latitude) <@ retangulo(${lat}, ${lon}, ${sql.lit(ALCANCE_KM)})
        and ${temSaidaLivre('k.id')}
      order by point(k.longitude, k.latitude) <-> point(${lon}, ${lat}) limit 1
    ) as primeira
    join caixa c on c.ativa and point(c.longitude, c.latitude) <@ retangulo(${lat}, ${lon}, primeira.km)
      and ${temSaidaLivre('c.id')}
    order by 1 limit 1)`;
}

/**
 * The address of a customer with the boxes around it that have free outputs, nearest first. The document does not
 * say how near, nor what the contract type selects (p. 158): the radius is that of the segments sold under that
 * type, as in technical viability. `raio_m` is null for an unknown type; no row: no such address.
 */
export const caixasProximas = prepared((db, param: Param<{ endereco: number; tipoContrato: number }>) =>
  db
    .selectFrom('cliente_endereco as e')
    .leftJoin('tipo_contrato as t', (join) => join.on('t.id', '=', param('tipoContrato')))
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('segmento as g')
          .select(sql<number>`coalesce(max(g.viabilidade_raio_m), 500)`.as('raio_m'))
          .whereRef('g.tipo_contrato_id', '=', 't.id')
          .as('alcance'),
      (join) => join.onTrue(),
    )
    .select([
      't.id as tipo_contrato_id',
      sql<boolean>`e.latitude is not null and e.longitude is not null`.as('localizado'),
    ])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('caixa as c')
          .select(['c.id', 'c.descricao', 'c.numero', 'c.id_location_cm'])
          .select((inner) => [
            inner
              .selectFrom('saida_caixa as s')
              .select(({ fn }) => fn.countAll<number>().as('n'))
              .whereRef('s.caixa_id', '=', 'c.id')
              .as('quantidade_saidas'),
            jsonArrayFrom(
              inner
                .selectFrom('saida_caixa as s')
                .select(['s.id', 's.descricao', 's.status'])
                .whereRef('s.caixa_id', '=', 'c.id')
                .where('s.status', '=', 'LIVRE')
                .orderBy('s.numero'),
            ).as('saidas'),
          ])
          .where('c.ativa', '=', true)
          .where(
            sql<boolean>`point(c.longitude, c.latitude) <@ retangulo(e.latitude, e.longitude, alcance.raio_m / 1000.0)`,
          )
          .where(sql<boolean>`distancia_km(c.latitude, c.longitude, e.latitude, e.longitude) * 1000 <= alcance.raio_m`)
          .where(temSaidaLivre('c.id'))
          .orderBy(sql`distancia_km(c.latitude, c.longitude, e.latitude, e.longitude)`)
          .orderBy('c.id')
          .limit(MAIS_PROXIMAS),
      ).as('caixas'),
    )
    .where('e.id', '=', param('endereco'))
    .where('e.ativo', '=', true),
);
