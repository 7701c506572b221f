import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';

/** GET /health/live: the process runs. GET /health/ready: it answers requests, database included. */
export async function saude(app: FastifyInstance, { db }: { db: Database }): Promise<void> {
  app.get('/health/live', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/health/ready', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await sql`select 1`.execute(db);
      return { status: 'ok' };
    } catch {
      return reply.code(503).send({ status: 'sem banco de dados' });
    }
  });
}
