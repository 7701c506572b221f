import { createHash } from 'node:crypto';
import { type FileStore, FileStoreError } from './files.ts';
import { signedHeaders } from './s3-signature.ts';

const DEADLINE_MS = 15_000;
const EMPTY = createHash('sha256').digest('hex');

/**
 * Files in a bucket of an S3-compatible store, named as in the folder store. `address` holds all of it:
 * `https://key:secret@host/bucket/prefix?region=…` (us-east-1 unless told), path style.
 * Its functions throw FileStoreError when the store refuses or does not answer within `deadlineMs`.
 */
export function s3Store(address: string, deadlineMs = DEADLINE_MS): FileStore {
  const { username, password, origin, pathname, searchParams } = new URL(address);
  const account = {
    key: decodeURIComponent(username),
    secret: decodeURIComponent(password),
    region: searchParams.get('region') ?? 'us-east-1',
  };
  const base = origin + pathname.replace(/\/+$/, '');

  async function call(method: 'GET' | 'PUT', sha256: Buffer, content?: Buffer): Promise<Response> {
    const name = sha256.toString('hex');
    const url = new URL(`${base}/${name.slice(0, 2)}/${name}`);
    const payload = content ? name : EMPTY;
    try {
      return await fetch(url, {
        method,
        // The store compares with its own clock: the machine's time, also where the program's clock was moved.
        headers: signedHeaders(account, { method, url, payload, at: new Date() }),
        ...(content && { body: new Uint8Array(content) }),
        redirect: 'error',
        signal: AbortSignal.timeout(deadlineMs),
      });
    } catch (error) {
      throw new FileStoreError(`o armazém não respondeu: ${reasonOf(error)}`);
    }
  }

  return {
    async put(content) {
      const sha256 = createHash('sha256').update(content).digest();
      const response = await call('PUT', sha256, content);
      await response.body?.cancel();
      if (!response.ok) throw refused(response);
      return sha256;
    },
    async get(sha256) {
      const response = await call('GET', sha256);
      if (response.ok) return bytesOf(response);
      await response.body?.cancel();
      if (response.status === 404) return null;
      throw refused(response);
    },
  };
}

async function bytesOf(response: Response): Promise<Buffer> {
  try {
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    throw new FileStoreError(`o armazém não respondeu até o fim: ${reasonOf(error)}`);
  }
}

const refused = ({ status }: Response) => new FileStoreError(`o armazém recusou com o status ${status}`);

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: Error };
  return cause?.message || message;
}
