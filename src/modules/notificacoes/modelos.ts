import { fillIn, type Templates } from '#platform/templates.ts';

/** The templates and the values that each one takes. */
export interface Modelos {
  'codigo-email': { codigo: string; minutos: number };
}

export interface Conteudo {
  subject: string;
  text: string;
  html: string;
}

/**
 * Fills a template in: `<nome>.txt`, whose first line is the subject, and `<nome>.html`.
 * Throws Error for a `{{value}}` that the template has and we do not.
 */
export async function preencher<N extends keyof Modelos>(
  nome: N,
  valores: Modelos[N],
  templates: Templates,
): Promise<Conteudo> {
  const [plain, html] = await Promise.all([templates.text(`${nome}.txt`), templates.text(`${nome}.html`)]);
  const filled = fillIn(plain, valores);
  const end = filled.indexOf('\n');
  return {
    subject: filled.slice(0, end).trim(),
    text: filled.slice(end).trimStart(),
    html: fillIn(html, valores, escapeHtml),
  };
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
