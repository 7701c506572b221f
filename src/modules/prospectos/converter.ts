import { DomainError } from '#kernel/errors.ts';
import { criarCliente } from '#modules/clientes/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import { clienteDoProspecto, type DadosDaConversao } from './cliente-do-prospecto.ts';
import { mudarEstado } from './historico.ts';
import { podeConverter } from './rules.ts';
import { exigirUsuario, travarProspecto } from './travar.ts';

export interface Conversao extends DadosDaConversao {
  usuarioId: number;
  prospectoId: number;
}

/**
 * Makes a prospect a customer, once, with its addresses, files and services of interest; gives the customer's id. A
 * prospect that is one already answers with the same id.
 * Throws invalid `usuario.`, `prospecto.`, `tipo_atividade.`, `tributacao_federal.` and `cfop.desconhecido`, invalid
 * `campo.obrigatorio`, conflict `prospecto.sem_documento`, `prospecto.nao_liberado`, `cliente.documento_em_uso`.
 */
export async function converterProspecto(tx: Tx, clock: Clock, conversao: Conversao): Promise<number> {
  const { usuarioId, prospectoId } = conversao;
  await exigirUsuario(tx, usuarioId);
  const prospecto = await travarProspecto(tx, prospectoId);
  if (prospecto.cliente_id !== null) return prospecto.cliente_id;
  const { documento, oportunidade, aprovacao, qualificacao, permite_reanalise: permiteReanalise } = prospecto;
  if (!podeConverter({ oportunidade, aprovacao, qualificacao, permiteReanalise })) {
    throw new DomainError('conflict', 'prospecto.nao_liberado', { oportunidade, aprovacao });
  }
  if (documento === null) throw new DomainError('conflict', 'prospecto.sem_documento');
  const clienteId = await criarCliente(tx, await clienteDoProspecto(tx, { ...prospecto, documento }, conversao));
  await mudarEstado(tx, clock, prospectoId, usuarioId, {
    funilId: prospecto.funil_id,
    oportunidade: 'GANHOU',
    aprovacao: 'APROVADO',
    clienteId,
  });
  return clienteId;
}
