import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { type Param, prepared } from '#platform/statement.ts';

/** A customer with the app's notices that wait to be sent; `criado_ms` is epoch milliseconds. */
export const avisosPendentes = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('cliente as c')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('aviso_app as a')
          .select(['a.id', 'a.titulo', 'a.mensagem', 'a.status', 'a.cliente_id'])
          .select(sql<number>`floor(extract(epoch from a.criado_em) * 1000)::bigint`.as('criado_ms'))
          .whereRef('a.cliente_id', '=', 'c.id')
          .where('a.status', '=', 'PENDENTE')
          .orderBy('a.id'),
      ).as('avisos'),
    )
    .where('c.id', '=', param('id'))
    .where('c.situacao', '!=', 'E'),
);
