import { createServer, type Socket } from 'node:net';
import { after } from 'node:test';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A real SMTP server on loopback that keeps what it accepts; closed with the test file. */
export async function smtpServer(options: SMTPServerOptions = {}, port = 0) {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    // Connections that a pool keeps open.
    closeTimeout: 100,
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  after(close);
  const { port: bound } = server.server.address() as { port: number };
  return { mails, port: bound, url: `smtp://127.0.0.1:${bound}`, close };
}

/** An SMTP server that takes the whole message and then closes the connection instead of answering. */
export async function droppingServer() {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.write('220 teste\r\n');
    let content: string | null = null;
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (content !== null) {
        content += text;
        if (!content.endsWith('\r\n.\r\n')) return;
        received.push(content);
        socket.destroy();
      } else if (/^EHLO/.test(text)) socket.write('250 teste\r\n');
      else if (/^DATA/.test(text)) {
        content = '';
        socket.write('354 ok\r\n');
      } else socket.write('250 ok\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  after(close);
  return { received, port, url: `smtp://127.0.0.1:${port}`, close };
}
