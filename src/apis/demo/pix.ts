import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type PixRecebido, receberTodos } from '#modules/recebimento/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';

interface Needs {
  db: Database;
  clock: Clock;
}

const origem = { origem: 'demo', operacao: 'demo.pix' };
const MAIS_ENTREGAS = 10;

/**
 * The simulated bank: POST /demo/pix pays a charge, POST /demo/pix/entregar tells of Pix again. `entregas` is how often the
 * webhook comes for a payment: twice, or never, so that only the consultation finds it; the order of `endToEndIds` is that
 * in which they are told.
 */
export function pixDaDemo(app: FastifyInstance, needs: Needs): void {
  app.post('/demo/pix', { schema: { hide: true } }, async (request, reply) => {
    const { txid, centavos, entregas = 1 } = (request.body ?? {}) as Record<string, unknown>;
    const cobranca = typeof txid === 'string' ? await cobrancaDe(needs.db, txid) : undefined;
    const valor = centavos ?? cobranca?.valor;
    if (!cobranca || !inteiro(valor, 1, 99_999_999) || !inteiro(entregas, 0, MAIS_ENTREGAS)) {
      const error = `Use {"txid": "…"} de uma cobrança simulada, com "centavos" e "entregas" (0 a ${MAIS_ENTREGAS}) opcionais.`;
      return reply.code(400).send({ error });
    }
    const pago = await pagar(needs, { ...cobranca, valor: valor as typeof cobranca.valor });
    for (let n = 0; n < entregas; n++) await receberTodos(needs, [pago], origem);
    return { endToEndId: pago.endToEndId, entregas };
  });
  app.post('/demo/pix/entregar', { schema: { hide: true } }, async (request, reply) => {
    const { endToEndIds } = (request.body ?? {}) as { endToEndIds?: unknown };
    if (!Array.isArray(endToEndIds)) return reply.code(400).send({ error: 'Use {"endToEndIds": ["…"]}.' });
    const resultados: Record<string, string> = {};
    for (const id of endToEndIds.map(String)) {
      const pix = await recebidoDe(needs.db, id);
      if (!pix) return reply.code(404).send({ error: `Não há o Pix simulado ${id}.` });
      resultados[id] = (await receberTodos(needs, [pix], origem)).get(id) ?? '';
    }
    return resultados;
  });
}

const inteiro = (value: unknown, min: number, max: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;

const cobrancaDe = (db: Database, txid: string) =>
  db.selectFrom('demo_pix').select(['txid', 'chave', 'valor']).where('txid', '=', txid).executeTakeFirst();

async function pagar(
  { db, clock }: Needs,
  { txid, chave, valor }: { txid: string; chave: string; valor: PixRecebido['valor'] },
): Promise<PixRecebido> {
  const horario = clock.now();
  // E, the paying bank (none that there is), the minute, and eleven letters or digits.
  const minuto = horario.toISOString().replace(/\D/g, '').slice(0, 12);
  const endToEndId = `E99999999${minuto}${randomBytes(6).toString('hex').slice(0, 11)}`;
  await db.insertInto('demo_pix_recebido').values({ fim_a_fim: endToEndId, txid, chave, valor, horario }).execute();
  await db.updateTable('demo_pix').set({ status: 'CONCLUIDA' }).where('txid', '=', txid).execute();
  return { endToEndId, txid, chave, valor, horario, encargos: null, desconto: null, devolvido: 0 as typeof valor };
}

async function recebidoDe(db: Database, id: string): Promise<PixRecebido | null> {
  const row = await db.selectFrom('demo_pix_recebido').selectAll().where('fim_a_fim', '=', id).executeTakeFirst();
  if (!row) return null;
  const { fim_a_fim, ...resto } = row;
  return { endToEndId: fim_a_fim, encargos: null, desconto: null, ...resto };
}
