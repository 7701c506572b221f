import type { FastifyError, FastifyInstance } from 'fastify';
import { anexoDaCaixa, mensagensDaCaixa } from '#modules/notificacoes/index.ts';
import { type MovableClock, writeOffset } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import { shiftJobs } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { httpStatusOf } from '../core/refusal.ts';
import { acceptJsonOfAnyType } from '../core/route.ts';
import { pixDaDemo } from './pix.ts';

interface DemoNeeds {
  db: Database;
  clock: MovableClock;
  /** Runs the jobs that are due by the clock, and waits for their end. */
  runDueJobs(): Promise<void>;
}

/** What only the demo has: its mailbox, its clock, and partners that fail when they are told to. */
export async function demonstracao(app: FastifyInstance, needs: DemoNeeds): Promise<void> {
  await app.register(async (scope) => {
    acceptJsonOfAnyType(scope);
    scope.setErrorHandler(onError);
    relogio(scope, needs);
    caixa(scope, needs);
    parceiros(scope, needs);
    pixDaDemo(scope, needs);
  });
}

const onError: Parameters<FastifyInstance['setErrorHandler']>[0] = (thrown, request, reply) => {
  const failure = thrown as FastifyError;
  const status = httpStatusOf(failure);
  if (status === 500) request.log.error({ err: thrown }, 'falha interna');
  return reply.code(status).send({ error: status === 500 ? 'Internal Server Error' : wordsFor(failure) });
};

const wordsFor = ({ validation, validationContext }: FastifyError): string =>
  validation?.[0] === undefined
    ? 'O corpo da requisição não é um JSON válido.'
    : `${validationContext === 'params' ? 'O endereço' : 'O corpo'} da requisição não serve: ${PARCEIRO}`;

const PARCEIRO =
  'use PUT /demo/parceiros/{SPC | CLEAR_SALE}/{documento ou *} com {"falha": "erro" | "atraso" | "malformada" | null}.';

function relogio(app: FastifyInstance, { db, clock, runDueJobs }: DemoNeeds): void {
  app.get('/demo/relogio', { schema: { hide: true } }, async () => ({ agora: clock.now().toISOString() }));
  app.put('/demo/relogio', { schema: { hide: true } }, async (request, reply) => {
    const moment = momentOf(request.body);
    if (moment === null) {
      const error = 'Informe agora, com data, hora e fuso, como em {"agora": "2026-12-10T09:00:00-03:00"}.';
      return reply.code(400).send({ error });
    }
    await inTransaction(db, { origem: 'demo', operacao: 'demo.relogio' }, async (tx) => {
      const offset = moment - Date.now();
      await shiftJobs(tx, await writeOffset(tx, offset));
      clock.setOffset(offset);
    });
    await runDueJobs();
    return { agora: clock.now().toISOString() };
  });
}

// From 2000 to 2150: what lies outside is a slip, and some days of it do not exist for the calendar.
function momentOf(body: unknown): number | null {
  const { agora } = (body ?? {}) as { agora?: unknown };
  if (typeof agora !== 'string' || !/^2[01]\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(agora))
    return null;
  const moment = Date.parse(agora);
  return moment < Date.UTC(2150) ? moment : null;
}

function caixa(app: FastifyInstance, { db }: DemoNeeds): void {
  app.get('/demo/mensagens', { schema: { hide: true } }, async (request) => {
    const { destino } = request.query as { destino?: string | string[] };
    return mensagensDaCaixa(db, Array.isArray(destino) ? destino[0] : destino);
  });
  app.get('/demo/mensagens/:id/anexos/:ordem', { schema: { hide: true } }, async (request, reply) => {
    const { id, ordem } = request.params as { id: string; ordem: string };
    const anexo =
      /^\d{1,9}$/.test(id) && /^\d{1,4}$/.test(ordem) && (await anexoDaCaixa(db, Number(id), Number(ordem)));
    if (!anexo) return reply.code(404).send({ error: 'Não existe este anexo na caixa da demonstração.' });
    return reply
      .type(anexo.tipo)
      .header('content-disposition', `inline; filename="${anexo.nome.replace(/[^\w.-]/g, '_')}"`)
      .header('x-content-type-options', 'nosniff')
      .send(anexo.bytes);
  });
}

// The simulated partners: PUT {"falha": "erro" | "atraso" | "malformada" | null}, for one document or for all (*).
function parceiros(app: FastifyInstance, { db }: DemoNeeds): void {
  app.put('/demo/parceiros/:parceiro/:documento', { schema: falhaSimulada }, async (request) => {
    const { parceiro, documento } = request.params as { parceiro: 'SPC' | 'CLEAR_SALE'; documento: string };
    const { falha } = request.body as { falha: 'erro' | 'atraso' | 'malformada' | null };
    await db
      .insertInto('demo_parceiro')
      .values({ parceiro, documento, falha })
      .onConflict((oc) => oc.columns(['parceiro', 'documento']).doUpdateSet({ falha }))
      .execute();
    return { parceiro, documento, falha };
  });
}

const falhaSimulada = {
  hide: true,
  params: {
    type: 'object',
    properties: {
      parceiro: { enum: ['SPC', 'CLEAR_SALE'] },
      documento: { type: 'string', pattern: '^([0-9A-Z]+|\\*)$' },
    },
  },
  body: {
    type: 'object',
    required: ['falha'],
    properties: { falha: { enum: ['erro', 'atraso', 'malformada', null] } },
  },
};
