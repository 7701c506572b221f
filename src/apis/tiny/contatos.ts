import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { DomainError } from '#kernel/errors.ts';
import type { Formato } from './wire.ts';

/** A contact as it came. */
export type Bruto = Readonly<Record<string, unknown>>;

/**
 * The contacts of the parameter `contato`: {"contatos": [{"contato": {…}}]}, the same as XML where the format is xml,
 * or one contact without the list, as some clients send it. Throws invalid `tiny.json`, `tiny.xml`, `tiny.sem_contatos`.
 */
export function lerContatos(texto: string, formato: Formato): Bruto[] {
  const raiz = formato === 'xml' ? lerXml(texto) : lerJson(texto);
  // Without the list, the root is what holds the one contact; as an array it is the list itself.
  const contatos = isRecord(raiz) && 'contatos' in raiz ? raiz['contatos'] : raiz;
  const temItens = contatos === '' || Array.isArray(contatos) || (isRecord(contatos) && 'contato' in contatos);
  const itens = lista(contatos, 'contato');
  if (temItens && itens.every(isRecord)) return itens;
  throw new DomainError('invalid', 'tiny.sem_contatos', { formato: formato.toUpperCase() });
}

/**
 * The items of a list of objects with one key only, in any of the forms it comes in: [{"tipo": "A"}], ["A"],
 * {"tipo": ["A", "B"]} (as XML reads), {"tipo": "A"}. Null and "" are an empty list.
 */
export function lista(valor: unknown, chave: string): unknown[] {
  if (valor === undefined || valor === null || valor === '') return [];
  if (Array.isArray(valor)) return valor.flatMap((item) => lista(item, chave));
  return isRecord(valor) && chave in valor ? [valor[chave]].flat() : [valor];
}

export const isRecord = (valor: unknown): valor is Bruto =>
  typeof valor === 'object' && valor !== null && !Array.isArray(valor);

function lerJson(texto: string): unknown {
  try {
    return JSON.parse(texto);
  } catch {
    throw new DomainError('invalid', 'tiny.json');
  }
}

// Every value is a text; entities of its own a document may not define.
const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  htmlEntities: true,
});

function lerXml(texto: string): unknown {
  const documento = texto.trim();
  if (!documento.startsWith('<')) throw malFormado("Start tag expected, '<' not found");
  if (/<!(DOCTYPE|ENTITY)/i.test(documento)) throw malFormado('DOCTYPE não é aceito');
  try {
    const valid = XMLValidator.validate(documento);
    if (valid !== true) throw malFormado(`linha ${valid.err.line}, coluna ${valid.err.col}`);
    return parser.parse(documento);
  } catch (error) {
    // The parser refuses names that are keywords of JavaScript.
    throw error instanceof DomainError ? error : malFormado('nome de elemento inválido');
  }
}

const malFormado = (motivo: string) => new DomainError('invalid', 'tiny.xml', { motivo });
