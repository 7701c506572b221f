/** An answer as XML: a list is the elements of its items, as in `<erros><erro>…</erro></erros>`. */
export function toXml(answer: Readonly<Record<string, unknown>>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${elements(answer)}`;
}

function elements(value: unknown): string {
  if (Array.isArray(value)) return value.map(elements).join('');
  if (typeof value !== 'object' || value === null) return escapeXml(value === null ? '' : String(value));
  return Object.entries(value)
    .map(([name, content]) => `<${name}>${elements(content)}</${name}>`)
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// XML 1.0 has no place for control characters and lone surrogates, not even escaped.
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
