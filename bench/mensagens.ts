// How long 10,000 queued e-mails take through a real SMTP server on this machine:
// node bench/mensagens.ts [messages]
// A fresh installation in a temporary folder, its own PostgreSQL with fsync, the program in a process of its own, the
// SMTP server in this one. Each message is filled in from its template and leaves with its row and audit rows written.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { agendarEmails } from '#modules/notificacoes/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { readConfig } from '../src/config.ts';
import { openInstallation } from '../src/installation.ts';
import { startServer } from './child.ts';

const MESSAGES = Number(process.argv[2] ?? 10_000);
if (!Number.isInteger(MESSAGES) || MESSAGES < 1 || MESSAGES > 100_000)
  throw new RangeError('node bench/mensagens.ts [messages]: 1 to 100000');
const BATCH = 1000;
const LIMIT_MS = 600_000;

const folder = await mkdtemp(join(tmpdir(), 'balcao-mensagens-'));
const ids = new Map<string, number>();
let first = 0;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  closeTimeout: 100,
  onData(stream, _session, done) {
    first ||= performance.now();
    let head = '';
    stream.on('data', (chunk: Buffer) => {
      if (head.length < 4096) head += chunk.toString('latin1');
    });
    stream.on('end', () => {
      const [, id = ''] = /^message-id:\s*<([^>]+)>/im.exec(head) ?? [];
      ids.set(id, (ids.get(id) ?? 0) + 1);
      done();
    });
  },
});
smtp.on('error', () => {});
try {
  await prepare();
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as { port: number };
  const server = await startServer('src/main.ts', ['servir'], {
    BALCAO_DATA_DIR: folder,
    BALCAO_SMTP_URL: `smtp://127.0.0.1:${port}`,
  });
  const end = performance.now() + LIMIT_MS;
  while (ids.size < MESSAGES && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  const seconds = (performance.now() - first) / 1000;
  await server.stop();
  const states = await statesAfterwards();
  const twice = [...ids.values()].filter((times) => times > 1).length;
  process.stdout.write(
    `${ids.size} e-mails em ${seconds.toFixed(1)} s (alvo: 10000 em 120 s), ${(ids.size / seconds).toFixed(0)}/s, ${twice} em dobro; ${states}\n`,
  );
} finally {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await rm(folder, { recursive: true, force: true });
}

async function prepare(): Promise<void> {
  const { db, close } = await openInstallation(readConfig({ BALCAO_DATA_DIR: folder }), 'producao');
  try {
    for (let from = 0; from < MESSAGES; from += BATCH) {
      const emails = Array.from({ length: Math.min(BATCH, MESSAGES - from) }, (_, n) => ({
        clienteId: null,
        para: `cliente.${from + n}@exemplo.com.br`,
        modelo: 'titularidade' as const,
        valores: { nome: `CLIENTE ${from + n}` },
        causa: `bench ${from + n}`,
      }));
      await inTransaction(db, { origem: 'comando', operacao: 'bench' }, (tx) => agendarEmails(tx, emails));
    }
  } finally {
    await close();
  }
}

async function statesAfterwards(): Promise<string> {
  const { db, close } = await openInstallation(readConfig({ BALCAO_DATA_DIR: folder }), 'producao');
  try {
    const rows = await db
      .selectFrom('mensagem')
      .select(['estado', (eb) => eb.fn.countAll<string>().as('n')])
      .groupBy('estado')
      .execute();
    return rows.map(({ estado, n }) => `${n} ${estado}`).join(', ');
  } finally {
    await close();
  }
}
