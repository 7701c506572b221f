import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { simpleParser } from 'mailparser';
import type { SMTPServerOptions } from 'smtp-server';
import { enviarFila } from '#modules/notificacoes/index.ts';
import { type MailPort, smtpMail } from '#platform/mail.ts';
import { testDatabase } from '../support/db.ts';
import { droppingServer, smtpServer } from '../support/smtp.ts';
import { agendado, correioDe, mensagem, naFila, passam } from './support.ts';

const { db } = await testDatabase();

/** Sends over kept connections, and waits for an answer no longer than `ms`. */
function correio(url: string, ms = 5000) {
  const port = smtpMail(url, 'Balcão <nao-responda@provedor.example>', { connections: 2 });
  after(() => port.close?.());
  const bulkMail: MailPort = { connections: 2, send: (message) => port.send(message, ms) };
  return correioDe(db, { bulkMail });
}

test('a slow server is waited for: its messages are delivered, each once', async () => {
  const wait = (done: () => void) => void setTimeout(done, 150);
  const { mails, url } = await smtpServer({
    onConnect: (_session, done) => wait(done),
    onMailFrom: (_address, _session, done) => wait(done),
    onRcptTo: (_address, _session, done) => wait(done),
  });
  const ids: number[] = [];
  for (let n = 0; n < 4; n++) ids.push((await agendado(db)).id);
  assert.equal(await enviarFila(correio(url)), 4);
  const rows = await Promise.all(ids.map((id) => mensagem(db, id)));
  assert.deepEqual(
    rows.map(({ estado, tentativas }) => [estado, tentativas]),
    ids.map(() => ['ENVIADA', 1]),
  );
  assert.deepEqual(
    mails.map(({ messageId }) => messageId).toSorted(),
    rows.map(({ envio }) => `<${envio}@provedor.example>`).toSorted(),
  );
});

const stages: [string, SMTPServerOptions][] = [
  ['greeting', { onConnect: () => {} }],
  ['sender', { onMailFrom: () => {} }],
  ['recipient', { onRcptTo: () => {} }],
  ['content', { onData: (stream) => stream.resume() }],
];
for (const [stage, options] of stages) {
  test(`a server that stalls at the ${stage}: the message waits with its reason, and goes when the server is well`, async () => {
    const stalled = await smtpServer(options);
    const { id } = await agendado(db);
    await enviarFila(correio(stalled.url, 300));
    const waiting = await mensagem(db, id);
    assert.deepEqual([waiting.estado, waiting.tentativas], ['PENDENTE', 1]);
    assert.equal(waiting.erro, 'o servidor de e-mail não respondeu em 300 ms');
    const { mails, url } = await smtpServer();
    await passam(db, 2);
    assert.equal(await enviarFila(correio(url)), 1);
    assert.deepEqual([(await mensagem(db, id)).estado, (await mensagem(db, id)).erro], ['ENVIADA', null]);
    assert.equal(mails[0]?.messageId, `<${waiting.envio}@provedor.example>`);
  });
}

test('one that keeps the message and answers too late gets it twice, under one Message-ID', async () => {
  const kept: (string | undefined)[] = [];
  const { url } = await smtpServer({
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        kept.push(mail.messageId);
        setTimeout(done, kept.length === 1 ? 800 : 0);
      });
    },
  });
  const { id } = await agendado(db);
  const devagar = correio(url, 300);
  await enviarFila(devagar);
  assert.equal((await mensagem(db, id)).estado, 'PENDENTE');
  await passam(db, 2);
  assert.equal(await enviarFila(devagar), 1);
  const { estado, envio } = await mensagem(db, id);
  assert.equal(estado, 'ENVIADA');
  assert.deepEqual(kept, [`<${envio}@provedor.example>`, `<${envio}@provedor.example>`]);
});

test('one that always drops the connection after DATA: after the eighth try it failed, each under one Message-ID', async () => {
  const { received, url } = await droppingServer();
  const { id } = await agendado(db);
  const caindo = correio(url);
  for (let n = 0; n < 10; n++) {
    await enviarFila(caindo);
    await passam(db, 2 * 24 * 60);
  }
  const { estado, tentativas, erro, envio } = await mensagem(db, id);
  assert.deepEqual([estado, tentativas], ['FALHOU', 8]);
  assert.match(erro ?? '', /^o servidor de e-mail recusou ou falhou: /);
  assert.deepEqual(
    received.map(({ messageId }) => messageId),
    Array.from({ length: 8 }, () => `<${envio}@provedor.example>`),
  );
  assert.ok((await naFila(db, id))?.falhou_em);
});
