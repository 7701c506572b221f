import { decodeBase64 } from '#kernel/base64.ts';
import { DomainError } from '#kernel/errors.ts';
import { declaredFileType, detectFileType, type FileType } from '#kernel/file-type.ts';
import { truncate } from '#kernel/text.ts';
import { type FileStore, FileStoreError } from '#platform/files.ts';

/** Files at most in one call (WebService Cliente, p. 54 and 129). */
const MOST_FILES = 5;
/** Bytes at most of one file, decoded (p. 54 and 129). */
const MOST_BYTES = 5 * 1024 * 1024;
const LONGEST_NAME = 180;

export interface ArquivoRecebido {
  base64: string;
  nome: string;
  /** MIME type as the caller declares it; the content must agree. */
  tipoDeclarado: string;
}

export interface ArquivoLido {
  /** Without a path. */
  nome: string;
  tipoConteudo: FileType;
  content: Buffer;
}

/**
 * Reads files that were sent, before anything is stored; what else an item holds comes along. The declared size is not
 * asked: the document does not say its unit.
 * Throws invalid `arquivo.demais`, `arquivo.grande`, `arquivo.base64`, `arquivo.vazio`, `arquivo.nome`,
 * `arquivo.tipo` and `arquivo.tipo_diferente` with the file's name.
 */
export function lerArquivosRecebidos<T extends ArquivoRecebido>(
  recebidos: readonly T[],
): (Omit<T, keyof ArquivoRecebido> & ArquivoLido)[] {
  if (recebidos.length > MOST_FILES) throw new DomainError('invalid', 'arquivo.demais', { limite: MOST_FILES });
  return recebidos.map(({ base64, nome, tipoDeclarado, ...outros }) => ({
    ...outros,
    ...lerArquivo({ base64, nome, tipoDeclarado }),
  }));
}

/** Stores the bytes and gives their SHA-256. Throws unavailable `arquivo.armazem` with `motivo`. */
export async function guardarConteudo(files: FileStore, content: Buffer): Promise<Buffer> {
  try {
    return await files.put(content);
  } catch (error) {
    if (!(error instanceof FileStoreError)) throw error;
    throw new DomainError('unavailable', 'arquivo.armazem', { motivo: error.message });
  }
}

function lerArquivo({ base64, nome, tipoDeclarado }: ArquivoRecebido): ArquivoLido {
  const refuse = (code: string) => new DomainError('invalid', `arquivo.${code}`, { nome, declarado: tipoDeclarado });
  const content = decodeBase64(base64);
  if (!content) throw refuse('base64');
  if (content.length === 0) throw refuse('vazio');
  if (content.length > MOST_BYTES) throw refuse('grande');
  const declared = declaredFileType(tipoDeclarado);
  if (!declared) throw refuse('tipo');
  if (detectFileType(content) !== declared) throw refuse('tipo_diferente');
  const plain = nomeSemCaminho(nome);
  if (plain === '') throw refuse('nome');
  return { nome: plain, tipoConteudo: declared, content };
}

// The last part of a path of either kind, without control and text-direction characters, that no system reads as
// «this folder» or a hidden file.
function nomeSemCaminho(nome: string): string {
  const last = nome.split(/[\\/]/).at(-1) ?? '';
  return truncate(last.replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/^[\s.]+|[\s.]+$/g, ''), LONGEST_NAME);
}
