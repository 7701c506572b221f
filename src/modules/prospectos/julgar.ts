import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Clock } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import { mudarEstado } from './historico.ts';
import { type Acao, estagioAprovado, julgar } from './rules.ts';
import { travarParaAlterar } from './travar.ts';

const PERMISSAO = 'APROVAR_REPROVAR_PROSPECTO';

/**
 * Approves or refuses a prospect (WebService Cliente, p. 128). An approval moves it on to the stage of conversion.
 * Throws invalid `usuario.desconhecido`, forbidden `usuario.sem_permissao`, invalid `prospecto.desconhecido`,
 * conflict `prospecto.convertido`, conflict `prospecto.ja_julgado`.
 */
export async function aprovarReprovar(
  tx: Tx,
  clock: Clock,
  { usuarioId, prospectoId, acao }: { usuarioId: number; prospectoId: number; acao: Acao },
): Promise<void> {
  await exigirPermissao(tx, usuarioId);
  const prospecto = await travarParaAlterar(tx, prospectoId);
  const { oportunidade, aprovacao, qualificacao, permite_reanalise: permiteReanalise } = prospecto;
  const decisao = julgar({ oportunidade, aprovacao, qualificacao, permiteReanalise }, acao);
  if (!decisao) throw new DomainError('conflict', 'prospecto.ja_julgado', { oportunidade, aprovacao });
  const funilId = acao === 'aprovar' ? await depoisDeAprovado(tx, prospecto) : prospecto.funil_id;
  await mudarEstado(tx, clock, prospectoId, usuarioId, { ...decisao, funilId });
}

// A permission is the profile's or the user's own.
async function exigirPermissao(tx: Tx, usuarioId: number): Promise<void> {
  const usuario = await tx
    .selectFrom('usuario as u')
    .innerJoin('perfil as p', 'p.id', 'u.perfil_id')
    .select(sql<boolean>`${PERMISSAO} = any(p.permissoes || u.permissoes)`.as('pode'))
    .where('u.id', '=', usuarioId)
    .where('u.ativo', '=', true)
    .executeTakeFirst();
  if (!usuario) throw new DomainError('invalid', 'usuario.desconhecido');
  if (!usuario.pode) throw new DomainError('forbidden', 'usuario.sem_permissao');
}

async function depoisDeAprovado(tx: Tx, prospecto: { funil_id: number; segmento_id: number }): Promise<number> {
  const funil = await tx
    .selectFrom('funil_prospecto')
    .select(['id', 'ordem', 'qualificacao'])
    .where('segmento_id', '=', prospecto.segmento_id)
    .execute();
  return estagioAprovado(prospecto.funil_id, funil);
}
