import { readdirSync, readFileSync } from 'node:fs';

/** A field of a request as the documents have it. */
export interface CatalogueField {
  name: string;
  type: 'integer' | 'number' | 'string' | 'boolean' | 'date' | 'object' | 'array';
  required?: boolean;
  values?: string[];
  format?: string;
  notes?: string;
  fields?: CatalogueField[];
}

/** A documented answer. */
export interface CatalogueResponse {
  case: string;
  status: number;
  contentType: string;
  body: unknown;
  notes?: string;
}

/** An operation as the documents have it; see contract/README.md. */
export interface CatalogueEntry {
  id: string;
  title: string;
  page: number;
  method: string;
  path: string;
  credentials: string[];
  request: {
    path: CatalogueField[];
    query: CatalogueField[];
    body: { kind: 'none' | 'object' | 'array'; fields?: CatalogueField[] };
    examples?: unknown[];
  };
  responses: CatalogueResponse[];
  rules: string[];
  errata: string[];
  section: string;
}

/** A request that succeeds on the demo's data; strings may hold templates, see contract/README.md. */
export interface Sample {
  id: string;
  path: Record<string, string | number>;
  query: Record<string, string | number>;
  body: unknown;
  form?: Record<string, string>;
  /** The case of the documented answer that is expected. */
  expect: string;
}

const folder = new URL('../../../contract/', import.meta.url);
let entries: Map<string, CatalogueEntry> | undefined;
let requests: readonly Sample[] | undefined;

/** Every documented operation by its id. Read at the first call. */
export function catalogue(): Map<string, CatalogueEntry> {
  entries ??= new Map(
    readdirSync(folder)
      .filter((name) => /^\d\d-.*\.json$/.test(name))
      .sort()
      .flatMap((name) => {
        const { section, operations } = read(name) as { section: string; operations: CatalogueEntry[] };
        return operations.map((operation): [string, CatalogueEntry] => [operation.id, { ...operation, section }]);
      }),
  );
  return entries;
}

/** One request per documented operation, in the order in which all of them succeed. Read at the first call. */
export function samples(): readonly Sample[] {
  requests ??= read('samples.json') as Sample[];
  return requests;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
