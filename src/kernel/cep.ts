/** The eight digits of a CEP, with or without its hyphen and dot (36404-199, 36.404-199); null for any other text. */
export function parseCep(text: string): string | null {
  const [, a, b, c] = /^\s*(\d{2})\.?(\d{3})-?(\d{3})\s*$/.exec(text) ?? [];
  return a && b && c ? a + b + c : null;
}

/** "36404199" → "36404-199". */
export function formatCep(cep: string): string {
  return `${cep.slice(0, 5)}-${cep.slice(5)}`;
}
