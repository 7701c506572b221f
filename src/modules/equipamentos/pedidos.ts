import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import { pedirComando } from './comandos.ts';
import { equipamentoEmUso } from './em-uso.ts';
import type { Fabricante } from './portas.ts';

/** Equipment as who wants it removed from the OLT describes it; all of it must be true. */
export interface Descricao {
  contratoId: number;
  clienteId: number;
  planoId: number;
  cidadeId: number;
  serial: string;
  loginPppoe: string;
  fabricante: Fabricante;
  telefonia: boolean;
}

/**
 * Queues the removal of equipment from its OLT; the caller carries it out. What is asked for must be what is on record, since
 * the wrong equipment would take somebody else off the net. Throws notFound `contrato.nao_encontrado`,
 * `equipamento.nao_encontrado`, invalid `equipamento.diferente` with `campo`, conflict `equipamento.nao_provisionado`.
 */
export async function pedirDesprovisionamento(tx: Tx, pedido: Descricao): Promise<number> {
  const { contratoId, serial } = pedido;
  const contrato = await tx
    .selectFrom('contrato')
    .select(['cliente_id', 'plano_id'])
    .where('id', '=', contratoId)
    .executeTakeFirst();
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado', { contratoId });
  const equipamento = await tx
    .selectFrom('equipamento')
    .selectAll()
    .where('serial', '=', serial)
    .where('contrato_id', '=', contratoId)
    .forUpdate()
    .executeTakeFirst();
  if (!equipamento) throw new DomainError('notFound', 'equipamento.nao_encontrado');
  const campo = diferenca(pedido, contrato, equipamento);
  if (campo) throw new DomainError('invalid', 'equipamento.diferente', { campo });
  if (equipamento.situacao !== 'PROVISIONADO') throw new DomainError('conflict', 'equipamento.nao_provisionado');
  return pedirComando(tx, { equipamentoId: equipamento.id, contratoId, tipo: 'DESPROVISIONAR' }, { aguardado: true });
}

/** The first field that is not as on record, by its name on the wire; null: all are. */
function diferenca(
  pedido: Descricao,
  contrato: { cliente_id: number; plano_id: number },
  equipamento: { cidade_id: number | null; login_pppoe: string | null; fabricante: string; telefonia: boolean },
): string | null {
  if (pedido.clienteId !== contrato.cliente_id) return 'IdCliente';
  if (pedido.planoId !== contrato.plano_id) return 'IdPlano';
  if (equipamento.cidade_id !== null && pedido.cidadeId !== equipamento.cidade_id) return 'IdCidade';
  if (equipamento.login_pppoe !== null && pedido.loginPppoe !== equipamento.login_pppoe) return 'LoginPPoE';
  if (pedido.fabricante !== equipamento.fabricante) return 'TipoEquipamento';
  return pedido.telefonia === equipamento.telefonia ? null : 'isTelefonia';
}

/**
 * Queues a restart of a contract's equipment; the caller carries it out. Throws notFound `contrato.nao_encontrado`,
 * conflict `contrato.sem_equipamento`.
 */
export async function pedirReinicio(tx: Tx, contratoId: number): Promise<number> {
  const contrato = await tx.selectFrom('contrato').select('id').where('id', '=', contratoId).executeTakeFirst();
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado', { contratoId });
  const equipamentoId = await equipamentoDoContrato(tx, contratoId);
  if (equipamentoId === null) throw new DomainError('conflict', 'contrato.sem_equipamento', { contratoId });
  return pedirComando(tx, { equipamentoId, contratoId, tipo: 'REINICIAR' }, { aguardado: true });
}

/** Queues the removal from their OLTs of all equipment of a contract that is cancelled. What is not known there is left. */
export async function pedirDesprovisionamentoDoContrato(tx: Tx, contratoId: number): Promise<void> {
  const equipamentos = await tx
    .selectFrom('equipamento')
    .select('id')
    .where('contrato_id', '=', contratoId)
    .where('situacao', '=', 'PROVISIONADO')
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const { id } of equipamentos) {
    await pedirComando(tx, { equipamentoId: id, contratoId, tipo: 'DESPROVISIONAR' });
  }
}

/** Queues the Wi-Fi data of a contract for its equipment. Null: it has none, and gets them when it is installed. */
export async function pedirWifi(tx: Tx, contratoId: number): Promise<number | null> {
  const equipamentoId = await equipamentoDoContrato(tx, contratoId);
  if (equipamentoId === null) return null;
  return pedirComando(tx, { equipamentoId, contratoId, tipo: 'CONFIGURAR_WIFI' });
}

async function equipamentoDoContrato(tx: Tx, contratoId: number): Promise<number | null> {
  const row = await tx
    .selectFrom('equipamento as e')
    .select('e.id')
    .where('e.id', '=', (eb) => equipamentoEmUso(eb.val(contratoId)).clearSelect().select('eq.id'))
    .forUpdate()
    .executeTakeFirst();
  return row?.id ?? null;
}
