import type { FastifyInstance } from 'fastify';
import { DomainError } from '#kernel/errors.ts';
import { identify } from '../core/identify.ts';
import { acceptJsonOfAnyType, routeOf } from '../core/route.ts';
import type { Services } from '../core/services.ts';
import { withoutBlanks } from '../core/validation.ts';
import { onError } from './errors.ts';
import { operations } from './operations.ts';

const INTEGER_MAX = 2_147_483_647;

/** WebService Cliente: JSON under /ws, HTTP Basic, the header Token. Register it with the prefix /ws. */
export async function ws(app: FastifyInstance, services: Services): Promise<void> {
  app.setErrorHandler(onError);
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `Não existe a operação ${request.method} ${request.url.split('?')[0]}.` }),
  );
  acceptJsonOfAnyType(app);
  app.decorateRequest('caller', null);
  app.decorateRequest('prepared', null);

  app.addHook('onRequest', (request, _reply, done) => {
    const { operation } = request.routeOptions.config;
    if (!operation) return done();
    const identified = identify(services, request, operation);
    if (identified) identified.then(() => done(), done);
    else done();
  });
  app.addHook('preValidation', (request, _reply, done) => {
    try {
      request.body = withoutBlanks(request.body);
      request.query = withoutBlanks(request.query);
      withoutBlanks(request.params);
      done();
    } catch {
      done(new DomainError('invalid', 'requisicao.ilegivel'));
    }
  });

  // Streams would keep the server from closing.
  app.addHook('preClose', async () => services.ligacoes.fechar());
  for (const operation of operations) {
    app.route(routeOf(services, operation, { prefix: '/ws', userOf }));
  }
}

// The internal user that a write names, for the audit trail; a list names it in each item.
function userOf(body: unknown): number | undefined {
  const first = (Array.isArray(body) ? body[0] : body) as { idUsuario?: unknown } | undefined;
  const id = first?.idUsuario;
  return Number.isInteger(id) && Number(id) > 0 && Number(id) <= INTEGER_MAX ? Number(id) : undefined;
}
