import { randomInt } from 'node:crypto';
import { DomainError } from '#kernel/errors.ts';
import { maskEmail } from '#kernel/text.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/db.ts';
import type { Sealer } from '#platform/sealer.ts';
import { inTransaction } from '#platform/transaction.ts';
import { travarPorDocumento } from '../por-documento.ts';
import { esperaPeloCodigo, type Historico, TENTATIVAS } from './rules.ts';

/** What the message with a code is called in the log of messages. */
export const MODELO_DO_CODIGO = 'codigo-email';

const DAY_MS = 24 * 3_600_000;

export interface CodigoReservado {
  clienteId: number;
  email: string;
  /** Six digits: goes into the message and nowhere else. */
  codigo: string;
}

interface Pedido {
  /** CPF or CNPJ without punctuation. */
  documento: string;
  email: string;
}

/**
 * Makes a code for an e-mail address that the customer wants to register, in place of an earlier one. It is stored
 * before it is sent: a code that arrives is valid, whatever happens to us meanwhile.
 * Throws notFound `cliente.nao_encontrado`, conflict `email.ja_cadastrado` with `email`, masked, tooMany `codigo.espere`.
 */
export async function reservarCodigo(
  tx: Tx,
  clock: Clock,
  sealer: Sealer,
  { documento, email, minutos }: Pedido & { minutos: number },
): Promise<CodigoReservado> {
  const { id } = await travarSemEmail(tx, documento);
  const now = clock.now();
  const seconds = esperaPeloCodigo(now, await historico(tx, id, now));
  if (seconds > 0) throw new DomainError('tooMany', 'codigo.espere', { seconds });
  const codigo = String(randomInt(1_000_000)).padStart(6, '0');
  const row = {
    email,
    codigo_hash: hashOf(sealer, id, email, codigo),
    tentativas: 0,
    criado_em: now,
    expira_em: new Date(now.getTime() + minutos * 60_000),
  };
  await tx
    .insertInto('codigo_email')
    .values({ cliente_id: id, ...row })
    .onConflict((oc) => oc.column('cliente_id').doUpdateSet(row))
    .execute();
  return { clienteId: id, email, codigo };
}

/** It could not be sent: the code ends, and the next one need not wait. */
export async function desistirDoCodigo(
  tx: Tx,
  sealer: Sealer,
  { clienteId, email, codigo }: CodigoReservado,
): Promise<void> {
  await tx
    .deleteFrom('codigo_email')
    .where('cliente_id', '=', clienteId)
    .where('codigo_hash', '=', hashOf(sealer, clienteId, email, codigo))
    .execute();
}

/**
 * Compares the code, and stores the e-mail on the customer when it is right. `restantes`: the tries that are left,
 * 0 when there is no code, or it has expired or was tried five times. A wrong try stays counted only if the
 * transaction commits. Throws notFound `cliente.nao_encontrado`, conflict `email.ja_cadastrado` with `email`, masked.
 */
export async function validarCodigo(
  tx: Tx,
  clock: Clock,
  sealer: Sealer,
  { documento, email, codigo }: Pedido & { codigo: string },
): Promise<{ validado: boolean; restantes: number }> {
  const { id } = await travarSemEmail(tx, documento);
  const now = clock.now();
  const row = await tx.selectFrom('codigo_email').selectAll().where('cliente_id', '=', id).executeTakeFirst();
  if (!row || row.expira_em <= now || row.tentativas >= TENTATIVAS) return { validado: false, restantes: 0 };
  // The address is part of the hash: a code is right only with the address that it was sent to.
  if (row.codigo_hash !== hashOf(sealer, id, email, codigo)) {
    const tentativas = row.tentativas + 1;
    await tx.updateTable('codigo_email').set({ tentativas }).where('cliente_id', '=', id).execute();
    return { validado: false, restantes: TENTATIVAS - tentativas };
  }
  await tx.updateTable('cliente').set({ email: row.email, atualizado_em: now }).where('id', '=', id).execute();
  await tx.deleteFrom('codigo_email').where('cliente_id', '=', id).execute();
  return { validado: true, restantes: 0 };
}

/** Removes the codes that have expired: their addresses belong to nobody here. */
export async function esquecerCodigos(db: Database): Promise<void> {
  await inTransaction(db, { origem: 'tarefa', operacao: 'clientes.codigos' }, (tx) =>
    tx
      .deleteFrom('codigo_email')
      .where('expira_em', '<', ({ fn }) => fn<Date>('agora', []))
      .execute(),
  );
}

async function travarSemEmail(tx: Tx, documento: string): Promise<{ id: number }> {
  const { id, email } = await travarPorDocumento(tx, documento);
  if (email) throw new DomainError('conflict', 'email.ja_cadastrado', { email: maskEmail(email) });
  return { id };
}

async function historico(tx: Tx, clienteId: number, now: Date): Promise<Historico> {
  const atual = await tx
    .selectFrom('codigo_email')
    .select('criado_em')
    .where('cliente_id', '=', clienteId)
    .executeTakeFirst();
  const mensagens = await tx
    .selectFrom('mensagem')
    .select(['estado', 'criada_em'])
    .where('cliente_id', '=', clienteId)
    .where('modelo', '=', MODELO_DO_CODIGO)
    .where('criada_em', '>', new Date(now.getTime() - DAY_MS))
    .orderBy('id', 'desc')
    .execute();
  const inState = (wanted: 'ENVIADA' | 'FALHOU') =>
    mensagens.filter(({ estado }) => estado === wanted).map(({ criada_em }) => criada_em);
  return { ultimo: atual?.criado_em, enviadas: inState('ENVIADA'), falhas: inState('FALHOU') };
}

// Six digits are guessed in no time from any hash without a key; this one has the server's.
const hashOf = (sealer: Sealer, clienteId: number, email: string, codigo: string) =>
  sealer.digest(`codigo-email\n${clienteId}\n${email.toLowerCase()}\n${codigo}`).toString('hex');
