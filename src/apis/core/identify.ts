import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '#kernel/errors.ts';
import type { Integrador } from '#modules/acesso/index.ts';
import type { Caller, Operation } from './operation.ts';
import type { Services } from './services.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation;
  }
  interface FastifyRequest {
    caller: Caller | null;
    /** What a write's `prepare` gave. */
    prepared: unknown;
  }
  interface FastifySchema {
    /** Not in the API reference. */
    hide?: boolean;
  }
}

/**
 * Who calls: Basic, then the scope, the limit per minute, then the header Token. Synchronous when all of it is
 * remembered. Throws DomainError `integrador.*`, `token.*`.
 */
export function identify({ porta }: Services, request: FastifyRequest, operation: Operation): void | Promise<void> {
  const admit = (integrador: Integrador): void | Promise<void> => {
    requireScope(integrador, operation);
    const limited = takeRequest({ porta }, integrador);
    const next = (): void | Promise<void> => {
      const lastEventId = header(request, 'last-event-id');
      const caller: Caller = { integrador, ip: ipOf(request), requisicao: request.id, lastEventId };
      request.caller = caller;
      if (!operation.credentials.includes('token')) return;
      const token = porta.token(header(request, 'token'), integrador);
      if (!(token instanceof Promise)) {
        caller.token = token;
        return;
      }
      return token.then((read) => {
        caller.token = read;
      });
    };
    return limited ? limited.then(next) : next();
  };
  const integrador = porta.integradorBasic(request.headers.authorization, ipOf(request));
  return integrador instanceof Promise ? integrador.then(admit) : admit(integrador);
}

/** Takes one request out of the integrator's minute. Throws tooMany `integrador.limite`. */
export function takeRequest({ porta }: Pick<Services, 'porta'>, integrador: Integrador): void | Promise<void> {
  const refuse = (seconds: number | null) => {
    if (seconds !== null) {
      throw new DomainError('tooMany', 'integrador.limite', { limite: integrador.limite_por_minuto, seconds });
    }
  };
  const wait = porta.limites.consumir(integrador.id, 'chamadas', integrador.limite_por_minuto);
  return wait instanceof Promise ? wait.then(refuse) : refuse(wait);
}

/**
 * A scope is `*` or the first word of the operation ids it opens (clientes, financeiro, gsan, tiny …). Getting a
 * token is open to every integrator. Throws forbidden `integrador.escopo`.
 */
export function requireScope({ escopos }: Integrador, { ids: [id] }: Pick<Operation, 'ids'>): void {
  if (escopos.includes('*') || id.startsWith('autenticacao.token.')) return;
  if (!escopos.includes(id.slice(0, id.indexOf('.')))) throw new DomainError('forbidden', 'integrador.escopo');
}

/**
 * The address of the caller, without an IPv6 zone. A proxy's X-Forwarded-For may hold any text: what is no address
 * counts as the proxy's own.
 */
export function ipOf({ ip, socket }: FastifyRequest): string {
  const address = isIP(ip) ? ip : (socket.remoteAddress ?? '0.0.0.0');
  return address.replace(/%.*$/, '');
}

export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
