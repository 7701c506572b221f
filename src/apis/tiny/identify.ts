import type { FastifyReply } from 'fastify';
import { DomainError } from '#kernel/errors.ts';
import type { Integrador } from '#modules/acesso/index.ts';
import { requireScope, takeRequest } from '../core/identify.ts';
import type { Operation } from '../core/operation.ts';
import type { Services } from '../core/services.ts';

// What an account without a limit is told: clients divide a minute by it to pace themselves.
const SEM_LIMITE = 99_999;

export const LIMIT_HEADER = 'x-limit-api';

/**
 * Whose token it is, within the scope and the account's limits: calls a minute, and batches a minute for writes.
 * Throws DomainError `tiny.token_ausente`, `tiny.token_invalido`, `tiny.sem_acesso`, `integrador.*`.
 */
export async function identifyTiny(
  { porta }: Services,
  token: string | undefined,
  operation: Operation,
  reply: FastifyReply,
): Promise<Integrador> {
  if (!token) throw new DomainError('unauthenticated', 'tiny.token_ausente');
  const integrador = await porta.integradorDaChave('tiny', token);
  if (!integrador) throw new DomainError('unauthenticated', 'tiny.token_invalido');
  reply.header(LIMIT_HEADER, integrador.limite_por_minuto ?? SEM_LIMITE);
  requireScope(integrador, operation);
  const lotes = operation.kind === 'write' ? integrador.limite_lote_por_minuto : null;
  if (integrador.limite_por_minuto === 0 || lotes === 0) throw new DomainError('forbidden', 'tiny.sem_acesso');
  await takeRequest({ porta }, integrador);
  const seconds = await porta.limites.consumir(integrador.id, 'lote', lotes);
  if (seconds !== null) throw new DomainError('tooMany', 'integrador.limite', { limite: lotes, seconds });
  return integrador;
}

/** Calls of an integrator at the same moment, counted in this process: several processes allow as many each. */
export class Simultaneos {
  readonly #running = new Map<number, number>();

  /** Runs the call, unless as many as the limit are running. Throws tooMany `tiny.concorrencia`. */
  async run<T>({ id, limite_concorrente: limit }: Integrador, call: () => Promise<T>): Promise<T> {
    if (limit === null) return call();
    const running = this.#running.get(id) ?? 0;
    if (running >= limit) throw new DomainError('tooMany', 'tiny.concorrencia', { limite: limit });
    this.#running.set(id, running + 1);
    try {
      return await call();
    } finally {
      const left = (this.#running.get(id) ?? 1) - 1;
      if (left === 0) this.#running.delete(id);
      else this.#running.set(id, left);
    }
  }
}
