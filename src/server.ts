import { randomUUID } from 'node:crypto';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import type { Services } from '#apis/core/services.ts';
import { gsan } from '#apis/gsan/plugin.ts';
import { webhookPix } from '#apis/pix/webhook.ts';
import { metricas } from '#apis/sistema/metricas.ts';
import { referencia } from '#apis/sistema/referencia.ts';
import { saude } from '#apis/sistema/saude.ts';
import { tiny } from '#apis/tiny/plugin.ts';
import { ws } from '#apis/ws/plugin.ts';

export interface ServerOptions {
  logLevel: string;
  trustProxy: boolean;
  /** Where the log's lines go; standard output unless told. */
  logTo?: { write(line: string): void };
  /** Adds what only the demo has. */
  demo?: (app: FastifyInstance) => Promise<void>;
}

/** The HTTP server with all its doors, not listening yet. */
export async function buildServer(
  services: Omit<Services, 'log'>,
  { logLevel, trustProxy, logTo, demo }: ServerOptions,
): Promise<FastifyInstance> {
  const app = fastify({
    logger: logLevel === 'silent' ? false : { level: logLevel, ...(logTo && { stream: logTo }) },
    // Each request is measured in /metrics; the log is for what is refused, fails or writes.
    logController: new LogController({ disableRequestLogging: true }),
    // One proxy: the address is the last one in X-Forwarded-For, since the caller writes what stands before it.
    trustProxy: trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    genReqId: () => randomUUID(),
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
    exposeHeadRoutes: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    frameworkErrors: (error, _request, reply) => refuseAddress(error, reply as FastifyReply),
    ajv: { customOptions: { coerceTypes: true, removeAdditional: false, allErrors: false } },
  });
  const all: Services = { ...services, log: app.log };
  // Measuring and describing hook into the routes that come after them.
  await metricas(app);
  await referencia(app);
  await saude(app, all);
  await app.register((scope) => ws(scope, all), { prefix: '/ws' });
  await app.register((scope) => tiny(scope, all), { prefix: '/api2' });
  await app.register((scope) => gsan(scope, all), { prefix: '/gsan' });
  await app.register((scope) => webhookPix(scope, all), { prefix: '/pix' });
  if (demo) await demo(app);
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0];
    return reply.code(404).send({ error: `Não existe ${request.method} ${path}. A referência da API está em /docs.` });
  });
  return app;
}

// An address that cannot be read has no route, and so no dialect.
function refuseAddress({ statusCode = 400 }: FastifyError, reply: FastifyReply): void {
  reply.code(statusCode).send({
    error: 'O endereço da requisição tem uma parte longa demais ou um % que não é de um caractere em UTF-8.',
  });
}
