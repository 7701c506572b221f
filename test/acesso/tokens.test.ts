import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { makeIntegrador, testApp, tokenHeaders } from '../support/app.ts';
import { askWith, newCaller } from '../support/ask.ts';

const t = await testApp();
const HOUR = 3_600_000;

// A read that needs the header Token; nobody has this id.
const PROBE = '/ws/area/cliente/2147483647';

const decode = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a token has the claims of the document, and lives for an hour', async () => {
  const { headers } = await newCaller(t);
  const [head = ''] = (headers['token'] ?? '').split('.');
  const claims = decode(headers['token'] ?? '');
  assert.deepEqual(JSON.parse(Buffer.from(head, 'base64url').toString()), { alg: 'HS256' });
  assert.deepEqual(Object.keys(claims).sort(), ['exp', 'iat', 'iss', 'jti', 'qtdRen', 'ren', 'sub']);
  assert.equal(claims.iss, 'WebService');
  assert.equal(claims.exp - claims.iat, HOUR);
  assert.deepEqual([claims.ren, claims.qtdRen], [0, 0]);
  assert.match(claims.sub, /^[0-9a-f]{8}-/);
});

test('a token opens until its hour is over', async () => {
  const { ask } = await newCaller(t);
  assert.equal((await ask('GET', PROBE)).statusCode, 404);
  t.clock.setOffset(HOUR - 5000);
  assert.equal((await ask('GET', PROBE)).statusCode, 404);
  t.clock.setOffset(HOUR + 5000);
  const expired = await ask('GET', PROBE);
  t.clock.setOffset(0);
  assert.equal(expired.statusCode, 401);
  assert.match(expired.json().error, /^Token expirado/);
});

test('a token that was never verified before is refused after its hour too', async () => {
  const { ask } = await newCaller(t);
  t.clock.setOffset(HOUR + 1);
  const expired = await ask('GET', PROBE);
  t.clock.setOffset(0);
  assert.match(expired.json().error, /^Token expirado/);
});

test('without a token, or with a forged one, the answer is 401 and says which', async () => {
  const { integrador, headers } = await newCaller(t);
  const token = headers['token'] ?? '';
  const [head, body, signature] = token.split('.') as [string, string, string];
  const claims = decode(token);
  const forger = (content: string) => createHmac('sha256', 'adivinhada').update(content).digest('base64url');
  const forged = {
    'no token': undefined,
    'not a token': 'abc',
    'alg none': `${encode({ alg: 'none' })}.${body}.`,
    'alg none with the old signature': `${encode({ alg: 'none' })}.${body}.${signature}`,
    'another key': `${head}.${body}.${forger(`${head}.${body}`)}`,
    'longer life': `${head}.${encode({ ...claims, exp: claims.exp + HOUR })}.${signature}`,
    'empty signature': `${head}.${body}.`,
    'no body': `${head}..${signature}`,
  };
  for (const [name, forgedToken] of Object.entries(forged)) {
    const ask = askWith(t, { authorization: integrador.authorization, ...(forgedToken && { token: forgedToken }) });
    const response = await ask('GET', PROBE);
    assert.equal(response.statusCode, 401, name);
    assert.match(response.json().error, forgedToken ? /^Token inválido/ : /^Informe o cabeçalho Token/, name);
  }
});

test("a token of another integrator is refused, and the other's still works", async () => {
  const one = await newCaller(t);
  const other = await newCaller(t);
  const mixed = askWith(t, { authorization: one.integrador.authorization, token: other.headers['token'] ?? '' });
  const response = await mixed('GET', PROBE);
  assert.equal(response.statusCode, 401);
  assert.equal(response.json().error, 'O Token informado não é deste integrador.');
  assert.equal((await mixed('PUT', '/ws/auth/token/renovar')).statusCode, 401);
  assert.equal((await other.ask('GET', PROBE)).statusCode, 404);
});

test('renewing gives a successor and ends the old one at once', async () => {
  const { integrador, headers, ask } = await newCaller(t);
  assert.equal((await ask('GET', PROBE)).statusCode, 404);
  const renewed = (await ask('PUT', '/ws/auth/token/renovar')).json().token;
  const before = await ask('GET', PROBE);
  assert.equal(before.statusCode, 401);
  assert.match(before.json().error, /^Token inválido ou revogado/);
  assert.equal((await ask('GET', PROBE, undefined, { token: renewed })).statusCode, 404);
  const claims = decode(renewed);
  assert.deepEqual([claims.ren, claims.qtdRen], [1, 1]);
  assert.notEqual(renewed, headers['token']);
  const rows = await t.db
    .selectFrom('token_acesso')
    .select(['revogado_em', 'renovacoes'])
    .where('integrador_id', '=', integrador.id)
    .orderBy('jti')
    .execute();
  assert.deepEqual(
    rows.map(({ revogado_em, renovacoes }) => [revogado_em !== null, renovacoes]),
    [
      [true, 0],
      [false, 1],
    ],
  );
});

test('a token is renewed three times here and no more; the last one goes on to its end', async () => {
  const { ask, headers } = await newCaller(t);
  let token = headers['token'] ?? '';
  for (let n = 0; n < 3; n++) token = (await ask('PUT', '/ws/auth/token/renovar', undefined, { token })).json().token;
  const refused = await ask('PUT', '/ws/auth/token/renovar', undefined, { token });
  assert.equal(refused.statusCode, 409);
  assert.match(refused.json().error, /número máximo de vezes/);
  assert.equal((await ask('GET', PROBE, undefined, { token })).statusCode, 404);
});

test('of many renewals at once one succeeds', async () => {
  const { ask, integrador } = await newCaller(t);
  const responses = await Promise.all(Array.from({ length: 6 }, () => ask('PUT', '/ws/auth/token/renovar')));
  const statuses = responses.map(({ statusCode }) => statusCode).sort();
  assert.deepEqual(statuses, [200, 401, 401, 401, 401, 401]);
  const { count } = await t.db
    .selectFrom('token_acesso')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('integrador_id', '=', integrador.id)
    .executeTakeFirstOrThrow();
  assert.equal(count, 2);
});

test('an integrator may hold several tokens; renewing one leaves the others', async () => {
  const integrador = await makeIntegrador(t.db);
  const first = await tokenHeaders(t, integrador);
  const second = await tokenHeaders(t, integrador);
  await askWith(t, first)('PUT', '/ws/auth/token/renovar');
  assert.equal((await askWith(t, second)('GET', PROBE)).statusCode, 404);
});
