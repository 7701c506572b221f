import { type CatalogueEntry, catalogue } from '../../core/catalogue.ts';
import type { Operation } from '../../core/operation.ts';
import { parametersOf, requestBodyOf } from './request.ts';
import { responsesOf } from './responses.ts';
import { sectionOf } from './texts.ts';

/** A registered route that serves an operation. Its address has Fastify's form. */
export interface Route {
  operation: Operation;
  method: string;
  url: string;
}

/** The Operation Object of a route. */
export function describeOperation({ operation, method, url }: Route): Record<string, unknown> {
  const { ids, ours } = operation;
  const entries = ids.flatMap((id) => catalogue().get(id) ?? []);
  const requestBody = method === 'GET' ? undefined : requestBodyOf(operation, url, entries);
  return {
    // Where one operation answers to two methods, the documented one has the id.
    operationId: method === operation.method ? ids[0] : `${ids[0]}.${method.toLowerCase()}`,
    summary: entries.map(({ title }) => title).join(' · ') || firstSentence(ours) || ids[0],
    description: entries.length > 0 ? entries.map(documented).join('\n\n') : notDocumented(operation),
    tags: [sectionOf(ids[0])],
    security: securityOf(operation),
    parameters: parametersOf(operation, method, url, entries),
    ...(requestBody && { requestBody }),
    responses: responsesOf(operation, url, entries),
    ...(ours && { 'x-balcao-propria': true, 'x-badges': [{ name: 'própria do Balcão' }] }),
  };
}

function documented({ id, title, section, page, rules, errata }: CatalogueEntry): string {
  return [
    `**${title}** · ${section}, p. ${page} · \`${id}\``,
    ...listed('Regras', rules),
    ...listed('Onde o documento é omisso ou se contradiz', errata),
  ].join('\n\n');
}

const notDocumented = ({ ids: [id], ours }: Operation): string =>
  `**Não é dos documentos: é própria do Balcão.** ${ours ?? ''}\n\n\`${id}\``;

const firstSentence = (text = ''): string => text.split(/\.(?:\s|$)/)[0] ?? '';

function listed(heading: string, sentences: readonly string[]): string[] {
  return sentences.length > 0 ? [`**${heading}**`, sentences.map((sentence) => `- ${sentence}`).join('\n')] : [];
}

// The subscriber's login travels in the body, which is described as such.
function securityOf({ credentials }: Operation): Record<string, string[]>[] {
  const schemes = credentials.filter((credential) => credential !== 'subscriber');
  return schemes.length > 0 ? [Object.fromEntries(schemes.map((scheme) => [scheme, []]))] : [];
}
