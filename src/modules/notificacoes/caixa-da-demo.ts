import type { Database, Reader } from '#platform/db.ts';
import type { MailPort } from '#platform/mail.ts';
import type { SmsPort } from '#platform/sms.ts';

const MOST = 100;

/** Keeps every e-mail in the demo's mailbox. */
export const mailParaCaixa = (db: Database): MailPort => ({
  async send({ to, subject, text }) {
    await db
      .insertInto('demo_mensagem')
      .values({ canal: 'EMAIL', destino: to, assunto: subject, texto: text })
      .execute();
    return { response: 'guardada em /demo/mensagens' };
  },
});

/** Keeps every SMS in the demo's mailbox. */
export const smsParaCaixa = (db: Database): SmsPort => ({
  async send({ to, text }) {
    await db.insertInto('demo_mensagem').values({ canal: 'SMS', destino: to, texto: text }).execute();
    return { response: 'guardado em /demo/mensagens' };
  },
});

/** The mailbox, the newest first, 100 at most; of one address or telephone where `destino` names it. */
export function mensagensDaCaixa(db: Reader, destino: string | undefined) {
  return db
    .selectFrom('demo_mensagem')
    .select(['id', 'canal', 'destino', 'assunto', 'texto', 'criada_em as criadaEm'])
    .$if(destino !== undefined, (query) => query.where('destino', '=', destino ?? ''))
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
}
