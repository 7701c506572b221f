import { DomainError } from '#kernel/errors.ts';
import { desmarcarVisita, marcarVisita, type TipoServico } from '#modules/agenda/index.ts';
import type { Tx } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { estaAberto } from './rules.ts';
import { type Autor, mudarStatus, travarAtendimento } from './status.ts';

/**
 * Books the visit of an open ticket at an item of the agenda, or moves it there (pages 166 and 187); gives the kind of
 * service. Moved to where it is, nothing changes.
 * Throws notFound `atendimento.nao_encontrado`, conflict `atendimento.fechado`, and as marcarVisita() does.
 */
export async function agendarVisita(
  tx: Tx,
  atendimentoId: number,
  itemId: number,
  autor: Autor,
): Promise<TipoServico | null> {
  const atendimento = await travarAtendimento(tx, atendimentoId);
  if (!estaAberto(atendimento.status)) throw new DomainError('conflict', 'atendimento.fechado');
  const servico = await tipoServicoDe(tx, atendimento.tipo_atendimento_id);
  if (atendimento.status !== 'VISITA_AGENDADA') {
    await mudarStatus(tx, { ...autor, atendimentoId, para: 'VISITA_AGENDADA', motivo: 'VISITA' });
  }
  await marcarVisita(tx, atendimentoId, itemId);
  return servico;
}

/**
 * Cancels the visit of a ticket: its place is free again, and the ticket waits for another (page 186). Gives the kind
 * of service. Throws notFound `atendimento.nao_encontrado`, conflict `agenda.sem_visita`.
 */
export async function cancelarVisita(tx: Tx, atendimentoId: number, autor: Autor): Promise<TipoServico | null> {
  const { tipo_atendimento_id } = await travarAtendimento(tx, atendimentoId);
  if (!(await desmarcarVisita(tx, atendimentoId))) throw new DomainError('conflict', 'agenda.sem_visita');
  await mudarStatus(tx, { ...autor, atendimentoId, para: 'PENDENTE', motivo: 'VISITA CANCELADA' });
  return tipoServicoDe(tx, tipo_atendimento_id);
}

// Null only for an old visit, of a ticket without a type: none is booked for such a one.
async function tipoServicoDe(tx: Tx, tipoId: number | null): Promise<TipoServico | null> {
  if (tipoId === null) return null;
  const [tipo] = await tipoPeloId(tx, { id: tipoId });
  return tipo?.tipo_servico ?? null;
}

const tipoPeloId = prepared((db, param: Param<{ id: number }>) =>
  db.selectFrom('tipo_atendimento').select('tipo_servico').where('id', '=', param('id')),
);
