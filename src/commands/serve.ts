import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Services } from '#apis/core/services.ts';
import { Porta } from '#modules/acesso/index.ts';
import { Despachante } from '#modules/eventos/index.ts';
import { LigacoesAoVivo } from '#modules/omnichannel/index.ts';
import { wifiDoContrato } from '#modules/radius/index.ts';
import { Identificador } from '#modules/sva/index.ts';
import { startJobs } from '#platform/jobs.ts';
import { Sealer } from '#platform/sealer.ts';
import { templatesIn } from '#platform/templates.ts';
import { turns } from '#platform/turns.ts';
import type { Config } from '../config.ts';
import { type Installation, StartError } from '../installation.ts';
import type { Ports } from '../ports.ts';
import { handlersOf, scheduleRoutines } from '../routines.ts';
import { buildServer } from '../server.ts';

export interface Serving {
  address: string;
  /** Resolves when the server has ended after SIGTERM or SIGINT. Throws StartError when the database ended first. */
  ended: Promise<void>;
}

/** Services of an open installation, as every door is given them. */
export function servicesOf(config: Config, installation: Installation, ports: Ports): Omit<Services, 'log'> {
  const { db, clock, changes } = installation;
  const porta = new Porta(db, clock, changes, {
    key: installation.keyFor('token'),
    minutes: config.tokenMinutes,
    renewals: config.tokenRenewals,
  });
  const sealer = new Sealer(installation.keyFor('idempotencia'));
  return {
    db,
    clock,
    porta,
    ...ports,
    equipamentos: { ...ports.equipamentos, wifi: (reader, contratoId) => wifiDoContrato(reader, sealer, contratoId) },
    ligacoes: new LigacoesAoVivo(db, changes),
    identificador: new Identificador(installation.keyFor('sva')),
    templates: templatesIn(config.modelos),
    sealer,
    writeTurn: turns(Math.max(1, Math.floor(config.poolSize * 0.75))),
    rules: {
      documentos: config.documentos,
      codeMinutes: config.codeMinutes,
      gsanAssistente: config.gsanAssistente,
      gsanSite: config.gsanSite,
      creditoDias: config.creditDays,
      eventosDias: config.eventDays,
      faturaPorEmail: config.faturaEmail === 'sim',
    },
  };
}

/** Listens until SIGTERM or SIGINT, then finishes what is under way and closes everything. Throws StartError. */
export async function serve(
  config: Config,
  installation: Installation,
  ports: Ports,
  demo?: (app: FastifyInstance, runDueJobs: () => Promise<void>) => Promise<void>,
): Promise<Serving> {
  const { db, clock } = installation;
  const services = servicesOf(config, installation, ports);
  const runDueJobs = async () => {
    await jobs.runDue();
    // Where the clock was put back, the next routine is nearer than the one that waits.
    await scheduleRoutines(installation);
  };
  const app = await buildServer(services, {
    logLevel: config.log,
    trustProxy: config.trustProxy === 'sim',
    ...(demo && { demo: (scope: FastifyInstance) => demo(scope, runDueJobs) }),
  });
  const jobs = await startJobs(installation.pool, handlersOf(services), (error, job) => {
    app.log.error({ err: error, tarefa: job }, 'tarefa falhou');
  });
  const eventos = new Despachante({ db, clock, sealer: new Sealer(installation.keyFor('webhook')) }, (error) => {
    app.log.error({ err: error }, 'entrega de eventos falhou');
  });
  const background = async () => {
    await Promise.all([jobs.stop(), eventos.stop()]);
    ports.bulkMail.close?.();
  };
  try {
    await scheduleRoutines(installation, { keepTime: true });
    const address = await listen(app, config);
    eventos.start();
    return { address, ended: untilTheEnd(installation, () => shutDown(app, background, installation)) };
  } catch (error) {
    await background();
    throw error;
  }
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartError(
      code === 'EADDRINUSE'
        ? `A porta ${port} já está em uso em ${host}. Escolha outra com PORT.`
        : `Não foi possível escutar em ${host}:${port}: ${message}`,
    );
  }
}

async function shutDown(
  app: FastifyInstance,
  background: () => Promise<void>,
  installation: Installation,
): Promise<void> {
  // A connection whose last request ends during the shutdown would be kept for its client a while longer.
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
  await app.close();
  clearInterval(sweep);
  await background();
  await installation.close();
}

// The embedded database may be ended by somebody else: then we end as well, and who started us may do it again.
async function untilTheEnd({ databaseEnded, dataDir }: Installation, close: () => Promise<void>): Promise<void> {
  const reason = await Promise.race([untilSignal(), databaseEnded.then(() => 'database' as const)]);
  await close();
  if (reason === 'database') {
    throw new StartError(`O PostgreSQL embutido terminou sem que se pedisse. Veja ${join(dataDir, 'postgres.log')}.`);
  }
}

// npm passes Ctrl-C on although the terminal has sent it to us as well: a second signal means nothing.
function untilSignal(): Promise<'signal'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve('signal'));
  });
}
