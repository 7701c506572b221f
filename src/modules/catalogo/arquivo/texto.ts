import { Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Catalogo } from './ler.ts';
import type { Caminho, Problema } from './problema.ts';
import { secoes } from './secoes.ts';

/** A file that was read: its value, what is wrong with its YAML, and the line of a place in it. */
export interface Lido {
  valor: unknown;
  problemas: Problema[];
  linha(caminho: Caminho): number | null;
}

/** Reads a YAML text. */
export function lerTexto(texto: string): Lido {
  const lines = new LineCounter();
  const document = parseDocument(texto, { lineCounter: lines, uniqueKeys: true });
  const linha = (caminho: Caminho) => lineOf(document, lines, caminho);
  const [first] = document.errors;
  if (first) return { valor: null, problemas: [broken(first.message, lines.linePos(first.pos[0]).line)], linha };
  try {
    return { valor: document.toJS(), problemas: [], linha };
  } catch (error) {
    // Aliases of what is not there, or so many that the value would have no end.
    return { valor: null, problemas: [broken((error as Error).message, null)], linha };
  }
}

const broken = (message: string, linha: number | null): Problema => ({
  caminho: [],
  codigo: 'yaml',
  fatos: { mensagem: message.split('\n')[0]?.replace(/ at line \d+.*$/, '') },
  linha,
});

// The place itself, or the nearest one around it that the file has.
function lineOf(document: Document, lines: LineCounter, caminho: Caminho): number | null {
  for (let length = caminho.length; length > 0; length--) {
    const node = document.getIn(caminho.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

/** Writes a catalogue as YAML: a section under its heading, short lists on one line. */
export function escreverTexto(catalogo: Catalogo): string {
  const document = new Document(catalogo);
  document.commentBefore =
    ' Catálogo do Balcão. Valores em reais, dias em aaaa-mm-dd; o que falta tem o seu padrão (balcao catalogo esquema).\n' +
    ' Uma seção ausente fica como está; um registro ausente da sua seção é inativado ou removido.';
  visit(document, {
    Seq(_, node) {
      if (node.items.length > 0 && node.items.every(isScalar)) node.flow = true;
    },
  });
  if (isMap(document.contents)) {
    for (const { key, value } of document.contents.items) {
      if (!isScalar(key)) continue;
      key.spaceBefore = true;
      key.commentBefore = ` ${secoes.find(({ nome }) => nome === key.value)?.sobre}`;
      if (isSeq(value) && value.items.length === 0) value.flow = true;
    }
  }
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}
