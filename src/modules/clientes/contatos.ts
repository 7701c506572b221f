import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';
import { type Autoria, exigirAutoria, exigirCadastrados } from './referencias.ts';

export interface NovoContato extends Autoria {
  tipoContatoId: number;
  nome: string;
  email: string | null;
  celular: string | null;
  telefone: string | null;
  cargo: string | null;
  nascimento: Day | null;
  cpf: string | null;
  rg: string | null;
}

/**
 * Registers contacts of customers, all of the list or none; gives their ids in its order.
 * Throws invalid `usuario.`, `cliente.` and `tipo_contato.desconhecido`.
 */
export async function cadastrarContatos(tx: Tx, itens: readonly NovoContato[]): Promise<number[]> {
  await exigirAutoria(tx, itens);
  await exigirCadastrados(
    tx,
    'tipo_contato',
    itens.map(({ tipoContatoId }) => tipoContatoId),
  );
  const rows = await tx
    .insertInto('cliente_contato')
    .values(
      itens.map(({ usuarioId: _, clienteId, tipoContatoId, ...contato }) => ({
        cliente_id: clienteId,
        tipo_contato_id: tipoContatoId,
        ...contato,
      })),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}
