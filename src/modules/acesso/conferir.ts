import type { Database } from '#platform/db.ts';
import { senhaConfere, senhaDeNinguem } from './senha.ts';
import { contarTentativa, esquecerTentativas } from './tentativas.ts';

/**
 * Whether the password is the one that was hashed, counted under `chave` as every login's is; to be called outside of
 * a transaction. `hash` undefined: of a login that does not exist, which takes as long and is never right.
 * Throws tooMany `acesso.espere` while the login waits.
 */
export async function conferirSenha(
  db: Database,
  chave: string,
  hash: string | undefined,
  senha: string,
): Promise<boolean> {
  await contarTentativa(db, chave);
  const right = hash === undefined ? await senhaDeNinguem(senha) : await senhaConfere(senha, hash);
  if (right) await esquecerTentativas(db, chave);
  return right;
}
