/** A request's body with one thing wrong: what, and its JSON. */
export interface Wrong {
  name: string;
  json: string;
}

/** What the walk needs to know of a JSON schema. */
export interface Schema {
  type?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
}

type Path = readonly (string | number)[];

// JSON.stringify() cannot write a number that no double holds.
const HUGE = '1e400';
const INTEGER_MAX = 2_147_483_647;

/** Copies of a valid body: every required field missing, every field with each value that its schema refuses. */
export function wrongBodies(schema: Schema, body: unknown): Wrong[] {
  return [
    { name: 'no body', json: '' },
    ...['"texto"', '""', '1', 'true', 'null', '{', '[1,', schema.type === 'array' ? '{}' : '[]'].map((json) => ({
      name: `the body ${json}`,
      json,
    })),
    ...fieldsOf(schema, body).flatMap(({ path, field, required }) => [
      ...(required ? [undefined, null, ''] : []).map((value) => changed(body, path, value)),
      ...wrongValues(field, body, path).map((value) => changed(body, path, value)),
    ]),
  ];
}

/** Copies of a valid body: every id that it has, in turn that of no record. */
export function unknownIds(schema: Schema, body: unknown): Wrong[] {
  return fieldsOf(schema, body)
    .filter(({ field, path }) => field.maximum === INTEGER_MAX && at(body, path) !== undefined)
    .map(({ path }) => changed(body, path, INTEGER_MAX));
}

/** Texts that a field of the path or the query refuses. */
export function wrongTexts({ type, maxLength }: Schema): string[] {
  if (type === 'integer') return ['abc', '-1', '0', '1.5', ' ', '2147483648', '9'.repeat(30), '1\0'];
  return ['a\0b', ...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)])];
}

function wrongValues(
  { type, enum: options, minimum, maximum, maxLength, maxItems }: Schema,
  body: unknown,
  path: Path,
) {
  const least = minimum === undefined ? [] : [minimum - 1, -1e20];
  const most = maximum === undefined ? [] : [maximum + 1, 1e20, HUGE];
  switch (type) {
    case 'integer':
      return ['abc', 1.5, '1.5', [], {}, ...least, ...most];
    case 'string':
      return [[], { a: 1 }, 'a\0b', '\ud800', ...(options ? ['NENHUM'] : []), ...tooLong(maxLength)];
    case 'array':
      return ['x', 1, { a: 1 }, ...(maxItems === undefined ? [] : [Array(maxItems + 1).fill(at(body, [...path, 0]))])];
    case 'number':
      return ['abc', [], {}, ...least, ...most];
    case 'object':
      return ['x', 1, [], [{}]];
    default:
      return ['talvez', 2, [], {}];
  }
}

const tooLong = (max: number | undefined) => (max === undefined ? [] : ['x'.repeat(max + 1)]);

interface Field {
  path: Path;
  field: Schema;
  required: boolean;
}

// Of a list its first item, which stands for all.
function fieldsOf(schema: Schema, body: unknown, path: Path = []): Field[] {
  if (at(body, path) === undefined) return []; // the sample is of another kind
  if (schema.items) return fieldsOf(schema.items, body, [...path, 0]);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    { path: [...path, name], field, required: schema.required?.includes(name) ?? false },
    ...fieldsOf(field, body, [...path, name]),
  ]);
}

function changed(body: unknown, path: Path, value: unknown): Wrong {
  const copy = structuredClone(body);
  const owner = at(copy, path.slice(0, -1)) as Record<string, unknown>;
  owner[String(path.at(-1))] = value;
  const shown = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 40);
  return { name: `${path.join('.')}: ${shown}`, json: JSON.stringify(copy).replace(`"${HUGE}"`, HUGE) };
}

const at = (body: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], body);
