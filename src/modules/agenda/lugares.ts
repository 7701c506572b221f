import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { perfilDoAtendimento } from './consultar.ts';

interface Visita {
  id: number;
  agenda_item_id: number | null;
}

/**
 * Books a visit for a ticket, or moves the one that it has: the new place is taken and the old one freed together, or
 * nothing changes. Of those who want the last place one gets it. The caller has locked the ticket.
 * Gives false when the visit stands there already.
 * Throws invalid `agenda.item_desconhecido`, `agenda.item_outro` (facts: what does not fit), conflict
 * `agenda.passado`, `agenda.lotada`.
 */
export async function marcarVisita(tx: Tx, atendimentoId: number, itemId: number): Promise<boolean> {
  const anterior = await visitaAgendada(tx, atendimentoId);
  if (anterior?.agenda_item_id === itemId) return false;
  const item = await exigirItem(tx, atendimentoId, itemId);
  if (anterior) await mudarVisita(tx, anterior.id, 'REMARCADA');
  await tx
    .insertInto('visita')
    .values({ atendimento_id: atendimentoId, agenda_item_id: itemId, inicio: item.inicio, turno: item.turno })
    .execute();
  // Last, since everybody who wants the item waits for this transaction from here on; and always in the order of the ids,
  // so that two that move to each other's place never wait in a circle.
  const antes = anterior?.agenda_item_id ?? null;
  if (antes !== null && antes < itemId) await liberarLugar(tx, antes);
  await tomarLugar(tx, itemId);
  if (antes !== null && antes > itemId) await liberarLugar(tx, antes);
  return true;
}

/** Cancels the visit that a ticket has and frees its place; false when it has none. The caller has locked the ticket. */
export async function desmarcarVisita(tx: Tx, atendimentoId: number): Promise<boolean> {
  const visita = await visitaAgendada(tx, atendimentoId);
  if (!visita) return false;
  if (visita.agenda_item_id !== null) await liberarLugar(tx, visita.agenda_item_id);
  await mudarVisita(tx, visita.id, 'CANCELADA');
  return true;
}

/** Ends the visit of a ticket that is being closed: one that has begun was made, one to come is cancelled. */
export async function encerrarVisita(tx: Tx, atendimentoId: number): Promise<void> {
  const feita = await tx
    .updateTable('visita')
    .set({ situacao: 'REALIZADA' })
    .where('atendimento_id', '=', atendimentoId)
    .where('situacao', '=', 'AGENDADA')
    .where('inicio', '<=', sql<Date>`agora()`)
    .executeTakeFirst();
  if (feita.numUpdatedRows === 0n) await desmarcarVisita(tx, atendimentoId);
}

const visitaAgendada = (tx: Tx, atendimentoId: number): Promise<Visita | undefined> =>
  tx
    .selectFrom('visita')
    .select(['id', 'agenda_item_id'])
    .where('atendimento_id', '=', atendimentoId)
    .where('situacao', '=', 'AGENDADA')
    .forNoKeyUpdate()
    .executeTakeFirst();

const mudarVisita = (tx: Tx, id: number, situacao: 'REMARCADA' | 'CANCELADA') =>
  tx.updateTable('visita').set({ situacao }).where('id', '=', id).execute();

async function tomarLugar(tx: Tx, itemId: number): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('agenda_item')
    .set((eb) => ({ agendadas: eb('agendadas', '+', 1) }))
    .where('id', '=', itemId)
    .whereRef('agendadas', '<', 'capacidade')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('conflict', 'agenda.lotada');
}

const liberarLugar = (tx: Tx, itemId: number) =>
  tx
    .updateTable('agenda_item')
    .set((eb) => ({ agendadas: eb('agendadas', '-', 1) }))
    .where('id', '=', itemId)
    .execute();

const itemPeloId = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('agenda_item')
    .select(['tipo_servico', 'tecnologia_id', 'cidade_id', 'tipo_contrato_id', 'turno'])
    .select([
      sql<Date>`inicio_do_turno(dia, turno)`.as('inicio'),
      sql<boolean>`inicio_do_turno(dia, turno) <= agora()`.as('passado'),
    ])
    .where('id', '=', param('id')),
);

async function exigirItem(tx: Tx, atendimentoId: number, itemId: number) {
  const [item] = await itemPeloId(tx, { id: itemId });
  if (!item) throw new DomainError('invalid', 'agenda.item_desconhecido');
  const [perfil] = await perfilDoAtendimento(tx, { id: atendimentoId });
  const difere = [
    item.tipo_servico !== perfil?.tipo_servico && 'tipo de serviço',
    item.tecnologia_id !== perfil?.tecnologia_id && 'tecnologia',
    item.cidade_id !== perfil?.cidade_id && 'cidade',
    item.tipo_contrato_id !== null && item.tipo_contrato_id !== perfil?.tipo_contrato_id && 'tipo de contrato',
  ].filter((what) => what !== false);
  if (difere.length > 0) throw new DomainError('invalid', 'agenda.item_outro', { difere });
  if (item.passado) throw new DomainError('conflict', 'agenda.passado');
  return item;
}
