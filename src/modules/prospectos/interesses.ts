import { type Kysely, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { DomainError } from '#kernel/errors.ts';
import type { DB, Tx } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { exigirUsuario, travarProspecto } from './travar.ts';

/** What the prospect wants: a plan or a package. */
export type Interesse = { planoId: number } | { pacoteId: number };

/**
 * Registers a service of interest, under the contract type of the prospect's segment or of the package; gives its
 * id. A prospect that became a customer may want more; one that was lost may not.
 * Throws invalid `usuario.`, `prospecto.`, `plano.` and `pacote.desconhecido`, conflict `prospecto.perdido`.
 */
export async function cadastrarInteresse(
  tx: Tx,
  { usuarioId, prospectoId, interesse }: { usuarioId: number; prospectoId: number; interesse: Interesse },
): Promise<number> {
  await exigirUsuario(tx, usuarioId);
  const prospecto = await travarProspecto(tx, prospectoId);
  if (prospecto.oportunidade === 'PERDEU') throw new DomainError('conflict', 'prospecto.perdido');
  const servico =
    'planoId' in interesse
      ? await servicoDoPlano(tx, interesse.planoId, prospecto.segmento_id)
      : await servicoDoPacote(tx, interesse.pacoteId);
  const { id } = await tx
    .insertInto('prospecto_servico')
    .values({ prospecto_id: prospectoId, ...servico })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function servicoDoPlano(tx: Tx, planoId: number, segmentoId: number) {
  const plano = await tx
    .selectFrom('plano')
    .select('id')
    .where('id', '=', planoId)
    .where('a_venda', '=', true)
    .executeTakeFirst();
  if (!plano) throw new DomainError('invalid', 'plano.desconhecido');
  const { tipo_contrato_id } = await tx
    .selectFrom('segmento')
    .select('tipo_contrato_id')
    .where('id', '=', segmentoId)
    .executeTakeFirstOrThrow();
  return { plano_id: planoId, tipo_contrato_id };
}

async function servicoDoPacote(tx: Tx, pacoteId: number) {
  const pacote = await tx
    .selectFrom('pacote')
    .select('tipo_contrato_id')
    .where('id', '=', pacoteId)
    .where('a_venda', '=', true)
    .executeTakeFirst();
  if (!pacote) throw new DomainError('invalid', 'pacote.desconhecido');
  return { pacote_id: pacoteId, tipo_contrato_id: pacote.tipo_contrato_id };
}

/** The services of interest of a prospect, with plan, technology and contract type. `prospecto` holds its id. */
export const servicosDeInteresse = (db: Kysely<DB>, prospecto: string) =>
  jsonArrayFrom(
    db
      .selectFrom('prospecto_servico as i')
      .leftJoin('plano as pl', 'pl.id', 'i.plano_id')
      .leftJoin('tecnologia as te', 'te.id', 'pl.tecnologia_id')
      .leftJoin('pacote as pa', 'pa.id', 'i.pacote_id')
      .leftJoin('tipo_contrato as ti', 'ti.id', 'i.tipo_contrato_id')
      .select(['i.id', 'i.prospecto_id', 'i.plano_id', 'i.pacote_id', 'i.tipo_contrato_id', 'i.status'])
      .select(['te.id as tecnologia_id', 'te.descricao as tecnologia', 'te.tipo as tipo_tecnologia'])
      .select(['pa.descricao as pacote', 'ti.nome as tipo_contrato'])
      .select(sql<string | null>`pl.descricao || ' (' || te.descricao || ')'`.as('plano'))
      .where('i.prospecto_id', '=', sql<number>`${sql.ref(prospecto)}`)
      .orderBy('i.id'),
  );

/** A customer with the services of interest of the prospect that became it; no row when there is no such customer. */
export const planosProspectados = prepared((db, param: Param<{ cliente: number }>) =>
  db
    .selectFrom('cliente as c')
    .leftJoin('prospecto as p', 'p.cliente_id', 'c.id')
    .select(servicosDeInteresse(db, 'p.id').as('planos'))
    .where('c.id', '=', param('cliente'))
    .where('c.situacao', '!=', 'E'),
);
