import { DomainError } from '#kernel/errors.ts';
import { violatedConstraint } from '#platform/constraint.ts';
import type { Tx } from '#platform/db.ts';
import { type Autoria, exigirAutoria, exigirCadastrados } from './referencias.ts';

export interface NovaArea extends Autoria {
  areaId: number;
  tipo: 'PRIMARIO' | 'SECUNDARIO';
}

/**
 * Links areas of activity to legal entities, all of the list or none; gives the ids of the links in its order.
 * Throws invalid `usuario.`, `cliente.`, `area_atuacao.desconhecido` and `cliente.nao_juridico`, conflict
 * `area_atuacao.repetida` and `area_atuacao.outra_primaria`.
 */
export async function cadastrarAreas(tx: Tx, itens: readonly NovaArea[]): Promise<number[]> {
  const clientes = await exigirAutoria(tx, itens);
  if (clientes.some(({ tipo_pessoa }) => tipo_pessoa !== 'JURIDICA')) {
    throw new DomainError('invalid', 'cliente.nao_juridico');
  }
  await exigirCadastrados(
    tx,
    'area_atuacao',
    itens.map(({ areaId }) => areaId),
  );
  const rows = await tx
    .insertInto('cliente_area_atuacao')
    .values(itens.map(({ clienteId, areaId, tipo }) => ({ cliente_id: clienteId, area_atuacao_id: areaId, tipo })))
    .returning('id')
    .execute()
    .catch(refuseRepeated);
  return rows.map(({ id }) => id);
}

// The rules of the table see what another request registered a moment ago and what the list itself repeats.
function refuseRepeated(error: unknown): never {
  switch (violatedConstraint(error)) {
    case 'cliente_area_atuacao_unica':
      throw new DomainError('conflict', 'area_atuacao.repetida');
    case 'cliente_area_primaria_unica':
      throw new DomainError('conflict', 'area_atuacao.outra_primaria');
    default:
      throw error;
  }
}
