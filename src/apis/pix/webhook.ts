import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { lerPixRecebido, type PixRecebido, receberTodos } from '#modules/recebimento/index.ts';
import type { Services } from '../core/services.ts';

/**
 * Where the bank tells of received Pix: POST /pix/webhook/{secret}/pix. The API Pix has the bank append «/pix» to the
 * address that it was given (bacen/pix-api, OpenAPI 2.9.0, «Callbacks»), some do not: both are answered. Mutual TLS ends at
 * the proxy; the secret part of the address is known to the bank alone, and without it there is no such address.
 */
export async function webhookPix(app: FastifyInstance, services: Services): Promise<void> {
  app.setErrorHandler((thrown, request, reply) => {
    const status = (thrown as { statusCode?: number }).statusCode ?? 500;
    if (status >= 500) request.log.error({ err: thrown }, 'webhook do Pix: o banco tentará de novo');
    return reply
      .code(status)
      .send({ error: status >= 500 ? 'Internal Server Error' : 'O corpo não é um JSON válido.' });
  });
  for (const path of ['/webhook/:segredo', '/webhook/:segredo/pix']) {
    app.post(path, { schema: { hide: true }, bodyLimit: 4 * 1024 * 1024 }, async (request, reply) => {
      const { segredo } = request.params as { segredo: string };
      if (!confere(segredo, services.pixWebhook.segredo)) return reply.callNotFound();
      const { recebidos, ilegiveis } = lerAviso(request.body);
      const origem = { origem: 'pix', operacao: 'pix.webhook', requisicao: request.id, ip: request.ip };
      const resultados = await receberTodos(services, recebidos, origem);
      for (const [endToEndId, resultado] of resultados) {
        if (resultado === 'SEM_LUGAR') request.log.warn({ endToEndId }, 'Pix sem lugar');
      }
      if (ilegiveis === 0) return reply.code(200).send();
      request.log.error({ ilegiveis }, 'webhook do Pix com itens ilegíveis');
      return reply.code(400).send({ error: `${ilegiveis} itens de pix não se leem; os demais foram recebidos.` });
    });
  }
}

const resumo = (texto: string): Buffer => createHash('sha256').update(texto).digest();

// Takes as long for any guess.
const confere = (dado: string, segredo: string | null): boolean =>
  segredo !== null && timingSafeEqual(resumo(dado), resumo(segredo));

// Banks try the address with an empty notice when it is configured.
function lerAviso(body: unknown): { recebidos: PixRecebido[]; ilegiveis: number } {
  const pix = (body as { pix?: unknown } | null | undefined)?.pix ?? [];
  if (!Array.isArray(pix)) return { recebidos: [], ilegiveis: 1 };
  const lidos = pix.map(lerPixRecebido);
  const recebidos = lidos.filter((lido) => lido !== null);
  return { recebidos, ilegiveis: lidos.length - recebidos.length };
}
