import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { CircuitBreaker } from '#platform/circuit-breaker.ts';
import { httpPartner, PartnerError, type PartnerFailure, type PartnerSettings } from '#platform/http-partner.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let script: Answer[] = [];
let seen: { headers: IncomingMessage['headers']; body: string }[] = [];

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  seen.push({ headers: request.headers, body });
  const answer = script.length > 1 ? script.shift() : script[0];
  answer?.(response, request);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/consulta?chave=secreta`;
after(() => {
  server.closeAllConnections();
  server.close();
});

const json =
  (value: unknown): Answer =>
  (response) =>
    response.end(JSON.stringify(value));
const status =
  (code: number): Answer =>
  (response) =>
    response.writeHead(code).end('segredo do parceiro');
const never: Answer = () => {};

function partnerWith(answers: Answer[], settings: Partial<PartnerSettings> = {}) {
  script = answers;
  seen = [];
  return httpPartner({ name: 'PARCEIRO', url, token: 'token-secreto', attemptMs: 150, backoffMs: 5, ...settings });
}

const number = (answer: unknown) => (typeof answer === 'number' ? answer : null);

async function failure(run: Promise<unknown>): Promise<PartnerError> {
  const error = await run.then(
    () => assert.fail('it answered'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof PartnerError, String(error));
  return error;
}

const fails = async (run: Promise<unknown>, reason: PartnerFailure, httpStatus: number | null = null) => {
  const error = await failure(run);
  assert.deepEqual([error.reason, error.status], [reason, httpStatus]);
};

test('a question is one POST of JSON with the token', async () => {
  assert.equal(await partnerWith([json(7)]).ask({ documento: '123' }, number), 7);
  assert.equal(seen.length, 1);
  assert.equal(seen[0]?.body, '{"documento":"123"}');
  assert.equal(seen[0]?.headers.authorization, 'Bearer token-secreto');
  assert.equal(seen[0]?.headers['content-type'], 'application/json');
});

test('500 and then 200: asked again under the same key', async () => {
  assert.equal(await partnerWith([status(500), status(429), json(7)]).ask({}, number), 7);
  assert.equal(seen.length, 3);
  assert.equal(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size, 1);
});

test('an attempt that is late is repeated', async () => {
  assert.equal(await partnerWith([never, json(7)]).ask({}, number), 7);
  assert.equal(seen.length, 2);
});

test('headers without an end of the body are late too', async () => {
  const half: Answer = (response) => response.writeHead(200).write('{"a":');
  await fails(partnerWith([half], { attempts: 1 }).ask({}, number), 'prazo');
});

test('what never answers ends at the deadline of the whole call', async () => {
  const started = performance.now();
  await fails(partnerWith([never], { attempts: 50, deadlineMs: 400 }).ask({}, number), 'prazo');
  assert.ok(performance.now() - started < 1500);
});

test('500 for ever is an error after the attempts, with its status and nothing of what it said', async () => {
  const error = await failure(partnerWith([status(503)]).ask({ documento: '12345678909' }, number));
  assert.equal(seen.length, 3);
  assert.equal(error.message, 'PARCEIRO: erro (HTTP 503)');
  assert.doesNotMatch(JSON.stringify(error) + error.stack, /secret|12345678909|segredo/);
});

test('a refusal is not repeated', async () => {
  await fails(partnerWith([status(401)]).ask({}, number), 'recusa', 401);
  assert.equal(seen.length, 1);
});

test('malformed, of another shape or too long: unreadable, and not asked again', async () => {
  for (const answer of [
    ((response) => response.end('<html>')) as Answer,
    json({ another: 'shape' }),
    ((response) => response.end(`"${'x'.repeat(2 * 1024 * 1024)}"`)) as Answer,
  ]) {
    await fails(partnerWith([answer]).ask({}, number), 'resposta_ilegivel');
    assert.equal(seen.length, 1);
  }
});

test('a redirect is not followed: the token stays where it was sent', async () => {
  const elsewhere: Answer = (response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end();
  await fails(partnerWith([elsewhere], { attempts: 1 }).ask({}, number), 'sem_conexao');
});

test('nobody there', async () => {
  const partner = partnerWith([], { url: 'http://127.0.0.1:9/', attempts: 2 });
  await fails(partner.ask({}, number), 'sem_conexao');
});

test('the breaker opens after failures in a row, lets one try after a while, and closes on its success', async () => {
  const partner = partnerWith([status(500)], { attempts: 1, breaker: { failures: 2, openMs: 100 } });
  await fails(partner.ask({}, number), 'erro', 500);
  await fails(partner.ask({}, number), 'erro', 500);
  await fails(partner.ask({}, number), 'disjuntor_aberto');
  assert.equal(seen.length, 2);

  await wait(120);
  await fails(partner.ask({}, number), 'erro', 500);
  await fails(partner.ask({}, number), 'disjuntor_aberto');

  await wait(120);
  script = [json(7)];
  const answers = await Promise.allSettled([partner.ask({}, number), partner.ask({}, number)]);
  assert.deepEqual(
    answers.map((answer) => answer.status),
    ['fulfilled', 'rejected'],
  );
  assert.equal(await partner.ask({}, number), 7);
});

test('refusals never open the breaker, and a success forgets the failures before it', () => {
  let now = 0;
  const breaker = new CircuitBreaker({ failures: 2, openMs: 10, now: () => now });
  breaker.failed();
  breaker.succeeded();
  breaker.failed();
  assert.equal(breaker.enter(), true);
  breaker.failed();
  assert.equal(breaker.enter(), false);
  now = 10;
  assert.equal(breaker.enter(), true);
  assert.equal(breaker.enter(), false);
  breaker.succeeded();
  assert.equal(breaker.enter(), true);
});
