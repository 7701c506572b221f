import { setTimeout as wait } from 'node:timers/promises';
import { DomainError } from '#kernel/errors.ts';
import type { Database } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import { type MailAttachment, MailError, type MailPort } from '#platform/mail.ts';
import { SmsError, type SmsPort } from '#platform/sms.ts';
import type { Templates } from '#platform/templates.ts';
import { inTransaction } from '#platform/transaction.ts';
import type { Anexadores, Anexo } from './anexos.ts';
import { preencherEmail, preencherSms } from './conteudo.ts';
import { anyDue, type Canal, type DaFila, finish, postpone, takeNext } from './fila.ts';
import { waitAfter } from './rules.ts';

export interface Correio {
  db: Database;
  /** For many e-mails: over connections that are kept open. */
  bulkMail: MailPort;
  sms: SmsPort;
  templates: Templates;
  anexadores: Anexadores;
}

/** A job sends no longer than this, then makes room for others and comes again. */
const TURN_MS = 10_000;
const MAIL_DEADLINE_MS = 60_000;
const SMS_DEADLINE_MS = 15_000;
const SMS_LANES = 4;

/**
 * Sends what is due, the urgent first, several at once, and writes of each how it ended. A message that failed comes
 * again by its own time; while a server cannot be used at all its channel rests until the next minute. Several
 * processes may do this together. Gives how many were sent.
 */
export async function enviarFila(correio: Correio): Promise<number> {
  const end = performance.now() + TURN_MS;
  const [mails, sms] = await Promise.all([
    sendChannel(correio, 'EMAIL', correio.bulkMail.connections ?? 1, end),
    sendChannel(correio, 'SMS', SMS_LANES, end),
  ]);
  if (!mails.down && !sms.down && (await anyDue(correio.db))) await pedirEnvio(correio.db);
  return mails.sent + sms.sent;
}

/** Puts the job of sending into the queue where anything is due. */
export async function enviarVencidas(db: Database): Promise<void> {
  if (await anyDue(db)) await pedirEnvio(db);
}

const pedirEnvio = (db: Database): Promise<void> =>
  inTransaction(db, { origem: 'tarefa', operacao: 'mensagem.enviar' }, (tx) => enqueue(tx, 'mensagem.enviar', {}));

async function sendChannel(correio: Correio, canal: Canal, lanes: number, end: number) {
  const state = { sent: 0, down: false };
  const lane = async (): Promise<void> => {
    while (!state.down && performance.now() < end) {
      const mensagem = await takeNext(correio.db, canal);
      if (!mensagem) return;
      const outcome = await sendOne(correio, canal, mensagem);
      if (outcome === 'sent') state.sent++;
      if (outcome === 'down') state.down = true;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return state;
}

async function sendOne(correio: Correio, canal: Canal, mensagem: DaFila): Promise<'sent' | 'failed' | 'down'> {
  const { db } = correio;
  let resposta: string;
  try {
    ({ response: resposta } = await (canal === 'EMAIL' ? sendMail : sendSms)(correio, mensagem));
  } catch (error) {
    const { erro, fate } = judge(error);
    const waitMs = fate === 'recusada' ? null : waitAfter(mensagem.tentativas, Math.random());
    const incerta = mensagem.incerta || fate === 'incerta';
    if (waitMs === null) await finish(db, mensagem, { estado: 'FALHOU', erro, incerta });
    else await postpone(db, mensagem, { waitMs, erro, incerta });
    return fate === 'servidor' ? 'down' : 'failed';
  }
  await persist(() => finish(db, mensagem, { estado: 'ENVIADA', resposta }));
  return 'sent';
}

async function sendMail({ bulkMail, templates, anexadores }: Correio, mensagem: DaFila) {
  const attachments = await Promise.all(mensagem.anexos.map((anexo) => attachment(anexadores, anexo)));
  const conteudo = await preencherEmail(mensagem.modelo, mensagem.valores, templates, mensagem);
  return bulkMail.send({ ...conteudo, to: mensagem.destino, attachments, id: mensagem.envio }, MAIL_DEADLINE_MS);
}

async function sendSms({ sms, templates }: Correio, mensagem: DaFila) {
  const conteudo = await preencherSms(mensagem.modelo, mensagem.valores, templates, mensagem);
  const message = { ...conteudo, to: mensagem.destino, id: mensagem.envio, unclear: mensagem.incerta };
  return sms.send(message, SMS_DEADLINE_MS);
}

async function attachment(anexadores: Anexadores, { tipo, id }: Anexo): Promise<MailAttachment> {
  const make = anexadores[tipo];
  if (!make) throw new Error(`nobody makes attachments of the kind ${tipo}`);
  const { nome, tipo: type, bytes } = await make(id);
  return { name: nome, type, bytes };
}

// An e-mail whose end is unclear goes again under its Message-ID, by which servers and people know it for the same.
// What the business refuses (an invoice that is gone) it will refuse again; anything else may have mended by then.
function judge(error: unknown): { erro: string; fate: 'recusada' | 'passageira' | 'incerta' | 'servidor' } {
  if (error instanceof MailError || error instanceof SmsError) return { erro: error.message, fate: error.failure };
  if (error instanceof DomainError) return { erro: `o anexo não existe: ${error.code}`, fate: 'recusada' };
  return { erro: `não foi possível montar a mensagem: ${(error as Error).message}`, fate: 'passageira' };
}

const AGAIN_MS = [200, 1000, 5000];

// It has left: while its row does not say so, it would go again.
async function persist(write: () => Promise<void>): Promise<void> {
  for (const pause of AGAIN_MS) {
    try {
      return await write();
    } catch {
      await wait(pause);
    }
  }
  await write();
}
