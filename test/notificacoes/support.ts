import { sql } from 'kysely';
import { agendarEmail, type Correio, type EmailAgendado, enviarFila } from '#modules/notificacoes/index.ts';
import type { Database } from '#platform/db.ts';
import { noMail } from '#platform/mail.ts';
import { noSms } from '#platform/sms.ts';
import { templatesIn } from '#platform/templates.ts';
import { inTransaction } from '#platform/transaction.ts';

let next = 1;

/** What sends the queue of a test's database, with nothing configured unless told. */
export const correioDe = (db: Database, changed: Partial<Correio> = {}): Correio => ({
  db,
  bulkMail: noMail,
  sms: noSms,
  templates: templatesIn(null),
  anexadores: {},
  ...changed,
});

/** Puts an e-mail into the outbox; gives its row's id, or null when none was made. */
export async function agendado(db: Database, changed: Partial<EmailAgendado<'titularidade'>> = {}) {
  const causa = changed.causa ?? `teste ${next++}`;
  const email = {
    clienteId: null,
    para: 'fulano@exemplo.com.br',
    modelo: 'titularidade' as const,
    valores: { nome: 'FULANO' },
    ...changed,
    causa,
  };
  const agendamento = await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) => agendarEmail(tx, email));
  const { id } = await db
    .selectFrom('mensagem')
    .select('id')
    .where('causa', '=', causa)
    .where('canal', '=', 'EMAIL')
    .executeTakeFirstOrThrow();
  return { id, agendamento };
}

export const mensagem = (db: Database, id: number) =>
  db.selectFrom('mensagem').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

export const naFila = (db: Database, id: number) =>
  db.selectFrom('mensagem_fila').selectAll().where('mensagem_id', '=', id).executeTakeFirst();

/** Moves the test's clock forward, so that what waits is due. */
export async function passam(db: Database, minutes: number): Promise<void> {
  await sql`update relogio set deslocamento = deslocamento + make_interval(mins => ${minutes})`.execute(db);
}

/** Sends until nothing is due, however often a channel rests. */
export async function enviarTudo(correio: Correio): Promise<number> {
  let sent = 0;
  for (let n = await enviarFila(correio); n > 0; n = await enviarFila(correio)) sent += n;
  return sent;
}
