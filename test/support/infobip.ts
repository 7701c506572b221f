import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { after } from 'node:test';

interface Sent {
  sender: string;
  to: string;
  text: string;
  messageId: string | undefined;
  webhook: string | undefined;
}

/**
 * A stand-in for Infobip on loopback. Each request is checked against the public documentation (Infobip OpenAPI
 * Specification 3.210: `POST /sms/3/messages`, `GET /sms/3/logs`, `POST /2fa/2/pin`, `POST /2fa/2/pin/{pinId}/verify`):
 * header, required fields, types and lengths; one that does not fit answers 400 and fails the test at `close`.
 */
export async function infobipStandIn(key = 'chave-de-teste') {
  const sent: Sent[] = [];
  const pins = new Map<string, { to: string; pin: string; left: number }>();
  const wrong: string[] = [];
  /** What the next requests meet; empty: all goes well. */
  const moods: ('drop' | 'dropBefore' | 'reject' | 500 | 429)[] = [];

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: Error) => {
      wrong.push(error.message);
      reply(response, 400, { requestError: { serviceException: { messageId: 'BAD_REQUEST', text: error.message } } });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://x');
    if (request.headers.authorization !== `App ${key}`) {
      return reply(response, 401, {
        requestError: { serviceException: { messageId: 'UNAUTHORIZED', text: 'Invalid login details' } },
      });
    }
    assert.equal(request.headers.accept, 'application/json');
    const body = await bodyOf(request);
    if (request.method === 'GET' && url.pathname === '/sms/3/logs') {
      const id = url.searchParams.get('messageId');
      const results = sent.filter(({ messageId }) => messageId === id);
      return reply(response, 200, {
        results: results.map(({ messageId, to }) => ({ messageId, destination: to, status: status('PENDING') })),
      });
    }
    assert.equal(request.method, 'POST');
    assert.equal(request.headers['content-type'], 'application/json');
    const mood = moods.shift();
    if (mood === 500 || mood === 429) return reply(response, mood, {});
    if (mood === 'dropBefore') return void request.socket.destroy();
    if (url.pathname === '/sms/3/messages') return sms(body, mood, request, response);
    if (url.pathname === '/2fa/2/pin') return send(body, response);
    const [, pinId] = /^\/2fa\/2\/pin\/([^/]+)\/verify$/.exec(url.pathname) ?? [];
    assert.ok(pinId, `no such path: ${url.pathname}`);
    return verify(decodeURIComponent(pinId), body, response);
  }

  function sms(body: Json, mood: string | undefined, request: IncomingMessage, response: ServerResponse): void {
    only(body, ['messages', 'options']);
    const messages = list(body['messages']);
    assert.equal(messages.length, 1);
    const [message = {}] = messages;
    only(message, ['sender', 'destinations', 'content', 'options', 'webhooks']);
    const [destination = {}, ...more] = list(message['destinations']);
    assert.equal(more.length, 0);
    only(destination, ['to', 'messageId', 'networkId']);
    const [to, messageId] = [text(destination, 'to', 64), destination['messageId'] as string | undefined];
    assert.match(to, /^\d{8,15}$/, 'E.164 without the plus sign');
    if (messageId !== undefined) text(destination, 'messageId', 200);
    const content = message['content'] as Json;
    only(content, ['text', 'transliteration', 'language']);
    const webhooks = message['webhooks'] as Json | undefined;
    if (webhooks) only(webhooks, ['delivery', 'contentType', 'callbackData']);
    if (mood === 'reject')
      return void reply(response, 200, { messages: [{ messageId, status: status('REJECTED'), destination: to }] });
    sent.push({
      sender: text(message, 'sender', 100),
      to,
      text: text(content, 'text', 5000),
      messageId,
      webhook: (webhooks?.['delivery'] as Json | undefined)?.['url'] as string | undefined,
    });
    if (mood === 'drop') return void request.socket.destroy();
    reply(response, 200, {
      bulkId: '1',
      messages: [{ messageId, status: status('PENDING'), destination: to, details: { messageCount: 1 } }],
    });
  }

  function send(body: Json, response: ServerResponse): void {
    only(body, ['applicationId', 'messageId', 'from', 'to', 'placeholders']);
    for (const field of ['applicationId', 'messageId', 'to']) text(body, field, 200);
    const pinId = `PIN${pins.size + 1}`.padEnd(32, '0');
    pins.set(pinId, { to: String(body['to']), pin: '1425', left: 3 });
    reply(response, 200, { pinId, to: body['to'], ncStatus: 'NC_DESTINATION_REACHABLE', smsStatus: 'MESSAGE_SENT' });
  }

  function verify(pinId: string, body: Json, response: ServerResponse): void {
    only(body, ['pin']);
    const found = pins.get(pinId);
    if (!found)
      return void reply(response, 404, {
        requestError: { serviceException: { messageId: 'NOT_FOUND', text: 'PIN not found' } },
      });
    const verified = text(body, 'pin', 20) === found.pin;
    found.left = verified ? 0 : found.left - 1;
    reply(response, 200, {
      pinId,
      msisdn: found.to,
      verified,
      attemptsRemaining: found.left,
      ...(!verified && { pinError: 'WRONG_PIN' }),
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
    assert.deepEqual(wrong, [], 'every request was as documented');
  });
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, key, sent, moods, pins };
}

type Json = Record<string, unknown>;

const status = (groupName: string) => ({
  groupId: 1,
  groupName,
  id: 26,
  name: `${groupName}_NAME`,
  description: 'words',
});

function reply(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body === '' ? {} : (JSON.parse(body) as Json);
}

function only(value: Json, known: string[]): void {
  assert.deepEqual(
    Object.keys(value).filter((name) => !known.includes(name)),
    [],
    'fields that are not documented',
  );
}

function list(value: unknown): Json[] {
  assert.ok(Array.isArray(value) && value.length > 0);
  return value as Json[];
}

function text(value: Json, name: string, max: number): string {
  const found = value[name];
  assert.ok(typeof found === 'string' && found.length > 0 && found.length <= max, `${name} is a text`);
  return found as string;
}
