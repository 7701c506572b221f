import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';

export interface Recebido {
  id: number;
  tipo: string;
  registro: string;
  quando: string;
  dados: Record<string, unknown>;
}

/** A provider's system that takes events: checks each signature as docs/webhooks.md says, and answers as it is told. */
export async function receptor() {
  const state = {
    segredo: '',
    recebidos: [] as Recebido[],
    /** The status that a request gets. */
    responder: (_: Recebido): number => 204,
    errados: [] as string[],
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const evento = JSON.parse(body) as Recebido;
      const wrong = problemOf(request.headers, body, evento, state.segredo);
      if (wrong) state.errados.push(wrong);
      const status = wrong ? 401 : state.responder(evento);
      if (status < 300) state.recebidos.push(evento);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(state, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/eventos` });
}

function problemOf(
  headers: Readonly<Record<string, unknown>>,
  body: string,
  evento: Recebido,
  segredo: string,
): string | null {
  const [, t = '', marks = ''] = /^t=(\d+),(.+)$/.exec(String(headers['balcao-signature'])) ?? [];
  const mine = createHmac('sha256', segredo).update(`${t}.${body}`).digest('hex');
  const signed = marks
    .split(',')
    .map((mark) => mark.replace('v1=', ''))
    .some((mark) => mark.length === mine.length && timingSafeEqual(Buffer.from(mark), Buffer.from(mine)));
  if (!signed) return `signature of ${evento.id}`;
  if (headers['balcao-event-id'] !== String(evento.id)) return `id of ${evento.id}`;
  return headers['balcao-event'] === evento.tipo ? null : `kind of ${evento.id}`;
}
