import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, accountFor, give } from './account.ts';
import { type Binaries, locateBinaries } from './binaries.ts';
import { EmbeddedPostgresError } from './error.ts';

/** Where a server lives and whom it runs as. */
export interface Place {
  dir: string;
  cluster: string;
  account: Account | undefined;
  binaries: Binaries;
}

export function openPlace(asked: string): Place {
  const binaries = locateBinaries();
  mkdirSync(asked, { recursive: true });
  const dir = realpathSync(asked);
  const cluster = join(dir, 'postgres');
  return { dir, cluster, account: accountFor(dir, cluster), binaries };
}

/** A unix socket's whole path has 103 characters on macOS and 107 on Linux, its end included. */
const longestSocketDir = 100 - '/.s.PGSQL.5432'.length;

/** The private folder of the socket: beside the data, or under the temporary folder when that path is too long. */
export function ensureSocketDir({ dir, account }: Place): string {
  const name = `balcao-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`;
  const candidates = [join(dir, 'run'), join(tmpdir(), name), join('/tmp', name)];
  const path = candidates.find((candidate) => Buffer.byteLength(candidate) <= longestSocketDir);
  if (path === undefined) throw new EmbeddedPostgresError(`O caminho da pasta de dados é longo demais: ${dir}`);
  if (!existsSync(path)) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    give(path, account);
  }
  // The temporary folder is everybody's: somebody else's folder or link under our name must not be used.
  const found = lstatSync(path);
  if (!found.isDirectory() || found.uid !== (account?.uid ?? process.getuid?.())) {
    throw new EmbeddedPostgresError(`A pasta ${path} é de outro usuário. Apague-a e inicie o Balcão de novo.`);
  }
  if ((found.mode & 0o777) !== 0o700) chmodSync(path, 0o700);
  return path;
}
