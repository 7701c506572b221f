import { DomainError } from '#kernel/errors.ts';
import type { DB, Tx } from '#platform/db.ts';
import { estaAberto, notaEmCentesimos } from './rules.ts';
import { type Autor, mudarStatus, travarAtendimento } from './status.ts';

/** Closes the open ticket of that protocol as SOLUCIONADO; false when there is none, or it is closed (page 179). */
export async function fecharPorProtocolo(tx: Tx, protocolo: string, autor: Autor): Promise<boolean> {
  const found = await tx
    .selectFrom('atendimento')
    .select(['id', 'status'])
    .where('protocolo', '=', protocolo)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!found || !estaAberto(found.status)) return false;
  await mudarStatus(tx, { ...autor, atendimentoId: found.id, para: 'SOLUCIONADO', motivo: 'FECHAMENTO' });
  return true;
}

/**
 * Puts a ticket back to PENDENTE, at the cost centre that takes it over (page 194).
 * Throws notFound `atendimento.nao_encontrado`, invalid `usuario.desconhecido`, `referencia.desconhecida`, conflict
 * `atendimento.visita_agendada`: that visit is cancelled first, which frees its place.
 */
export async function reverterParaPendente(
  tx: Tx,
  { atendimentoId, usuarioId, centroCustoId }: { atendimentoId: number; usuarioId: number; centroCustoId: number },
  integradorId: number,
): Promise<void> {
  const { status } = await travarAtendimento(tx, atendimentoId);
  await exigirUsuario(tx, usuarioId);
  const centro = await tx
    .selectFrom('centro_custo')
    .select('id')
    .where('id', '=', centroCustoId)
    .where('ativo', '=', true)
    .executeTakeFirst();
  if (!centro) {
    const facts = { campo: 'idCentroCusto', tabela: 'centro de custo ativo' };
    throw new DomainError('invalid', 'referencia.desconhecida', facts);
  }
  if (status === 'VISITA_AGENDADA') throw new DomainError('conflict', 'atendimento.visita_agendada');
  await tx
    .updateTable('atendimento')
    .set({ centro_custo_destino_id: centroCustoId })
    .where('id', '=', atendimentoId)
    .execute();
  await mudarStatus(tx, { atendimentoId, para: 'PENDENTE', motivo: 'REVERSAO', usuarioId, integradorId });
}

/** An entry of a ticket's log; gives its id (page 193). Throws notFound `atendimento.nao_encontrado`, invalid `usuario.desconhecido`. */
export async function registrarLog(
  tx: Tx,
  log: { atendimentoId: number; usuarioId: number; tipoAcao: DB['atendimento_log']['tipo_acao']; acao: string },
): Promise<number> {
  await travarAtendimento(tx, log.atendimentoId);
  await exigirUsuario(tx, log.usuarioId);
  const { id } = await tx
    .insertInto('atendimento_log')
    .values({
      atendimento_id: log.atendimentoId,
      usuario_id: log.usuarioId,
      tipo_acao: log.tipoAcao,
      acao: log.acao,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * The customer's grades for technician and solution, 0 to 10 with two decimals (page 188); given again, they replace
 * the first, and the audit trail keeps those.
 * Throws notFound `atendimento.nao_encontrado`, invalid `atendimento.nota` (facts campo).
 */
export async function atribuirNotas(
  tx: Tx,
  atendimentoId: number,
  notas: { notaTecnico: number; notaResolucao: number },
): Promise<void> {
  await travarAtendimento(tx, atendimentoId);
  const centesimos = (campo: keyof typeof notas) => {
    const nota = notaEmCentesimos(notas[campo]);
    if (nota === null) throw new DomainError('invalid', 'atendimento.nota', { campo });
    return nota;
  };
  await tx
    .updateTable('atendimento')
    .set({ nota_tecnico: centesimos('notaTecnico'), nota_resolucao: centesimos('notaResolucao') })
    .where('id', '=', atendimentoId)
    .execute();
}

async function exigirUsuario(tx: Tx, id: number): Promise<void> {
  const query = tx.selectFrom('usuario').select('id').where('id', '=', id).where('ativo', '=', true);
  if (!(await query.executeTakeFirst())) throw new DomainError('invalid', 'usuario.desconhecido');
}
