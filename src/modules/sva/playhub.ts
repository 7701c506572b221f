import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { telefoneCelular } from '#modules/clientes/index.ts';
import { type Param, prepared } from '#platform/statement.ts';

const recursos = (clientes: string, contratos?: string) => sql<string[]>`array(
  select distinct r.recurso from contrato_produto_sva v
  join sva_produto p on p.id = v.produto_id and p.ativo
  join sva_recurso r on r.produto_id = v.produto_id and r.plataforma = 'PLAYHUB'
  where v.cliente_id = ${sql.ref(clientes)} ${contratos ? sql`and v.contrato_id = any(${sql.ref(contratos)})` : sql``})`;

/** The customers with a contract enabled on that day, and what these contracts give access to (page 57). */
export const clientesDaHabilitacao = prepared((db, param: Param<{ dia: Day }>) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('contrato as k')
        .select(['k.cliente_id', sql<number[]>`array_agg(k.id)`.as('contratos')])
        .where('k.habilitado_em', '=', param('dia'))
        .groupBy('k.cliente_id')
        .as('h'),
    )
    .innerJoin('cliente as c', 'c.id', 'h.cliente_id')
    .select(['c.id', 'c.documento', 'c.email', telefoneCelular('c.id')])
    .select(recursos('c.id', 'h.contratos').as('recursos'))
    .where('c.situacao', '!=', 'E')
    .orderBy('c.id'),
);

/** The customer with that CPF or CNPJ, without punctuation, and what all enabled contracts give access to (page 58). */
export const clienteDoDocumento = prepared((db, param: Param<{ documento: string }>) =>
  db
    .selectFrom('cliente as c')
    .select(['c.id', 'c.documento', 'c.email', telefoneCelular('c.id')])
    .select(recursos('c.id').as('recursos'))
    .where('c.documento', '=', param('documento'))
    .where('c.situacao', '!=', 'E'),
);
