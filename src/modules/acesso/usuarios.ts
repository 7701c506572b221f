import { sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import { DomainError } from '#kernel/errors.ts';
import type { Database, Reader, Tx } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { exigirSenhaForte } from './rules.ts';
import { hashSenha, senhaConfere, senhaDeNinguem } from './senha.ts';
import { contarTentativa, esquecerTentativas } from './tentativas.ts';

const APROVAR_PROSPECTO = 'APROVAR_REPROVAR_PROSPECTO';

export interface UsuarioLogado {
  id: number;
  perfilId: number;
  vendedor: boolean;
  podeAprovarReprovarProspecto: boolean;
}

/**
 * The active internal user whose login and password these are. A permission is the profile's or the user's own.
 * Throws unauthenticated `usuario.credencial`, tooMany `acesso.espere`.
 */
export async function logarUsuario(db: Database, login: string, senha: string): Promise<UsuarioLogado> {
  const row = await db
    .selectFrom('usuario as u')
    .innerJoin('perfil as p', 'p.id', 'u.perfil_id')
    .select(['u.id', 'u.perfil_id', 'u.vendedor', 'u.senha_hash'])
    .select(sql<boolean>`${APROVAR_PROSPECTO} = any(p.permissoes || u.permissoes)`.as('aprova'))
    .where('u.login', '=', login)
    .where('u.ativo', '=', true)
    .executeTakeFirst();
  const attempt = row ? attemptOf(row.id) : `usuario:${login}`;
  await contarTentativa(db, attempt);
  const right = row ? await senhaConfere(senha, row.senha_hash) : await senhaDeNinguem(senha);
  if (!row || !right) throw new DomainError('unauthenticated', 'usuario.credencial');
  await esquecerTentativas(db, attempt);
  return { id: row.id, perfilId: row.perfil_id, vendedor: row.vendedor, podeAprovarReprovarProspecto: row.aprova };
}

/**
 * Refuses a wrong current password of an active user, and counts it; to be called outside of a transaction.
 * Throws notFound `usuario.nao_encontrado`, invalid `usuario.senha_antiga`, tooMany `acesso.espere`.
 */
export async function conferirSenhaDoUsuario(db: Database, id: number, senha: string): Promise<void> {
  const hash = await senhaDoUsuario(db, id);
  await contarTentativa(db, attemptOf(id));
  if (!(await senhaConfere(senha, hash))) throw new DomainError('invalid', 'usuario.senha_antiga');
  await esquecerTentativas(db, attemptOf(id));
}

/**
 * Changes an active user's password. Of two changes at once the second is refused, since the old password is no
 * longer that. Throws notFound `usuario.nao_encontrado`, invalid `usuario.senha_antiga`, invalid `senha.fraca`.
 */
export async function alterarSenhaDoUsuario(tx: Tx, id: number, antiga: string, nova: string): Promise<void> {
  exigirSenhaForte(nova);
  await tx.selectFrom('usuario').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  if (!(await senhaConfere(antiga, await senhaDoUsuario(tx, id)))) {
    throw new DomainError('invalid', 'usuario.senha_antiga');
  }
  await tx
    .updateTable('usuario')
    .set({ senha_hash: await hashSenha(nova) })
    .where('id', '=', id)
    .execute();
}

/** The segments open to an active user; no row when there is no such user. */
export const segmentosDoUsuario = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('usuario as u')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('usuario_segmento as us')
          .innerJoin('segmento as s', 's.id', 'us.segmento_id')
          .select(['s.id', 's.descricao', 's.descricao_rdstation'])
          .select((inner) =>
            jsonObjectFrom(
              inner
                .selectFrom('tipo_contrato as t')
                .select(['t.id', 't.nome'])
                .whereRef('t.id', '=', 's.tipo_contrato_id'),
            ).as('tipo_contrato'),
          )
          .whereRef('us.usuario_id', '=', 'u.id')
          .orderBy('s.id'),
      ).as('segmentos'),
    )
    .where('u.id', '=', param('id'))
    .where('u.ativo', '=', true),
);

/** The companies open to an active user; no row when there is no such user. */
export const empresasDoUsuario = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('usuario as u')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('usuario_empresa as ue')
          .innerJoin('empresa as e', 'e.id', 'ue.empresa_id')
          .select(['e.id', 'e.nome', 'e.nome_fantasia', 'e.cnpj'])
          .whereRef('ue.usuario_id', '=', 'u.id')
          .orderBy('e.id'),
      ).as('empresas'),
    )
    .where('u.id', '=', param('id'))
    .where('u.ativo', '=', true),
);

async function senhaDoUsuario(db: Reader, id: number): Promise<string> {
  const row = await db
    .selectFrom('usuario')
    .select('senha_hash')
    .where('id', '=', id)
    .where('ativo', '=', true)
    .executeTakeFirst();
  if (!row) throw new DomainError('notFound', 'usuario.nao_encontrado');
  return row.senha_hash;
}

const attemptOf = (id: number) => `usuario#${id}`;
