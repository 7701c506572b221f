import { type CatalogueEntry, type CatalogueField, type Sample, samples } from '../../core/catalogue.ts';
import type { Operation } from '../../core/operation.ts';
import { schemaOfField, schemaOfFields } from './schema.ts';

type Json = Record<string, unknown>;

interface ObjectSchema {
  properties?: Record<string, Json>;
  required?: readonly string[];
}

// They are security schemes.
const CREDENTIAL_FIELDS: Readonly<Record<string, string>> = { key: 'key', apiToken: 'token' };

/** Parameters of the path, the query and the header: the schema is the operation's, the words are the document's. */
export function parametersOf(
  operation: Operation,
  method: string,
  url: string,
  entries: readonly CatalogueEntry[],
): Json[] {
  const sample = sampleOf(operation);
  const inPath = [...url.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  // What takes its fields from a form takes them from the query of a GET as well.
  const query = (operation.query ?? (method === 'GET' ? operation.body : undefined)) as ObjectSchema | undefined;
  const documentedQuery = entries.flatMap(({ request }) => request.query);
  const hidden = new Set(operation.credentials.map((credential) => CREDENTIAL_FIELDS[credential]));
  const inQuery = new Set([...Object.keys(query?.properties ?? {}), ...documentedQuery.map(({ name }) => name)]);
  const path = operation.params as ObjectSchema | undefined;
  const documentedPath = entries.flatMap(({ request }) => request.path);
  return [
    ...inPath.map((name) => parameter('path', name, path, documentedPath, sample?.path[name])),
    ...[...inQuery]
      .filter((name) => !hidden.has(name))
      .map((name) => parameter('query', name, query, documentedQuery, sample?.query[name])),
    ...(operation.kind === 'write' ? [idempotencyKey] : []),
  ];
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'De 1 a 200 caracteres; a repetição com a mesma chave devolve a primeira resposta.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

function parameter(
  place: 'path' | 'query',
  name: string,
  ours: ObjectSchema | undefined,
  documented: readonly CatalogueField[],
  example: unknown,
): Json {
  const field = documented.find((candidate) => candidate.name === name);
  const schema = ours?.properties?.[name];
  const required = schema ? ours.required?.includes(name) === true : field?.required === true;
  const description = [field?.format, field?.notes].filter(Boolean).join('; ');
  return {
    name,
    in: place,
    required: place === 'path' || required,
    ...(description && { description }),
    schema: schema ?? (field ? schemaOfField(field) : { type: 'string' }),
    ...(example !== undefined && !isTemplate(example) && { example }),
  };
}

/** The body with its documented examples, or undefined when there is none. */
export function requestBodyOf(operation: Operation, url: string, entries: readonly CatalogueEntry[]): Json | undefined {
  const documented = entries.map(({ request }) => request.body).filter(({ kind }) => kind !== 'none');
  const [first] = documented;
  if (!operation.body && !first) return undefined;
  const form = url.startsWith('/api2/');
  const schema = operation.body ?? schemaOfFields(first?.kind ?? 'object', first?.fields ?? []);
  return {
    required: true,
    content: {
      [form ? 'application/x-www-form-urlencoded' : 'application/json']: {
        schema,
        ...examplesOf(operation, entries),
      },
    },
  };
}

function examplesOf(operation: Operation, entries: readonly CatalogueEntry[]): Json {
  const found = entries.flatMap(({ title, request }) =>
    (request.examples ?? []).map((value, i): [string, unknown] => [i === 0 ? title : `${title} (${i + 1})`, { value }]),
  );
  if (found.length > 0) return { examples: Object.fromEntries(found) };
  const sample = sampleOf(operation);
  const value = sample?.form ?? sample?.body;
  return value === undefined || value === null || isTemplate(value) ? {} : { example: value };
}

const sampleOf = ({ ids: [id] }: Operation): Sample | undefined => samples().find((sample) => sample.id === id);

const isTemplate = (value: unknown): boolean => JSON.stringify(value).includes('{{');
