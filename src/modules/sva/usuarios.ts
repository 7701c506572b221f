import { DomainError } from '#kernel/errors.ts';
import { conferirSenha, hashSenha, sortearSenhaDeUsuario } from '#modules/acesso/index.ts';
import type { Database, Reader, Tx } from '#platform/db.ts';

/**
 * Refuses who is not an active user of PlayHub; wrong passwords are counted and slowed down as those of other logins.
 * Throws unauthenticated `sva.credencial`, tooMany `acesso.espere`.
 */
export async function exigirUsuarioDoPlayHub(db: Database, login: string, senha: string): Promise<void> {
  const usuario = await db
    .selectFrom('sva_usuario')
    .select(['id', 'senha_hash'])
    .where('plataforma', '=', 'PLAYHUB')
    .where('login', '=', login)
    .where('ativo', '=', true)
    .executeTakeFirst();
  const chave = usuario ? `playhub#${usuario.id}` : `playhub:${login}`;
  if (!(await conferirSenha(db, chave, usuario?.senha_hash, senha)))
    throw new DomainError('unauthenticated', 'sva.credencial');
}

/** Makes a user of PlayHub; gives the password, shown once. Throws conflict `sva.login_em_uso`. */
export async function criarUsuarioDoPlayHub(tx: Tx, login: string): Promise<string> {
  const senha = sortearSenhaDeUsuario();
  const row = await tx
    .insertInto('sva_usuario')
    .values({ plataforma: 'PLAYHUB', login, senha_hash: await hashSenha(senha) })
    .onConflict((oc) => oc.constraint('sva_usuario_login_unico').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new DomainError('conflict', 'sva.login_em_uso', { login });
  return senha;
}

/** Gives the user a random password and returns it; the old one ends. Throws notFound `sva.usuario_desconhecido`. */
export async function trocarSenhaDoPlayHub(tx: Tx, login: string): Promise<string> {
  const senha = sortearSenhaDeUsuario();
  await alterar(tx, login, { senha_hash: await hashSenha(senha) });
  return senha;
}

/** Lets the user in or shuts it out. Throws notFound `sva.usuario_desconhecido`. */
export const ativarUsuarioDoPlayHub = (tx: Tx, login: string, ativo: boolean): Promise<void> =>
  alterar(tx, login, { ativo });

/** All users of platforms; never a hash. */
export function usuariosDePlataformas(db: Reader) {
  return db.selectFrom('sva_usuario').select(['id', 'plataforma', 'login', 'ativo']).orderBy('id').execute();
}

async function alterar(tx: Tx, login: string, values: { senha_hash?: string; ativo?: boolean }): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('sva_usuario')
    .set(values)
    .where('plataforma', '=', 'PLAYHUB')
    .where('login', '=', login)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('notFound', 'sva.usuario_desconhecido', { login });
}
