import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Keeps contents under their SHA-256: the same content twice is stored once, and a stored one never changes. */
export interface FileStore {
  /** Stores the bytes durably and gives their SHA-256. */
  put(content: Buffer): Promise<Buffer>;
  /** The bytes, or null when nothing is stored under this SHA-256. */
  get(sha256: Buffer): Promise<Buffer | null>;
}

/** The store did not answer, or refused. The message is for the operator. */
export class FileStoreError extends Error {}

/** Files under `folder`, two levels of folders deep. */
export function folderStore(folder: string): FileStore {
  const pathOf = (sha256: Buffer) => {
    const name = sha256.toString('hex');
    return join(folder, name.slice(0, 2), name);
  };
  return {
    async put(content) {
      const sha256 = createHash('sha256').update(content).digest();
      const path = pathOf(sha256);
      await mkdir(dirname(path), { recursive: true });
      // Whole or not at all: a crash leaves a temporary name that nobody reads.
      const temporary = `${path}.${randomUUID()}`;
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      return sha256;
    },
    async get(sha256) {
      try {
        return await readFile(pathOf(sha256));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
  };
}
