import type { Server, Socket } from 'node:net';
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
  const listener = server.server as Server;
  return { mails, port: bound, url: `smtp://127.0.0.1:${bound}`, listener, close };
}

/** An SMTP server that keeps the whole message and then closes the connection instead of answering. */
export async function droppingServer() {
  const received: ParsedMail[] = [];
  const sockets = new Set<Socket>();
  const server = await smtpServer({
    onData: (stream) => {
      simpleParser(stream).then((mail) => {
        received.push(mail);
        for (const socket of sockets) socket.destroy();
      });
    },
  });
  server.listener.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return { received, url: server.url };
}
