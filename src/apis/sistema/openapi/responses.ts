import type { CatalogueEntry, CatalogueResponse } from '../../core/catalogue.ts';
import type { Operation } from '../../core/operation.ts';

type Json = Record<string, unknown>;

/** The documented answers by status, each with its examples, and what the dialect says in every other case. */
export function responsesOf(operation: Operation, url: string, entries: readonly CatalogueEntry[]): Json {
  const several = entries.length > 1;
  const byStatus = new Map<number, [name: string, response: CatalogueResponse][]>();
  for (const { id, responses } of entries) {
    for (const response of responses) {
      const name = several ? `${id} ${response.case}` : response.case;
      byStatus.set(response.status, [...(byStatus.get(response.status) ?? []), [name, response]]);
    }
  }
  if (!byStatus.has(200)) byStatus.set(200, []);
  const described = [...byStatus].map(([status, cases]): [string, Json] => [
    String(status),
    {
      description: descriptionOf(status, cases),
      content: contentOf(operation, status, cases),
    },
  ]);
  return { ...Object.fromEntries(described), ...(url.startsWith('/ws/') && { default: refusal }) };
}

const refusal = {
  description: 'Recusa, com uma frase que diz o que corrigir',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Erro' } } },
};

function descriptionOf(status: number, cases: readonly [string, CatalogueResponse][]): string {
  const words = cases.map(([name, { notes }]) => (notes ? `${name}: ${notes}` : name));
  return words.join('; ') || (status === 200 ? 'success' : `HTTP ${status}`);
}

function contentOf(operation: Operation, status: number, cases: readonly [string, CatalogueResponse][]): Json {
  const ours = operation.contentType ?? 'application/json';
  const types = new Set([...(status === 200 ? [ours] : []), ...cases.map(([, { contentType }]) => contentType)]);
  return Object.fromEntries(
    [...types].map((type) => {
      const examples = cases.filter(([, { contentType, body }]) => contentType === type && body !== null);
      const schema = schemaOf(operation, status === 200 && type === ours, type, examples);
      return [
        type,
        {
          ...(schema !== undefined && { schema }),
          ...(examples.length > 0 && {
            examples: Object.fromEntries(examples.map(([name, { body }]) => [name, { value: body }])),
          }),
        },
      ];
    }),
  );
}

function schemaOf(
  operation: Operation,
  ours: boolean,
  type: string,
  examples: readonly [string, CatalogueResponse][],
): object | undefined {
  if (ours && type !== 'application/pdf') return operation.response;
  if (type !== 'application/json') return undefined;
  return examples.every(([, { body }]) => isErro(body)) ? { $ref: '#/components/schemas/Erro' } : undefined;
}

const isErro = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && Object.keys(body).join() === 'error';
