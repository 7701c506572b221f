import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '#kernel/errors.ts';
import { ipOf, requireScope, takeRequest } from '../core/identify.ts';
import type { Operation } from '../core/operation.ts';
import { acceptJsonOfAnyType, type Dialect, routeOf } from '../core/route.ts';
import type { Services } from '../core/services.ts';
import { withoutBlanks } from '../core/validation.ts';
import { errorWriter } from './errors.ts';
import { operations } from './operations.ts';

/**
 * GSAN: a key in the query or in the JSON body. Checked in this order: parameters, key, CPF or CNPJ, customer.
 * Register it with the prefix /gsan.
 */
export async function gsan(app: FastifyInstance, services: Services): Promise<void> {
  const dialect: Dialect = {
    prefix: '/gsan',
    identify: (request, operation) => identify(services, request, operation),
  };
  app.setErrorHandler(errorWriter(services.rules));
  app.setNotFoundHandler(notFound);
  app.decorateRequest('caller', null);
  app.decorateRequest('prepared', null);
  app.addHook('preValidation', async (request) => {
    try {
      request.body = withoutBlanks(request.body);
      request.query = withoutBlanks(request.query);
    } catch {
      throw new DomainError('invalid', 'requisicao.ilegivel');
    }
  });
  const serve = (scope: FastifyInstance, served: readonly Operation[]) => {
    for (const operation of served) scope.route(routeOf(services, operation, dialect));
  };
  await app.register(async (scope) => {
    acceptJsonOfAnyType(scope);
    serve(
      scope,
      operations.filter(({ body }) => body !== undefined),
    );
  });
  await app.register(async (scope) => {
    ignoreBody(scope);
    serve(
      scope,
      operations.filter(({ body }) => body === undefined),
    );
  });
}

async function identify({ porta }: Services, request: FastifyRequest, operation: Operation): Promise<void> {
  const { key } = (operation.body ? request.body : request.query) as { key: string };
  const integrador = await porta.integradorDaChave('gsan', key);
  if (!integrador) throw new DomainError('unauthenticated', 'chave.invalida');
  requireScope(integrador, operation);
  await takeRequest({ porta }, integrador);
  request.caller = { integrador, ip: ipOf(request), requisicao: request.id };
}

// Parameters come in the query alone; curl -d '' and the like send an empty form along.
function ignoreBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, undefined));
}

function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0]?.replace(/\/$/, '');
  reply.type('text/plain; charset=utf-8');
  if (!operations.some(({ url }) => url === path)) return reply.code(404).send('Page not found');
  return reply.code(405).header('allow', 'POST').send('Method not allowed');
}
