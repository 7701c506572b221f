import type { LightMyRequestResponse } from 'fastify';
import { makeIntegrador, type TestApp, tokenHeaders } from './app.ts';

/** Calls of one integrator with its Token: `get('/ws/…')`, `post('/ws/…', body)`, `put(…)`. */
export async function callsOf(t: TestApp) {
  const headers = await tokenHeaders(t, await makeIntegrador(t.db));
  const send =
    (method: 'POST' | 'PUT') =>
    (url: string, body: unknown, more: Record<string, string> = {}) =>
      t.app.inject({
        method,
        url,
        headers: { ...headers, 'content-type': 'application/json', ...more },
        payload: JSON.stringify(body),
      });
  return {
    headers,
    get: (url: string): Promise<LightMyRequestResponse> => t.app.inject({ method: 'GET', url, headers }),
    post: send('POST'),
    put: send('PUT'),
  };
}
