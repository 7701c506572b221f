import { normalizeDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { assinanteDoLogin, contarTentativa, sortearSenha } from '#modules/acesso/index.ts';
import { enviarSms } from '#modules/notificacoes/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/db.ts';
import type { SmsPort } from '#platform/sms.ts';
import { celularParaSms } from './telefones.ts';

/**
 * Slows down requests for ever new passwords, each of which costs an SMS; to be called outside of a transaction.
 * Throws tooMany `acesso.espere`.
 */
export async function contarPedidoDeSenha(db: Database, usuario: string): Promise<void> {
  const acesso = await assinanteDoLogin(db, usuario);
  if (acesso) await contarTentativa(db, `reset#${acesso.cliente_id}`);
}

/**
 * Gives the subscriber a random password and sends it by SMS, within the transaction: while it did not leave, the old
 * one stays. Gives the customer's id.
 * Throws notFound `acesso.desconhecido`, conflict `acesso.sem_celular`, unavailable `sms.falhou` with `motivo`.
 */
export async function resetarSenhaPorSms(
  tx: Tx,
  { clock, ...ports }: { clock: Clock; db: Database; sms: SmsPort },
  usuario: string,
): Promise<number> {
  const acesso = await assinanteDoLogin(tx, usuario);
  if (!acesso) throw new DomainError('notFound', 'acesso.desconhecido');
  const clienteId = acesso.cliente_id;
  const telefone = await celularParaSms(tx, clienteId);
  if (!telefone) throw new DomainError('conflict', 'acesso.sem_celular');
  const senha = await sortearSenha(tx, clock, clienteId);
  const texto = `Sua nova senha de acesso: ${senha}. Não a informe a ninguém.`;
  await enviarSms(ports, { clienteId, telefone, texto, modelo: 'senha.sms' });
  return clienteId;
}

/**
 * Gives the customer of that document or id (of both, when both are given) a random password.
 * Throws notFound `cliente.nao_encontrado`, conflict `acesso.sem_documento`, conflict `acesso.login_em_uso`.
 */
export async function resetarSenha(
  tx: Tx,
  clock: Clock,
  { documento, id }: { documento?: string | undefined; id?: number | undefined },
): Promise<{ clienteId: number; senha: string }> {
  const cliente = await tx
    .selectFrom('cliente')
    .select('id')
    .$if(documento !== undefined, (q) => q.where('documento', '=', normalizeDocument(documento as string)))
    .$if(id !== undefined, (q) => q.where('id', '=', id as number))
    .where('situacao', '!=', 'E')
    .executeTakeFirst();
  if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
  return { clienteId: cliente.id, senha: await sortearSenha(tx, clock, cliente.id) };
}
