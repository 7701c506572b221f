import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { MailError, smtpMail } from '#platform/mail.ts';

const FROM = 'Balcão <nao-responda@exemplo.com.br>';
const message = {
  to: 'fulano@exemplo.com.br',
  subject: 'Código de validação',
  text: 'São 123456.\n',
  html: '<p>São 123456.</p>',
};

/** A real SMTP server on loopback that keeps what it accepts. */
async function smtpServer(options: SMTPServerOptions = {}) {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as { port: number };
  return { mails, port, url: `smtp://127.0.0.1:${port}` };
}

/** A server that does what `talk` says with each connection, and nothing else. */
async function rawServer(
  talk: (socket: Socket) => void,
): Promise<{ url: string; server: Server; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return { url: `smtp://127.0.0.1:${port}`, server, sockets };
}

const failure = (text: RegExp) => (error: unknown) => error instanceof MailError && text.test(error.message);

test('an e-mail arrives whole: sender, subject with accents, text and HTML', async () => {
  const { mails, url } = await smtpServer();
  const { response } = await smtpMail(url, FROM).send(message, 4000);
  assert.match(response, /^250/);
  const [mail] = mails;
  assert.equal(mail?.from?.value[0]?.address, 'nao-responda@exemplo.com.br');
  assert.equal(mail?.from?.value[0]?.name, 'Balcão');
  assert.equal(mail?.subject, message.subject);
  assert.equal(mail?.text?.trim(), 'São 123456.');
  assert.equal(String(mail?.html).trim(), message.html);
});

test('user and password of the address are used, and never shown when they are wrong', async () => {
  const { mails, url } = await smtpServer({
    authOptional: false,
    allowInsecureAuth: true,
    authMethods: ['PLAIN'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'usuário' && password === 's@nha' ? done(null, { user: 1 }) : done(new Error('no')),
  });
  const withLogin = (user: string, password: string) =>
    url.replace('//', `//${encodeURIComponent(user)}:${encodeURIComponent(password)}@`);
  await smtpMail(withLogin('usuário', 's@nha'), FROM).send(message, 4000);
  assert.equal(mails.length, 1);
  await assert.rejects(smtpMail(withLogin('usuário', 'segredo-errado'), FROM).send(message, 4000), (error: Error) => {
    assert.ok(error instanceof MailError);
    assert.doesNotMatch(error.message, /segredo|usuário/);
    return true;
  });
});

test('a password does not travel in clear to another machine', async () => {
  // smtp-server answers EHLO without STARTTLS; the name makes it look like another machine.
  const { url } = await smtpServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(null, { user: 1 }),
  });
  const elsewhere = url.replace('127.0.0.1', 'fulano:segredo@0.0.0.0');
  await assert.rejects(smtpMail(elsewhere, FROM).send(message, 4000), failure(/recusou ou falhou/));
});

test('a refusal tells what the server said, with the address masked', async () => {
  const { url } = await smtpServer({
    onRcptTo: ({ address }, _session, done) =>
      done(Object.assign(new Error(`no such user ${address}`), { responseCode: 550 })),
  });
  await assert.rejects(smtpMail(url, FROM).send(message, 4000), (error: Error) => {
    assert.match(error.message, /550 no such user f\*{5}o@exemplo\.com\.br/);
    assert.doesNotMatch(error.message, /123456/);
    return true;
  });
});

const stages: [string, SMTPServerOptions][] = [
  ['greeting', { onConnect: () => {} }],
  ['sender', { onMailFrom: () => {} }],
  ['recipient', { onRcptTo: () => {} }],
  ['content', { onData: (stream) => stream.resume() }],
];
for (const [stage, options] of stages) {
  test(`a server that stalls at the ${stage} fails at the deadline, and its connection is cut`, async () => {
    let closed: () => void = () => {};
    const cut = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const { url } = await smtpServer({ ...options, onClose: () => closed() });
    const start = performance.now();
    await assert.rejects(smtpMail(url, FROM).send(message, 300), failure(/não respondeu em 300 ms/));
    assert.ok(performance.now() - start < 1500);
    await cut;
  });
}

test('a server that accepts the connection and is silent fails at the deadline', async () => {
  const { url } = await rawServer(() => {});
  await assert.rejects(smtpMail(url, FROM).send(message, 200), failure(/não respondeu/));
});

test('what has failed at its deadline is not delivered later', async () => {
  const held: (() => void)[] = [];
  const { mails, url } = await smtpServer({ onRcptTo: (_address, _session, done) => void held.push(() => done()) });
  await assert.rejects(smtpMail(url, FROM).send(message, 200), failure(/não respondeu/));
  for (const release of held) release();
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(mails.length, 0);
});

test('a server that drops the connection after DATA is a failure', async () => {
  const { url } = await rawServer((socket) => {
    socket.write('220 teste\r\n');
    let data = false;
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (data) socket.destroy();
      else if (/^EHLO/.test(text)) socket.write('250 teste\r\n');
      else if (/^DATA/.test(text)) {
        data = true;
        socket.write('354 ok\r\n');
      } else socket.write('250 ok\r\n');
    });
  });
  await assert.rejects(smtpMail(url, FROM).send(message, 2000), failure(/recusou ou falhou/));
});

test('a closed port fails at once', async () => {
  const { server, url } = await rawServer(() => {});
  await new Promise((resolve) => server.close(resolve));
  await assert.rejects(smtpMail(url, FROM).send(message, 4000), failure(/recusou ou falhou/));
});

test('a second recipient or a header cannot be smuggled in', async () => {
  const { mails, url } = await smtpServer();
  const mail = smtpMail(url, FROM);
  const bad = [
    { ...message, to: 'a@b.com, c@d.com' },
    { ...message, to: 'a@b.com\r\nBcc: c@d.com' },
    { ...message, to: 'Fulano <a@b.com>' },
    { ...message, to: '' },
    { ...message, subject: 'a\r\nBcc: c@d.com' },
  ];
  for (const one of bad) await assert.rejects(mail.send(one, 4000), MailError);
  assert.equal(mails.length, 0);
});

test('an address with characters that mean something elsewhere is masked as it is', async () => {
  const { url } = await smtpServer({ onRcptTo: ({ address }, _session, done) => done(new Error(`no ${address}`)) });
  await assert.rejects(
    smtpMail(url, FROM).send({ ...message, to: "a$&b$'cdef@x.com" }, 4000),
    failure(/no a\$&\*{5}def@x\.com/),
  );
});
