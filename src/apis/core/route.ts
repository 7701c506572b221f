import { isUtf8 } from 'node:buffer';
import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest, type RouteOptions } from 'fastify';
import { DomainError } from '#kernel/errors.ts';
import { describe } from './describe.ts';
import { type Answer, executeWrite, type Repeatable, storedAnswer } from './execute.ts';
import { header } from './identify.ts';
import { type Caller, type Operation, Outcome, type ReadOperation, type WriteOperation } from './operation.ts';
import type { Services } from './services.ts';

const BODY_LIMIT = 1024 * 1024;

/** How a dialect that serves operations (read, write) differs from the others. */
export interface Dialect {
  /** Its prefix, which is left out of the route, and without the slash its name in the audit trail. */
  prefix: '/ws' | '/gsan';
  /** Who calls, where only the validated request tells it. Throws DomainError. */
  identify?(request: FastifyRequest, operation: Operation): Promise<void>;
  /** The internal user that a write names, for the audit trail. */
  userOf?(body: unknown): number | undefined;
}

/** The route of an operation, but for the validation compilers and hooks of its dialect. */
export function routeOf(services: Services, operation: Operation, dialect: Dialect): RouteOptions {
  const { params, query, body, method, url, bodyLimit = BODY_LIMIT } = operation;
  return {
    method,
    url: url.slice(dialect.prefix.length),
    schema: {
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      ...describe(operation),
    },
    config: { operation },
    bodyLimit,
    ...(operation.kind === 'read' ? readRoute(services, operation, dialect) : writeRoute(services, operation, dialect)),
  };
}

function readRoute(services: Services, operation: ReadOperation, { identify }: Dialect) {
  const type = contentType(operation);
  const ofSubscriber = isOfSubscriber(operation);
  const preHandler = async (request: FastifyRequest) => {
    await identify?.(request, operation);
    if (ofSubscriber) await identifySubscriber(services, request, operation);
  };
  return {
    ...((ofSubscriber || identify) && { preHandler }),
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const context = { ...services, caller: callerOf(request) };
      reply.headers(operation.headers?.(services) ?? {});
      const { status, value } = outcomeOf(operation, await operation.handle(context, inputOf(request)));
      const body = status === 200 || Buffer.isBuffer(value) ? value : serialized(reply, value);
      return reply.code(status).type(type).send(body);
    },
  };
}

function writeRoute(services: Services, operation: WriteOperation, dialect: Dialect) {
  const type = contentType(operation);
  const ofSubscriber = isOfSubscriber(operation);
  return {
    preHandler: async (request: FastifyRequest, reply: FastifyReply) => {
      reply.headers(operation.headers?.(services) ?? {});
      await dialect.identify?.(request, operation);
      const known = await storedAnswer(services, repeatableOf(request, operation, dialect));
      if (known) return send(reply, known);
      if (ofSubscriber) await identifySubscriber(services, request, operation);
      request.prepared = await operation.prepare?.({ ...services, caller: callerOf(request) }, inputOf(request));
      return undefined;
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const caller = callerOf(request);
      const answer = await executeWrite(services, {
        ...repeatableOf(request, operation, dialect),
        run: async (tx, afterCommit) => {
          const context = { ...services, caller, tx, afterCommit };
          const answer = await operation.handle(context, inputOf(request), request.prepared as undefined);
          const { status, value } = outcomeOf(operation, answer);
          return { status, contentType: type, body: serialized(reply, value) };
        },
      });
      return send(reply, answer);
    },
  };
}

const outcomeOf = ({ status = 200 }: Operation, answer: unknown): Outcome<unknown> =>
  answer instanceof Outcome ? answer : new Outcome(status, answer);

// Whatever its status, an answer has the operation's schema, which Fastify knows as that of 200.
const serialized = (reply: FastifyReply, value: unknown): string =>
  typeof value === 'string' ? value : (reply.serializeInput(value as Record<string, unknown>, '200') as string);

function repeatableOf(
  request: FastifyRequest,
  { ids: [operacao] }: WriteOperation,
  { prefix, userOf }: Dialect,
): Repeatable {
  const { integrador, assinante, requisicao, ip } = callerOf(request);
  return {
    origin: {
      origem: prefix.slice(1),
      operacao,
      integrador: integrador.id,
      usuario: userOf?.(request.body),
      cliente: assinante?.clienteId,
      requisicao,
      ip,
    },
    idempotencyKey: header(request, 'idempotency-key'),
    fingerprint: () => `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`,
  };
}

function send(reply: FastifyReply, { status, contentType: type, body, replayed }: Answer): FastifyReply {
  if (replayed) reply.header('idempotency-replayed', 'true');
  return reply.code(status).type(type).send(body);
}

/** Old clients send JSON under any content type, or none. */
export function acceptJsonOfAnyType(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes, done) => {
    const body = bytes as Buffer;
    if (body.length === 0) done(null, undefined);
    // Decoded as it is, a name in Latin-1 would be stored with its accents lost.
    else if (!isUtf8(body)) done(new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY());
    else parse(request, body.toString(), done);
  });
}

const isOfSubscriber = ({ credentials }: Operation) => credentials.includes('subscriber');

async function identifySubscriber({ porta }: Services, request: FastifyRequest, operation: Operation): Promise<void> {
  const { usuario, senha } = request.body as { usuario: string; senha?: string };
  if (operation.withoutPassword?.(request.query)) {
    callerOf(request).assinante = await porta.assinanteSemSenha(usuario);
    return;
  }
  if (senha === undefined) throw new DomainError('invalid', 'campo.obrigatorio', { campo: 'senha' });
  callerOf(request).assinante = await porta.assinante(usuario, senha);
}

// A missing body fails as its first required field, not as «not an object».
const inputOf = ({ params, query, body }: FastifyRequest) => ({ params, query, body }) as never;

function callerOf({ caller }: FastifyRequest): Caller {
  if (!caller) throw new Error('identify() has not run');
  return caller;
}

const contentType = ({ contentType: type }: Operation) =>
  type === 'application/pdf' ? type : `${type ?? 'application/json'}; charset=utf-8`;
