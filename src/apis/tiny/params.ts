import type { FastifyRequest } from 'fastify';
import { DomainError } from '#kernel/errors.ts';

/** The parameters of a call by name. */
export type Params = Readonly<Record<string, string | undefined>>;

/**
 * Parameters of the query, then of the body over them. A body is multipart when it says so and a form in any other
 * case, as PHP takes it. Encoded or not, it is UTF-8 unless it names another charset or cannot be UTF-8: then it comes
 * of an old page in Windows-1252. Throws invalid `tiny.multipart`.
 */
export async function readParams({ raw, body, headers }: FastifyRequest): Promise<Params> {
  const url = raw.url ?? '';
  const mark = url.indexOf('?');
  const query = mark < 0 ? [] : formPairs(url.slice(mark + 1), undefined);
  const type = headers['content-type'] ?? '';
  const content = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const form = /^\s*multipart\/form-data/i.test(type)
    ? await multipartPairs(content, type)
    : formPairs(content.toString('latin1'), charsetOf(type));
  return Object.assign(Object.create(null), Object.fromEntries([...query, ...form]));
}

// One character of the text is one byte, so that percent signs and un-encoded UTF-8 may stand side by side.
function formPairs(bytes: string, charset: string | undefined): [string, string][] {
  return bytes
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [decode(name, charset), decode(value, charset)];
    });
}

function decode(text: string, charset: string | undefined): string {
  const unescaped = text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const bytes = Buffer.from(unescaped, 'latin1');
  if (charset !== undefined) return new TextDecoder(charset).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function charsetOf(contentType: string): string | undefined {
  const [, named] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType) ?? [];
  if (named === undefined || /^utf-?8$/i.test(named)) return undefined;
  try {
    return new TextDecoder(named).encoding;
  } catch {
    return undefined;
  }
}

async function multipartPairs(body: Buffer, contentType: string): Promise<[string, string][]> {
  try {
    const response = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } });
    const pairs = [...(await response.formData()).entries()];
    return await Promise.all(
      pairs.map(
        async ([name, value]): Promise<[string, string]> => [
          name,
          typeof value === 'string' ? value : await value.text(),
        ],
      ),
    );
  } catch {
    throw new DomainError('invalid', 'tiny.multipart');
  }
}
