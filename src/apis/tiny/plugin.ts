import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { againAfterDeadlock } from '#platform/transaction.ts';
import { type Answer, executeWrite } from '../core/execute.ts';
import { header, ipOf } from '../core/identify.ts';
import type { Caller, ReadOperation, WriteOperation } from '../core/operation.ts';
import type { Services } from '../core/services.ts';
import { escrever, onError } from './errors.ts';
import { identifyTiny, LIMIT_HEADER, Simultaneos } from './identify.ts';
import { operations } from './operations.ts';
import { type Params, readParams } from './params.ts';
import { type Formato, formatoDe } from './wire.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** In what the Tiny dialect answers. */
    formato: Formato;
  }
}

const PREFIX = '/api2';
const BODY_LIMIT = 2 * 1024 * 1024;

/** Tiny API 2.0: forms under /api2, by GET or POST, answered in JSON or XML. Register it with the prefix /api2. */
export async function tiny(app: FastifyInstance, services: Services): Promise<void> {
  const simultaneos = new Simultaneos();
  app.setErrorHandler(onError);
  app.setNotFoundHandler((_request, reply) => reply.code(404).type('text/plain; charset=UTF-8').send('File not found'));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.decorateRequest('formato', 'json');
  // Known accounts get their own; an answer to nobody says that nobody may call.
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header(LIMIT_HEADER, 0);
    done();
  });

  for (const operation of operations) {
    app.route({
      method: ['GET', 'POST'],
      url: operation.url.slice(PREFIX.length),
      config: { operation },
      bodyLimit: BODY_LIMIT,
      handler: async (request, reply) => {
        const params = await readParams(request);
        request.formato = formatoDe(params);
        const integrador = await identifyTiny(services, params['token'], operation, reply);
        const caller: Caller = { integrador, ip: ipOf(request), requisicao: request.id };
        const answer = await simultaneos.run(integrador, () =>
          operation.kind === 'read'
            ? carryOut(services, operation, caller, params)
            : write(services, operation, caller, params, request),
        );
        return send(reply, answer);
      },
    });
  }
}

async function carryOut(services: Services, operation: ReadOperation, caller: Caller, params: Params): Promise<Answer> {
  const value = await operation.handle({ ...services, caller }, inputOf(params));
  return { status: 200, ...escrever(value as Record<string, unknown>, formatoDe(params)) };
}

async function write(
  services: Services,
  operation: WriteOperation,
  caller: Caller,
  params: Params,
  request: FastifyRequest,
): Promise<Answer> {
  const { token: _, ...meant } = params;
  const execute = () =>
    executeWrite(services, {
      origin: {
        origem: 'tiny',
        operacao: operation.ids[0],
        integrador: caller.integrador.id,
        requisicao: caller.requisicao,
        ip: caller.ip,
      },
      idempotencyKey: header(request, 'idempotency-key'),
      fingerprint: () => `${operation.url}\n${JSON.stringify(Object.entries(meant).sort())}`,
      run: async (tx, afterCommit) => {
        const value = await operation.handle({ ...services, caller, tx, afterCommit }, inputOf(params), undefined);
        const { retorno } = value as { retorno: { status_processamento: number } };
        const answer = { status: 200, ...escrever({ retorno }, formatoDe(params)) };
        if (retorno.status_processamento === NADA_GRAVADO) throw new NothingWritten(answer);
        return answer;
      },
    });
  try {
    return await againAfterDeadlock(execute);
  } catch (error) {
    if (error instanceof NothingWritten) return error.answer;
    throw error;
  }
}

const NADA_GRAVADO = 2;

/** Ends the transaction of a batch of which no record was written, so that its Idempotency-Key may be used again. */
class NothingWritten extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('no record was written');
    this.answer = answer;
  }
}

function send(reply: FastifyReply, { status, contentType, body, replayed }: Answer) {
  if (replayed) reply.header('idempotency-replayed', 'true');
  return reply.code(status).header('content-type', contentType).send(body);
}

const inputOf = (params: Params) => ({ params: {}, query: {}, body: params }) as never;
