import type { Column } from './catalogue.ts';
import { allowedValues } from './checks.ts';

const domains: Readonly<Record<string, string>> = { centavos: 'Centavos' };

/** What the driver gives for each type, as src/platform/db.ts sets it up. */
const types: Readonly<Record<string, string>> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'string',
  bool: 'boolean',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  citext: 'string',
  uuid: 'string',
  inet: 'string',
  cidr: 'string',
  macaddr: 'string',
  time: 'string',
  daterange: 'string',
  tstzrange: 'string',
  int4range: 'string',
  int8range: 'string',
  tsvector: 'string',
  date: 'Day',
  timestamptz: 'Timestamp',
  interval: 'Interval',
  bytea: 'Buffer',
  json: 'Json',
  jsonb: 'Json',
};

const prelude = `// Written by scripts/generate-types.ts from the migrations; do not edit.
import type { ColumnType } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** Written as text by JSON.stringify: the driver would turn an array into a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>;

/** Read it through SQL (extract, a cast to text): what the driver gives is an object of its own. */
export type Interval = ColumnType<unknown, string, string>;

/** Has a default: an insert may leave it out. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;

/** Computed by the database: never written. */
export type GeneratedAlways<T> = T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>;
`;

/** The text of src/platform/db-types.ts. Throws on a type that it has no answer for. */
export function render(columns: Column[]): string {
  const tables = Map.groupBy(columns, (column) => column.table);
  const interfaces = [...tables].map(([table, own]) => {
    const lines = own.map((column) => `  ${key(column.name)}: ${typeOf(column)};`);
    return `export interface ${interfaceName(table)} {\n${lines.join('\n')}\n}\n`;
  });
  const index = [...tables.keys()].map((table) => `  ${key(table)}: ${interfaceName(table)};`);
  return [prelude, ...interfaces, `export interface DB {\n${index.join('\n')}\n}\n`].join('\n');
}

function typeOf(column: Column): string {
  let type = baseType(column);
  if (column.array) type = type.includes('|') ? `(${type})[]` : `${type}[]`;
  if (column.nullable) type += ' | null';
  if (column.computed) return `GeneratedAlways<${type}>`;
  return column.optional ? `Generated<${type}>` : type;
}

function baseType(column: Column): string {
  const domain = column.domains.find((name) => name in domains);
  if (domain) return domains[domain] as string;
  if (column.labels) return column.labels.map(quote).join(' | ');
  const type = types[column.type];
  if (!type) throw new Error(`${column.table}.${column.name}: no TypeScript type for ${column.type}`);
  // Kysely takes a ColumnType apart at the top level only.
  if (column.array && type === 'Timestamp') return 'Date';
  if (column.array && (type === 'Json' || type === 'Interval')) return 'unknown';
  if (type !== 'string' && type !== 'number') return type;
  const values = column.checks.map((check) => allowedValues(check, column.name)).find((found) => found !== undefined);
  return values?.map((value) => (type === 'string' ? quote(value) : value)).join(' | ') ?? type;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function key(name: string): string {
  return /^[a-z_]\w*$/i.test(name) ? name : quote(name);
}

function interfaceName(table: string): string {
  const words = table.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Table`;
}
