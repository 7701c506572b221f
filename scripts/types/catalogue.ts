import pg from 'pg';

export interface Column {
  table: string;
  name: string;
  /** pg_type.typname beneath all domains; of the element, for an array. */
  type: string;
  array: boolean;
  /** The domains that the type goes through, outermost first. */
  domains: string[];
  /** Labels of a PostgreSQL enum. */
  labels: string[] | null;
  nullable: boolean;
  /** Has a default or an identity: an insert may leave it out. */
  optional: boolean;
  /** Computed by the database from other columns. */
  computed: boolean;
  /** Definitions of the checks that look at this column alone, its domains' included. */
  checks: string[];
}

// Partitions are left out: their parent speaks for them. So is what an extension brings.
const query = `
with recursive chain as (
  select oid as value, oid as step, typbasetype as next, 0 as depth from pg_type
  union all
  select chain.value, t.oid, t.typbasetype, chain.depth + 1
  from chain join pg_type t on t.oid = chain.next
  where chain.next <> 0
), value_type as (
  select chain.value as oid,
    (array_agg(t.typname order by depth desc))[1]::text as base,
    (array_agg(t.oid order by depth desc))[1] as base_oid,
    coalesce(array_agg(t.typname::text order by depth) filter (where t.typtype = 'd'), '{}') as domains,
    coalesce(array_agg(t.oid) filter (where t.typtype = 'd'), '{}') as domain_oids,
    bool_or(t.typnotnull) as not_null,
    bool_or(t.typtype = 'd' and t.typdefault is not null) as has_default
  from chain join pg_type t on t.oid = chain.step
  group by chain.value
)
select
  case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as "table",
  a.attname as "name",
  v.base as "type",
  own.typcategory = 'A' and own.typtype = 'b' as "array",
  v.domains as "domains",
  (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = v.base_oid)
    as "labels",
  not (a.attnotnull or v.not_null and own.oid = v.oid) as "nullable",
  a.attidentity <> '' or a.atthasdef or v.has_default as "optional",
  a.attgenerated <> '' as "computed",
  array(
    select pg_get_constraintdef(k.oid) from pg_constraint k
    where k.contype = 'c' and (k.conrelid = c.oid and k.conkey = array[a.attnum] or k.contypid = any (v.domain_oids))
    order by k.conname
  ) as "checks"
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type own on own.oid = a.atttypid
join value_type v on v.oid = case when own.typcategory = 'A' and own.typtype = 'b' then own.typelem else own.oid end
where n.nspname in ('public', 'radius') and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
  and c.relname <> 'balcao_migracao'
  and not exists (select from pg_depend e where e.objid = c.oid and e.deptype = 'e')
order by n.nspname collate "C", c.relname collate "C", a.attnum`;

/** Every column of the tables and views of schemas public and radius (those with its name before theirs), tables in order of name. */
export async function readColumns(url: string): Promise<Column[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Column>(query)).rows;
  } finally {
    await client.end();
  }
}
