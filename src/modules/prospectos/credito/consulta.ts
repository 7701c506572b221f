import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, DB, Tx } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

export type NomeDoParceiro = DB['consulta_credito']['parceiro'];

/** Who asks about whom. */
export interface PedidoDeConsulta {
  usuarioId: number;
  prospectoId: number;
}

const prospectoConsultado = prepared((db, param: Param<{ prospecto: number; usuario: number }>) =>
  db
    .selectFrom('prospecto as p')
    .select(['p.documento', 'p.tipo_pessoa', 'p.telefone_movel', 'p.vendedor_id'])
    .select(sql<boolean>`exists (select from usuario where id = ${param('usuario')} and ativo)`.as('usuario_ativo'))
    .where('p.id', '=', param('prospecto')),
);

/**
 * The prospect that a partner is asked about. Throws invalid `prospecto.desconhecido`, invalid
 * `usuario.desconhecido`, conflict `prospecto.sem_documento`.
 */
export async function prospectoParaConsulta(db: Database, { usuarioId, prospectoId }: PedidoDeConsulta) {
  const [prospecto] = await prospectoConsultado(db, { prospecto: prospectoId, usuario: usuarioId });
  if (!prospecto) throw new DomainError('invalid', 'prospecto.desconhecido');
  if (!prospecto.usuario_ativo) throw new DomainError('invalid', 'usuario.desconhecido');
  const { documento } = prospecto;
  if (documento === null) throw new DomainError('conflict', 'prospecto.sem_documento');
  return { ...prospecto, documento };
}

export type ProspectoConsultado = Awaited<ReturnType<typeof prospectoParaConsulta>>;

const DAY_MS = 86_400_000;

/** The latest query of a document at a partner within so many days, if any; none with 0 days. */
export async function consultaRecente(
  { db, clock, dias }: { db: Database; clock: Clock; dias: number },
  parceiro: NomeDoParceiro,
  documento: string,
): Promise<number | null> {
  if (dias === 0) return null;
  const row = await db
    .selectFrom('consulta_credito')
    .select('id')
    .where('documento', '=', documento)
    .where('parceiro', '=', parceiro)
    .where('consultado_em', '>', new Date(clock.now().getTime() - dias * DAY_MS))
    .orderBy('consultado_em', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

export interface NovaConsulta extends PedidoDeConsulta {
  parceiro: NomeDoParceiro;
  documento: string;
  consultadoEm: Date;
  resposta: object;
  aprovado: boolean | null;
}

/** Keeps what a partner answered; gives its id. */
export async function guardarConsulta(tx: Tx, nova: NovaConsulta): Promise<number> {
  const { id } = await tx
    .insertInto('consulta_credito')
    .values({
      parceiro: nova.parceiro,
      prospecto_id: nova.prospectoId,
      documento: nova.documento,
      usuario_id: nova.usuarioId,
      consultado_em: nova.consultadoEm,
      resposta: JSON.stringify(nova.resposta),
      aprovado: nova.aprovado,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
