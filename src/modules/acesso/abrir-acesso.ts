import { randomBytes } from 'node:crypto';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import { hashSenha } from './senha.ts';

/**
 * Gives a new customer a login, the document, whose password nobody knows until it is reset.
 * Throws conflict `acesso.login_em_uso`.
 */
export async function abrirAcesso(tx: Tx, clienteId: number, login: string): Promise<void> {
  const row = await tx
    .insertInto('acesso_cliente')
    .values({ cliente_id: clienteId, login, senha_hash: await hashSenha(randomBytes(24).toString('base64url')) })
    .onConflict((oc) => oc.doNothing())
    .returning('cliente_id')
    .executeTakeFirst();
  if (!row) throw new DomainError('conflict', 'acesso.login_em_uso');
}
