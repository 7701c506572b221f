import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';

/** A request as it came over the line. */
export interface Recebido {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

type Resposta = { status: number; body?: unknown; atrasoMs?: number } | 'desliga';

/** A local server that keeps what it is asked and answers as the test says. */
export async function standIn(
  responder: (pedido: Recebido) => Resposta,
): Promise<{ url: string; recebidos: Recebido[] }> {
  const recebidos: Recebido[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { method = '', url = '', headers } = request;
      const recebido = { method, url, headers, body: text ? JSON.parse(text) : null };
      recebidos.push(recebido);
      const resposta = responder(recebido);
      if (resposta === 'desliga') return request.socket.destroy();
      const send = () =>
        response
          .writeHead(resposta.status, { 'content-type': 'application/json' })
          .end(resposta.body === undefined ? '' : JSON.stringify(resposta.body));
      if (resposta.atrasoMs) setTimeout(send, resposta.atrasoMs);
      else send();
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, recebidos };
}
