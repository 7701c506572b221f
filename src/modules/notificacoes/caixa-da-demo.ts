import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Database, Reader } from '#platform/db.ts';
import type { MailPort } from '#platform/mail.ts';
import type { SmsPort } from '#platform/sms.ts';

const MOST = 100;

/** Keeps every e-mail in the demo's mailbox, with what is attached. */
export const mailParaCaixa = (db: Database): MailPort => ({
  async send({ to, subject, text, html = null, attachments = [], id = null }) {
    await db.transaction().execute(async (tx) => {
      const { id: mensagem } = await tx
        .insertInto('demo_mensagem')
        .values({ canal: 'EMAIL', destino: to, assunto: subject, texto: text, html, envio: id })
        .returning('id')
        .executeTakeFirstOrThrow();
      for (const [ordem, { name, type, bytes }] of attachments.entries()) {
        await tx
          .insertInto('demo_mensagem_anexo')
          .values({ demo_mensagem_id: mensagem, ordem, nome: name, tipo: type, bytes: Buffer.from(bytes) })
          .execute();
      }
    });
    return { response: 'guardada em /demo/mensagens' };
  },
});

/** Keeps every SMS in the demo's mailbox. */
export const smsParaCaixa = (db: Database): SmsPort => ({
  async send({ to, text, id = null }) {
    await db.insertInto('demo_mensagem').values({ canal: 'SMS', destino: to, texto: text, envio: id }).execute();
    return { response: 'guardado em /demo/mensagens' };
  },
});

/** The mailbox, the newest first, 100 at most; of one address or telephone where `destino` names it. */
export function mensagensDaCaixa(db: Reader, destino: string | undefined) {
  return db
    .selectFrom('demo_mensagem as m')
    .select(['m.id', 'm.canal', 'm.destino', 'm.assunto', 'm.texto', 'm.criada_em as criadaEm'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('demo_mensagem_anexo as a')
          .select(['a.nome', 'a.tipo'])
          .select([
            sql<number>`octet_length(a.bytes)`.as('tamanho'),
            sql<string>`'/demo/mensagens/' || m.id || '/anexos/' || a.ordem`.as('url'),
          ])
          .whereRef('a.demo_mensagem_id', '=', 'm.id')
          .orderBy('a.ordem'),
      ).as('anexos'),
    )
    .$if(destino !== undefined, (query) => query.where('m.destino', '=', destino ?? ''))
    .orderBy('m.id', 'desc')
    .limit(MOST)
    .execute();
}

/** What was attached to a message of the mailbox. */
export function anexoDaCaixa(db: Reader, mensagem: number, ordem: number) {
  return db
    .selectFrom('demo_mensagem_anexo')
    .select(['nome', 'tipo', 'bytes'])
    .where('demo_mensagem_id', '=', mensagem)
    .where('ordem', '=', ordem)
    .executeTakeFirst();
}
