import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import { encerrarVisita } from '#modules/agenda/index.ts';
import type { Tx } from '#platform/db.ts';
import { estaAberto, podeMudar, type StatusAtendimento } from './rules.ts';

export interface Autor {
  usuarioId?: number | undefined;
  integradorId?: number | undefined;
}

export interface Mudanca extends Autor {
  atendimentoId: number;
  para: StatusAtendimento;
  /** Why, for the history: a word of the caller's, such as FECHAMENTO or VISITA. */
  motivo: string;
}

/**
 * The one way a ticket's status changes. Locks the ticket and writes its history; a ticket that is closed ends its visit. A
 * change to the status that it has already changes nothing.
 * Throws notFound `atendimento.nao_encontrado`, conflict `atendimento.status` (facts de, para).
 */
export async function mudarStatus(tx: Tx, mudanca: Mudanca): Promise<void> {
  const { atendimentoId, para } = mudanca;
  const { status: de } = await travarAtendimento(tx, atendimentoId);
  if (de === para) return;
  if (!podeMudar(de, para)) throw new DomainError('conflict', 'atendimento.status', { de, para });
  await tx
    .updateTable('atendimento')
    .set({ status: para, encerrado_em: estaAberto(para) ? null : sql`agora()` })
    .where('id', '=', atendimentoId)
    .execute();
  if (de === 'VISITA_AGENDADA' && !estaAberto(para)) await encerrarVisita(tx, atendimentoId);
  await registrarStatus(tx, de, mudanca);
}

/** Locks a ticket for the rest of the transaction. Throws notFound `atendimento.nao_encontrado`. */
export async function travarAtendimento(tx: Tx, id: number) {
  const atendimento = await tx
    .selectFrom('atendimento')
    .select(['id', 'status', 'cliente_id', 'contrato_id', 'tipo_atendimento_id'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!atendimento) throw new DomainError('notFound', 'atendimento.nao_encontrado');
  return atendimento;
}

/** Writes a row of the history; `de` is null for a new ticket. */
export async function registrarStatus(tx: Tx, de: StatusAtendimento | null, mudanca: Mudanca): Promise<void> {
  const { atendimentoId, para, motivo, usuarioId, integradorId } = mudanca;
  await tx
    .insertInto('atendimento_historico')
    .values({
      atendimento_id: atendimentoId,
      de,
      para,
      motivo,
      usuario_id: usuarioId ?? null,
      integrador_id: integradorId ?? null,
    })
    .execute();
}
