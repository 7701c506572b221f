import type { FastifySchema } from 'fastify';
import type { Operation } from './operation.ts';

/** The schema of an operation's answer, by which it is serialised. What the reference says is in sistema/openapi. */
export function describe({ response }: Operation): FastifySchema {
  return { response: { 200: response } };
}
