import { describeOperation, type Route } from './operation.ts';
import { introduction, tags } from './texts.ts';

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of these routes. Schemas come from the operations, words and examples from the catalogue.
 * (Built here rather than by @fastify/swagger: the catalogue's part would be as long as a transform for it, and
 * nothing of it has to be loaded at start.)
 */
export function openapi(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeOperation(route) };
  }
  const used = new Set(Object.values(paths).flatMap((item) => Object.values(item).flatMap(tagsOf)));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Balcão',
      version: '1',
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: tags.filter(({ name }) => used.has(name)),
    paths,
    components: {
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic', description: 'Usuário e senha do integrador' },
        token: {
          type: 'apiKey',
          in: 'header',
          name: 'Token',
          description: 'JWT de GET /ws/auth/token/gerar, do mesmo integrador',
        },
        key: {
          type: 'apiKey',
          in: 'query',
          name: 'key',
          description: 'Chave do integrador; em alguns métodos, no corpo',
        },
        apiToken: {
          type: 'apiKey',
          in: 'query',
          name: 'token',
          description: 'Token do integrador; também como campo do corpo',
        },
      },
      schemas: {
        Erro: { type: 'object', required: ['error'], properties: { error: { type: 'string' } } },
      },
    },
  };
}

const tagsOf = (operation: unknown): string[] => (operation as { tags: string[] }).tags;
