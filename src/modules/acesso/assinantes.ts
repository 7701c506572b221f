import { DomainError } from '#kernel/errors.ts';
import { announce } from '#platform/changes.ts';
import type { Clock } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import { exigirSenhaForte } from './rules.ts';
import { hashSenha, senhaConfere } from './senha.ts';
import { sortearSenhaDeAssinante } from './sorteio.ts';

/**
 * Changes the subscriber's password; the old one ends at once, in every process. Of two changes at once the second
 * is refused, since the old password is no longer that.
 * Throws invalid `senha.fraca`, invalid `senha.antiga`.
 */
export async function redefinirSenha(
  tx: Tx,
  clock: Clock,
  clienteId: number,
  { antiga, nova }: { antiga: string; nova: string },
): Promise<void> {
  exigirSenhaForte(nova);
  const atual = await travarAcesso(tx, clienteId);
  if (!atual || !(await senhaConfere(antiga, atual.senha_hash))) throw new DomainError('invalid', 'senha.antiga');
  await gravarSenha(tx, clock, clienteId, nova);
}

/**
 * Gives the subscriber a random password and returns it; the old one ends at once. A customer who never had a login
 * gets one, the document.
 * Throws conflict `acesso.sem_documento`, conflict `acesso.login_em_uso`.
 */
export async function sortearSenha(tx: Tx, clock: Clock, clienteId: number): Promise<string> {
  const senha = sortearSenhaDeAssinante();
  if (await travarAcesso(tx, clienteId)) await gravarSenha(tx, clock, clienteId, senha);
  else await criarAcesso(tx, clock, clienteId, senha);
  return senha;
}

function travarAcesso(tx: Tx, clienteId: number) {
  return tx
    .selectFrom('acesso_cliente')
    .select('senha_hash')
    .where('cliente_id', '=', clienteId)
    .forUpdate()
    .executeTakeFirst();
}

async function gravarSenha(tx: Tx, clock: Clock, clienteId: number, senha: string): Promise<void> {
  await tx
    .updateTable('acesso_cliente')
    .set({ senha_hash: await hashSenha(senha), senha_alterada_em: clock.now() })
    .where('cliente_id', '=', clienteId)
    .execute();
  await announce(tx, { cliente: clienteId });
}

async function criarAcesso(tx: Tx, clock: Clock, clienteId: number, senha: string): Promise<void> {
  const { documento } = await tx
    .selectFrom('cliente')
    .select('documento')
    .where('id', '=', clienteId)
    .executeTakeFirstOrThrow();
  if (!documento) throw new DomainError('conflict', 'acesso.sem_documento');
  const row = await tx
    .insertInto('acesso_cliente')
    .values({
      cliente_id: clienteId,
      login: documento,
      senha_hash: await hashSenha(senha),
      senha_alterada_em: clock.now(),
    })
    .onConflict((oc) => oc.doNothing())
    .returning('cliente_id')
    .executeTakeFirst();
  if (!row) throw new DomainError('conflict', 'acesso.login_em_uso');
}
