import type { Tx } from '#platform/db.ts';
import type { TipoPessoa } from './contato.ts';
import { type Fones, planejarTelefones } from './telefones-rules.ts';

/** Makes the customer's telephones those that the ERP gives. The customer must be locked. */
export async function gravarTelefones(tx: Tx, clienteId: number, fones: Fones, tipo: TipoPessoa): Promise<void> {
  const gravados = await tx
    .selectFrom('cliente_telefone')
    .select(['id', 'ddd', 'numero', 'tipo', 'principal'])
    .where('cliente_id', '=', clienteId)
    .execute();
  const plano = planejarTelefones(gravados, fones, tipo === 'JURIDICA' ? 'COMERCIAL' : 'RESIDENCIAL');
  if (plano.excluir.length > 0) await tx.deleteFrom('cliente_telefone').where('id', 'in', plano.excluir).execute();
  for (const { id, ...colunas } of plano.alterar) {
    await tx.updateTable('cliente_telefone').set(colunas).where('id', '=', id).execute();
  }
  if (plano.promover !== null) {
    await tx.updateTable('cliente_telefone').set({ principal: true }).where('id', '=', plano.promover).execute();
  }
  if (plano.incluir.length > 0) {
    const novos = plano.incluir.map((novo) => ({ cliente_id: clienteId, ...novo }));
    await tx.insertInto('cliente_telefone').values(novos).execute();
  }
}
