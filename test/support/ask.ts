import type { LightMyRequestResponse } from 'fastify';
import { makeIntegrador, type TestApp, type TestIntegrador, tokenHeaders } from './app.ts';

export type Headers = Record<string, string>;

/** Sends a request with a JSON body and gives the answer. */
export type Ask = (
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  body?: unknown,
  headers?: Headers,
) => Promise<LightMyRequestResponse>;

/** Asks with these headers; those of a single call come on top. */
export function askWith({ app }: Pick<TestApp, 'app'>, headers: Headers): Ask {
  return (method, url, body, more = {}) =>
    app.inject({
      method,
      url,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }), ...more },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
}

/** A new integrator with a Token, and how to ask as that integrator. */
export async function newCaller(
  t: TestApp,
  changed: Parameters<typeof makeIntegrador>[1] = {},
): Promise<{ integrador: TestIntegrador; headers: Headers; ask: Ask }> {
  const integrador = await makeIntegrador(t.db, changed);
  const headers = await tokenHeaders(t, integrador);
  return { integrador, headers, ask: askWith(t, headers) };
}
