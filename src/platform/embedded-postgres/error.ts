/** What an operator has to read: the message is a whole sentence in pt-BR and needs no stack. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}

const storageCodes = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'EEXIST', 'ENOSPC', 'EDQUOT']);

/** Turns a refusal of the file system into one sentence about the folder; anything else passes as it is. */
export function explainStorageError(error: unknown, dir: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || !storageCodes.has(code) || syscall?.startsWith('spawn')) return error;
  const advice = 'Dê permissão de escrita a ela ou escolha outra pasta em BALCAO_DATA_DIR.';
  return new EmbeddedPostgresError(`Não foi possível gravar na pasta de dados ${dir} (${code}). ${advice}`, {
    cause: error,
  });
}

/** The one sentence for a server, or for the making of its files, that failed. */
export function notStarted(why: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(`O PostgreSQL embutido não iniciou: ${why}`, { cause });
}
