import { DomainError } from '#kernel/errors.ts';
import type { Reader, Tx } from '#platform/db.ts';
import { hashSenha } from './senha.ts';
import { sortearSenhaDeUsuario } from './sorteio.ts';

export interface NovoUsuario {
  login: string;
  nome: string;
  perfil: string;
  vendedor: boolean;
  permissoes: string[];
}

/**
 * Makes a user of a profile that exists; gives the first password, shown once.
 * Throws notFound `perfil.desconhecido`, conflict `usuario.login_em_uso`.
 */
export async function criarUsuario(tx: Tx, novo: NovoUsuario): Promise<{ id: number; senha: string }> {
  const perfil = await perfilDoNome(tx, novo.perfil);
  if (!perfil) throw new DomainError('notFound', 'perfil.desconhecido', { nome: novo.perfil });
  const senha = sortearSenhaDeUsuario();
  const row = await tx
    .insertInto('usuario')
    .values({
      login: novo.login,
      nome: novo.nome,
      senha_hash: await hashSenha(senha),
      perfil_id: perfil.id,
      vendedor: novo.vendedor,
      permissoes: novo.permissoes,
    })
    .onConflict((oc) => oc.constraint('usuario_login_unico').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new DomainError('conflict', 'usuario.login_em_uso', { login: novo.login });
  return { id: row.id, senha };
}

/** Gives the user a random password and returns it; the old one ends. Throws notFound `usuario.nao_encontrado`. */
export async function trocarSenhaDoUsuario(tx: Tx, login: string): Promise<string> {
  const senha = sortearSenhaDeUsuario();
  await alterar(tx, login, { senha_hash: await hashSenha(senha) });
  return senha;
}

/** Lets the user in or shuts it out. Throws notFound `usuario.nao_encontrado`. */
export async function ativarUsuario(tx: Tx, login: string, ativo: boolean): Promise<void> {
  await alterar(tx, login, { ativo });
}

/** Makes the profile, or changes its permissions. */
export async function definirPerfil(tx: Tx, nome: string, permissoes: string[]): Promise<void> {
  const perfil = await perfilDoNome(tx, nome);
  if (perfil) await tx.updateTable('perfil').set({ permissoes }).where('id', '=', perfil.id).execute();
  else await tx.insertInto('perfil').values({ nome, permissoes }).execute();
}

/** All users with their profiles; never a hash. */
export function usuarios(db: Reader) {
  return db
    .selectFrom('usuario as u')
    .innerJoin('perfil as p', 'p.id', 'u.perfil_id')
    .select(['u.id', 'u.login', 'u.nome', 'p.nome as perfil', 'u.vendedor', 'u.permissoes', 'u.ativo'])
    .orderBy('u.id')
    .execute();
}

/** All profiles with their permissions. */
export function perfis(db: Reader) {
  return db.selectFrom('perfil').select(['id', 'nome', 'permissoes']).orderBy('id').execute();
}

function perfilDoNome(db: Reader, nome: string) {
  return db.selectFrom('perfil').select('id').where('nome', '=', nome).orderBy('id').executeTakeFirst();
}

async function alterar(tx: Tx, login: string, values: { senha_hash?: string; ativo?: boolean }): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable('usuario').set(values).where('login', '=', login).executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('notFound', 'usuario.nao_encontrado', { login });
}
