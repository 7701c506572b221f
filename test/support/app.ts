import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Rules, Services } from '#apis/core/services.ts';
import { criarIntegrador, type NovoIntegrador, Porta } from '#modules/acesso/index.ts';
import { semAcs, semOlt } from '#modules/equipamentos/index.ts';
import { semEmissor } from '#modules/fiscal/index.ts';
import { LigacoesAoVivo } from '#modules/omnichannel/index.ts';
import { semClearSale, semSpc } from '#modules/prospectos/index.ts';
import { pixPelaApi, semPixHttp } from '#modules/recebimento/index.ts';
import { Identificador } from '#modules/sva/index.ts';
import { listenToChanges } from '#platform/changes.ts';
import { createClock, type MovableClock } from '#platform/clock.ts';
import { type Database, openDatabase } from '#platform/db.ts';
import { folderStore } from '#platform/files.ts';
import { noPin } from '#platform/infobip/pin.ts';
import { MailError, type MailMessage, type MailPort } from '#platform/mail.ts';
import { Sealer } from '#platform/sealer.ts';
import { SmsError, type SmsMessage } from '#platform/sms.ts';
import { templatesIn } from '#platform/templates.ts';
import { inTransaction } from '#platform/transaction.ts';
import { turns } from '#platform/turns.ts';
import { buildServer } from '../../src/server.ts';
import { testDatabase } from './db.ts';

/** What the test's ports were given; set `failing` to make them fail. */
export interface Outbox {
  mails: MailMessage[];
  sms: SmsMessage[];
  failing: boolean;
}

export interface TestApp {
  app: FastifyInstance;
  db: Database;
  clock: MovableClock;
  outbox: Outbox;
  services: Omit<Services, 'log'>;
  url: string;
  key: Uint8Array;
}

export interface TestAppOptions {
  /** A second process: on the database of this one, with the same master key. */
  beside?: TestApp;
  /** Gets each line of the log, down to level debug; nothing is logged otherwise. */
  onLog?: (line: string) => void;
}

/** The whole server on a database of its own; closed with the test file. Call it at top level, once per file. */
export async function testApp(rules: Partial<Rules> = {}, { beside, onLog }: TestAppOptions = {}): Promise<TestApp> {
  const { db, url } = beside ? openBeside(beside) : await testDatabase();
  const key = beside?.key ?? randomBytes(32);
  const clock = createClock();
  const changes = await listenToChanges(url);
  const outbox: Outbox = { mails: [], sms: [], failing: false };
  const folder = await mkdtemp(join(tmpdir(), 'balcao-teste-'));
  const porta = new Porta(db, clock, changes, { key, minutes: 60, renewals: 3 });
  const services: Omit<Services, 'log'> = {
    db,
    clock,
    porta,
    ligacoes: new LigacoesAoVivo(db, changes),
    files: folderStore(folder),
    identificador: new Identificador(key),
    templates: templatesIn(null),
    // A test puts its own partners here.
    nfcom: semEmissor,
    equipamentos: { olt: semOlt, acs: semAcs, wifi: async () => null },
    parceiros: { spc: semSpc, clearSale: semClearSale },
    pix: pixPelaApi(semPixHttp),
    pixWebhook: { segredo: null },
    mail: portOf(outbox),
    bulkMail: portOf(outbox),
    // A test puts its own partner here.
    pin: { ...noPin },
    sms: {
      async send(message) {
        if (outbox.failing) throw new SmsError('recusado pelo teste');
        outbox.sms.push(message);
        return { response: '202 OK' };
      },
    },
    sealer: new Sealer(key),
    writeTurn: turns(7),
    rules: {
      documentos: 'estrito',
      codeMinutes: 15,
      gsanAssistente: 'assistente',
      gsanSite: 'site',
      creditoDias: 0,
      eventosDias: 30,
      faturaPorEmail: true,
      ...rules,
    },
  };
  const app = await buildServer(services, {
    logLevel: onLog ? 'debug' : 'silent',
    trustProxy: false,
    ...(onLog && { logTo: { write: onLog } }),
  });
  await app.ready();
  after(async () => {
    await app.close();
    await changes.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { app, db, clock, outbox, services, url, key };
}

const portOf = (outbox: Outbox): MailPort => ({
  async send(message) {
    if (outbox.failing) throw new MailError('recusado pelo teste');
    outbox.mails.push(message);
    return { response: '250 OK' };
  },
});

function openBeside({ url }: TestApp): { db: Database; url: string } {
  const db = openDatabase(url);
  after(() => db.destroy());
  return { db, url };
}

export interface TestIntegrador {
  id: number;
  /** The header Authorization of a Basic integrator. */
  authorization: string;
  /** The key or token of another kind. */
  segredo: string;
}

/** An integrator of its own for a test. */
export async function makeIntegrador(db: Database, changed: Partial<NovoIntegrador> = {}): Promise<TestIntegrador> {
  const novo: NovoIntegrador = {
    nome: `teste-${randomBytes(6).toString('hex')}`,
    tipo: 'basic',
    escopos: ['*'],
    limitePorMinuto: null,
    ...changed,
  };
  const { integradorId, usuario, segredo } = await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    criarIntegrador(tx, novo),
  );
  const authorization = `Basic ${Buffer.from(`${usuario}:${segredo}`).toString('base64')}`;
  return { id: integradorId, authorization, segredo };
}

/** The headers Authorization and Token of a Basic integrator. */
export async function tokenHeaders(
  { app }: TestApp,
  { authorization }: TestIntegrador,
): Promise<Record<string, string>> {
  const response = await app.inject({ method: 'GET', url: '/ws/auth/token/gerar', headers: { authorization } });
  return { authorization, token: response.json<{ token: string }>().token };
}
