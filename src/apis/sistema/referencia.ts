import type { FastifyInstance } from 'fastify';
import type { Route } from './openapi/operation.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Every registered route that serves an operation, of all dialects. */
    operationRoutes: readonly Route[];
  }
}

/** GET /docs, the reference page, and GET /docs/openapi.json. Register it before the routes that it describes. */
export async function referencia(app: FastifyInstance): Promise<void> {
  const routes: Route[] = [];
  app.decorate('operationRoutes', routes);
  app.addHook('onRoute', ({ config, schema, method, url }) => {
    const operation = config?.operation;
    if (!operation || schema?.hide) return;
    for (const one of [method].flat()) routes.push({ operation, method: one, url });
  });

  // Both are made at the first request: nobody who only starts the server waits for them.
  let document: Promise<string> | undefined;
  let page: Promise<Page> | undefined;

  app.get('/docs/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    document ??= import('./openapi/document.ts').then(({ openapi }) => JSON.stringify(openapi(routes)));
    return reply.type('application/json; charset=utf-8').send(await document);
  });
  app.get('/docs', { schema: { hide: true } }, async (_request, reply) => {
    page ??= makePage();
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', SELF_ONLY)
      .send((await page).html);
  });
  app.get(SCRIPT, { schema: { hide: true } }, async (_request, reply) => {
    page ??= makePage();
    return reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'max-age=3600')
      .send((await page).script);
  });
}

interface Page {
  html: string;
  script: Buffer;
}

const SCRIPT = '/docs/js/scalar.js';

// Whatever the page's code has in mind, the browser lets it talk to this server alone.
const SELF_ONLY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
].join('; ');

// The plugin wants to be registered before a server starts; one that never listens gives us its two files later.
async function makePage(): Promise<Page> {
  const [{ default: fastify }, { default: scalar }] = await Promise.all([
    import('fastify'),
    import('@scalar/fastify-api-reference'),
  ]);
  const server = fastify();
  await server.register(scalar, {
    routePrefix: '/docs',
    configuration: {
      url: '/docs/openapi.json',
      cdn: SCRIPT,
      pageTitle: 'Balcão · referência da API',
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
      hideModels: true,
      defaultOpenFirstTag: true,
    },
  });
  const [html, script] = await Promise.all([server.inject('/docs/'), server.inject(SCRIPT)]);
  await server.close();
  return { html: html.body, script: script.rawPayload };
}
