/** What differs between an answer and the documented example, a line each; empty when it has exactly its shape. */
export function shapeDifferences(actual: unknown, example: unknown, at = '$'): string[] {
  // A null on either side says only that the key may be null.
  if (example === null || actual === null) return [];
  if (Array.isArray(example)) {
    if (!Array.isArray(actual)) return [`${at}: a list is documented, ${nameOf(actual)} came`];
    if (example.length === 0) return [];
    // An empty list would prove nothing; inside an item of another list it is a fact about that item.
    if (actual.length === 0 && !at.includes('[')) return [`${at}: the list is empty`];
    return actual.flatMap((item, i) => itemDifferences(item, example, `${at}[${i}]`));
  }
  if (nameOf(actual) !== nameOf(example)) return [`${at}: ${nameOf(example)} is documented, ${nameOf(actual)} came`];
  if (typeof example !== 'object') return [];
  return keyDifferences(actual as Json, example as Json, at);
}

type Json = Readonly<Record<string, unknown>>;

// Examples of one list may differ among themselves: an item has the shape of one of them.
function itemDifferences(item: unknown, examples: readonly unknown[], at: string): string[] {
  const tries = examples.map((example) => shapeDifferences(item, example, at));
  return tries.find((differences) => differences.length === 0) ?? tries[0] ?? [];
}

function keyDifferences(actual: Json, example: Json, at: string): string[] {
  // {} in a document shows that there is an object, not that it has no keys.
  if (Object.keys(example).length === 0) return [];
  const missing = Object.keys(example).filter((key) => !(key in actual));
  const unknown = Object.keys(actual).filter((key) => !(key in example));
  return [
    ...missing.map((key) => `${at}.${key} is documented and missing`),
    ...unknown.map((key) => `${at}.${key} is not documented`),
    ...Object.entries(example).flatMap(([key, value]) =>
      key in actual ? shapeDifferences(actual[key], value, `${at}.${key}`) : [],
    ),
  ];
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
