import type { Insertable } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Telefone } from '#kernel/telephone.ts';
import { abrirAcesso } from '#modules/acesso/index.ts';
import type { DB, Tx } from '#platform/db.ts';

export interface NovoCliente {
  /** The document is also the login. */
  dados: Omit<Insertable<DB['cliente']>, 'id'> & { documento: string };
  /** The first is the main one; one that comes twice is kept once. */
  telefones: readonly (Telefone & { tipo: 'RESIDENCIAL' | 'COMERCIAL' | 'CELULAR' })[];
  enderecos: readonly Omit<Insertable<DB['cliente_endereco']>, 'id' | 'cliente_id'>[];
  arquivos: readonly Omit<Insertable<DB['cliente_arquivo']>, 'id' | 'cliente_id'>[];
}

/**
 * Registers a customer with everything that is known, and opens the login with a password to be reset; gives the id.
 * Throws conflict `cliente.documento_em_uso`, conflict `acesso.login_em_uso`.
 */
export async function criarCliente(tx: Tx, { dados, telefones, enderecos, arquivos }: NovoCliente): Promise<number> {
  const row = await tx
    .insertInto('cliente')
    .values(dados)
    .onConflict((oc) => oc.constraint('cliente_documento_unico').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new DomainError('conflict', 'cliente.documento_em_uso');
  const doCliente = { cliente_id: row.id };
  await abrirAcesso(tx, row.id, dados.documento);
  const linhas = semRepetir(telefones).map((telefone, n) => ({ ...telefone, ...doCliente, principal: n === 0 }));
  if (linhas.length > 0) await tx.insertInto('cliente_telefone').values(linhas).execute();
  if (enderecos.length > 0) {
    await tx
      .insertInto('cliente_endereco')
      .values(enderecos.map((endereco) => ({ ...endereco, ...doCliente })))
      .execute();
  }
  if (arquivos.length > 0) {
    await tx
      .insertInto('cliente_arquivo')
      .values(arquivos.map((arquivo) => ({ ...arquivo, ...doCliente })))
      .execute();
  }
  return row.id;
}

const semRepetir = <T extends Telefone>(telefones: readonly T[]): T[] =>
  telefones.filter((um, n) => telefones.findIndex((t) => t.ddd === um.ddd && t.numero === um.numero) === n);
