import { fillIn, type Templates } from '#platform/templates.ts';
import { modeloDe, type NomeDeModelo, type Valores, type ValoresDe } from './modelos.ts';

export interface Conteudo {
  subject: string;
  text: string;
  html: string;
}

/** A title and a content in place of the template's, taken as they are. */
export interface ConteudoDado {
  titulo?: string | null;
  conteudo?: string | null;
}

/**
 * Fills an e-mail's template in. Without an HTML of its own, or with a given content, the text stands in the frame
 * `mensagem.html`. Throws Error for a `{{value}}` that the template has and we do not.
 */
export function preencher<N extends NomeDeModelo>(
  nome: N,
  valores: ValoresDe<N>,
  templates: Templates,
  dado: ConteudoDado = {},
): Promise<Conteudo> {
  return preencherEmail(nome, valores, templates, dado);
}

/** The same with a name and values that come from the queue. */
export async function preencherEmail(
  nome: string,
  valores: Valores,
  templates: Templates,
  { titulo, conteudo }: ConteudoDado = {},
): Promise<Conteudo> {
  const plain = await templates.text(`${nome}.txt`);
  const filled = fillIn(plain, valores);
  const end = filled.indexOf('\n');
  const subject = oneLine(titulo ?? filled.slice(0, end));
  const text = conteudo ?? filled.slice(end).trimStart();
  const html = conteudo == null ? await templates.bytes(`${nome}.html`) : null;
  return {
    subject,
    text,
    html: html ? fillIn(html.toString('utf8'), valores, escapeHtml) : await framed(subject, text, templates),
  };
}

/**
 * An SMS: the title, if one is given, before the content or the template `<nome>.sms.txt`. What the model ends with
 * (`fim`) comes last and is never cut, also after a given content.
 */
export async function preencherSms(
  nome: string,
  valores: Valores,
  templates: Templates,
  { titulo, conteudo }: ConteudoDado = {},
): Promise<{ text: string; tail?: string }> {
  const text = (conteudo ?? fillIn(await templates.text(`${nome}.sms.txt`), valores)).trim();
  const fim = modeloDe(nome)?.fim;
  const tail = fim === undefined ? null : valores[fim];
  return { text: titulo ? `${oneLine(titulo)}: ${text}` : text, ...(tail != null && { tail: String(tail) }) };
}

async function framed(titulo: string, text: string, templates: Templates): Promise<string> {
  const paragraphs = text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>\n')}</p>`);
  return fillIn(await templates.text('mensagem.html'), {
    titulo: escapeHtml(titulo),
    conteudo: paragraphs.join('\n    '),
  });
}

// A line break in a subject would begin another header.
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
