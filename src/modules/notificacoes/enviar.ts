import { randomUUID } from 'node:crypto';
import { DomainError } from '#kernel/errors.ts';
import { maskTelefone, type Telefone } from '#kernel/telephone.ts';
import { maskEmail } from '#kernel/text.ts';
import type { Database } from '#platform/db.ts';
import { MailError, type MailMessage, type MailPort } from '#platform/mail.ts';
import { SmsError, type SmsPort } from '#platform/sms.ts';
import { type Registro, registrar } from './registro.ts';

/** Whoever waits for an answer over HTTP waits no longer than this for a message to leave. */
const DEADLINE_MS = 4000;

interface Mensagem {
  clienteId: number;
  /** What it is about, for the log: `senha.sms`. */
  modelo: string;
}

export interface Sms extends Mensagem {
  telefone: Telefone;
  texto: string;
}

export interface Email extends Mensagem, MailMessage {}

/**
 * Sends an SMS within 4 s and logs it in `mensagem` (masked, without the text), also when it fails or the
 * transaction around the call rolls back. May be called inside a transaction; the row goes through `db`.
 * Throws unavailable `sms.falhou` with `motivo`.
 */
export async function enviarSms(
  { db, sms }: { db: Database; sms: SmsPort },
  { clienteId, telefone, texto, modelo }: Sms,
): Promise<void> {
  const envio = randomUUID();
  const message = { to: `55${telefone.ddd}${telefone.numero}`, text: texto, id: envio };
  const registro = { clienteId, modelo, envio, canal: 'SMS', destino: maskTelefone(telefone) } as const;
  await enviar(db, registro, SmsError, () => sms.send(message, DEADLINE_MS));
}

/**
 * Sends an e-mail within 4 s and logs it as enviarSms() does. A server that stalls holds it up for all of that
 * time, so it is not for the inside of a transaction. Throws unavailable `email.falhou` with `motivo`.
 */
export async function enviarEmail(
  { db, mail }: { db: Database; mail: MailPort },
  { clienteId, modelo, ...message }: Email,
): Promise<void> {
  const envio = randomUUID();
  const registro = { clienteId, modelo, envio, canal: 'EMAIL', destino: maskEmail(message.to) } as const;
  await enviar(db, registro, MailError, () => mail.send({ ...message, id: envio }, DEADLINE_MS));
}

async function enviar(
  db: Database,
  registro: Omit<Registro, 'resultado'>,
  failure: typeof MailError | typeof SmsError,
  send: () => Promise<{ response: string }>,
): Promise<void> {
  let response: string;
  try {
    ({ response } = await send());
  } catch (error) {
    if (!(error instanceof failure)) throw error;
    const motivo = error.message;
    await registrar(db, { ...registro, resultado: { erro: motivo } });
    throw new DomainError('unavailable', `${registro.canal.toLowerCase()}.falhou`, { motivo });
  }
  await registrar(db, { ...registro, resultado: { resposta: response } });
}
