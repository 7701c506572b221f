import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Reader, Tx } from '#platform/db.ts';
import type { Sealer } from '#platform/sealer.ts';
import { CONTEXTO } from './entregar.ts';
import { tiposDesconhecidos } from './rules.ts';

/** The old secret signs beside the new one for that long. */
const HORAS_DO_ANTERIOR = 24;

/**
 * Registers a receiver of events, from now on; gives its id and the secret, which is not shown again.
 * Throws invalid `webhook.url`, `webhook.tipos` (facts tipos).
 */
export async function criarWebhook(
  tx: Tx,
  sealer: Sealer,
  { url, tipos }: { url: string; tipos: readonly string[] },
): Promise<{ id: number; segredo: string }> {
  conferir(url, tipos);
  const segredo = randomBytes(32).toString('base64url');
  const { id } = await tx
    .insertInto('webhook')
    .values({
      url,
      tipos: [...tipos],
      segredo: sealer.seal(segredo, CONTEXTO),
      lida_ate: sql<number>`(select coalesce(max(posicao), 0) from evento)`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, segredo };
}

/** Changes where events go or which; what waits for delivery goes there too. Throws as criarWebhook() does, and notFound. */
export async function alterarWebhook(
  tx: Tx,
  id: number,
  {
    url,
    tipos,
    ativo,
  }: { url?: string | undefined; tipos?: readonly string[] | undefined; ativo?: boolean | undefined },
): Promise<void> {
  conferir(url, tipos);
  const { numUpdatedRows } = await tx
    .updateTable('webhook')
    .set({
      id,
      ...(url !== undefined && { url }),
      ...(tipos !== undefined && { tipos: [...tipos] }),
      ...(ativo !== undefined && { ativo }),
    })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError('notFound', 'webhook.desconhecido', { id });
}

/** A new secret; for a day requests are signed with the old one as well. Throws notFound `webhook.desconhecido`. */
export async function girarSegredo(tx: Tx, sealer: Sealer, id: number): Promise<string> {
  const segredo = randomBytes(32).toString('base64url');
  const { numUpdatedRows } = await tx
    .updateTable('webhook')
    .set(({ ref }) => ({
      segredo_anterior: ref('segredo'),
      anterior_ate: sql<Date>`agora() + make_interval(hours => ${HORAS_DO_ANTERIOR})`,
      segredo: sealer.seal(segredo, CONTEXTO),
    }))
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError('notFound', 'webhook.desconhecido', { id });
  return segredo;
}

/** Ends a receiver; nothing more is delivered to it. Throws notFound `webhook.desconhecido`. */
export async function removerWebhook(tx: Tx, id: number): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('webhook').where('id', '=', id).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new DomainError('notFound', 'webhook.desconhecido', { id });
}

/**
 * Delivers events again, from after a position on: those that were delivered or given up too. Gives how many wait now.
 * Throws notFound `webhook.desconhecido`.
 */
export async function reenviarDesde(tx: Tx, id: number, posicao: number): Promise<number> {
  const webhook = await tx
    .selectFrom('webhook')
    .select(['lida_ate', 'tipos'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!webhook) throw new DomainError('notFound', 'webhook.desconhecido', { id });
  const { numAffectedRows = 0n } = await sql`
    insert into webhook_entrega (webhook_id, posicao, registro, proxima_em)
    select ${id}, e.posicao, e.registro_tipo || ' ' || e.registro_id, agora()
    from evento e
    where e.posicao > ${posicao} and e.posicao <= ${webhook.lida_ate}
      and (e.tipo = any(${webhook.tipos}::text[]) or '*' = any(${webhook.tipos}::text[])
        or e.registro_tipo || '.*' = any(${webhook.tipos}::text[]))
    on conflict (webhook_id, posicao) do update
      set estado = 'PENDENTE', tentativas = 0, proxima_em = agora(), reservada_ate = null, encerrada_em = null`.execute(
    tx,
  );
  return Number(numAffectedRows);
}

/** The receivers and how far each is. */
export function webhooks(db: Reader) {
  return db
    .selectFrom('webhook as w')
    .select(['w.id', 'w.url', 'w.tipos', 'w.ativo', 'w.lida_ate'])
    .select((eb) => [
      eb
        .selectFrom('webhook_entrega as e')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('e.webhook_id', '=', 'w.id')
        .where('e.estado', '=', 'PENDENTE')
        .as('pendentes'),
      eb
        .selectFrom('webhook_entrega as e')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('e.webhook_id', '=', 'w.id')
        .where('e.estado', '=', 'DESISTIDA')
        .as('desistidas'),
      eb
        .selectFrom('webhook_entrega as e')
        .select('e.resposta')
        .whereRef('e.webhook_id', '=', 'w.id')
        .where('e.estado', '=', 'PENDENTE')
        .where('e.resposta', 'is not', null)
        .orderBy('e.posicao')
        .limit(1)
        .as('resposta'),
    ])
    .orderBy('w.id')
    .execute();
}

function conferir(url: string | undefined, tipos: readonly string[] | undefined): void {
  if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && !new URL(url).username)) {
    throw new DomainError('invalid', 'webhook.url', { url });
  }
  const unknown = tiposDesconhecidos(tipos ?? []);
  if (unknown.length > 0 || tipos?.length === 0) throw new DomainError('invalid', 'webhook.tipos', { tipos: unknown });
}
