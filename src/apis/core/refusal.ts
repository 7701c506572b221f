import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '#kernel/errors.ts';

/** Logs what was refused (its code and facts) or failed, and says when to come again, where the error tells. */
export function noteRefusal(
  thrown: FastifyError | DomainError,
  status: number,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const operacao = request.routeOptions.config.operation?.ids[0];
  if (!(thrown instanceof DomainError)) {
    if (status >= 500) request.log.error({ err: thrown, operacao }, 'falha interna');
    else request.log.info({ operacao, status, codigo: thrown.code }, 'recusada');
    return;
  }
  request.log.info({ operacao, status, codigo: thrown.code, ...thrown.facts }, 'recusada');
  const { seconds } = thrown.facts;
  if (typeof seconds === 'number') reply.header('retry-after', seconds);
}

/** The status of a refusal of the HTTP layer itself (a broken body, a wrong type); 500 for a fault of ours. */
export function httpStatusOf({ validation, statusCode = 500 }: FastifyError): number {
  if (validation) return 400;
  return statusCode >= 400 && statusCode < 500 ? statusCode : 500;
}
