import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { makeIntegrador, testApp } from '../support/app.ts';
import { askWith, newCaller } from '../support/ask.ts';
import { makeCliente } from '../support/makers.ts';

const t = await testApp();
const other = await testApp({}, { beside: t });
const { ask, headers, integrador } = await newCaller(t);

const URL = '/ws/comercial/alterarPerfil';
const keyed = () => ({ 'idempotency-key': randomUUID() });
const requests = (clienteId: number) =>
  t.db.selectFrom('solicitacao_alteracao').selectAll().where('cliente_id', '=', clienteId).execute();

test('a repeated write is answered again and done once; without a key it is done twice', async () => {
  const { id } = await makeCliente(t.db);
  const body = { IDCliente: String(id), NomeCompleto: 'NOVO NOME' };
  const key = keyed();
  const first = await ask('POST', URL, body, key);
  const second = await ask('POST', URL, body, key);
  assert.equal(first.headers['idempotency-replayed'], undefined);
  assert.equal(second.headers['idempotency-replayed'], 'true');
  assert.deepEqual(
    [second.statusCode, second.body, second.headers['content-type']],
    [200, first.body, first.headers['content-type']],
  );
  assert.equal((await requests(id)).length, 1);
  await ask('POST', URL, body);
  assert.equal((await requests(id)).length, 2);
});

test('the same key with another body, address or operation is refused', async () => {
  const { id } = await makeCliente(t.db);
  const body = { IDCliente: String(id), NomeCompleto: 'UM' };
  const key = keyed();
  await ask('POST', URL, body, key);
  for (const [method, url, changed] of [
    ['POST', URL, { ...body, NomeCompleto: 'DOIS' }],
    ['POST', `${URL}?x=1`, body],
    ['GET', '/ws/auth/token/gerar', undefined],
  ] as const) {
    const refused = await ask(method, url, changed, key);
    assert.equal(refused.statusCode, 422);
    assert.equal(refused.json().error, 'O Idempotency-Key informado já foi usado com outra requisição.');
  }
  assert.equal((await requests(id)).length, 1);
});

test('of many at once, over two processes, one is done and all get its answer', async () => {
  const { id } = await makeCliente(t.db);
  const body = { IDCliente: String(id), NomeCompleto: 'UM' };
  const key = keyed();
  const there = askWith(other, headers);
  const responses = await Promise.all(
    Array.from({ length: 12 }, (_, n) => (n % 2 ? ask : there)('POST', URL, body, key)),
  );
  assert.deepEqual(new Set(responses.map(({ statusCode }) => statusCode)), new Set([200]));
  assert.equal(responses.filter((response) => response.headers['idempotency-replayed'] === undefined).length, 1);
  assert.equal((await requests(id)).length, 1);
});

test('a refused request leaves its key free', async () => {
  const { id } = await makeCliente(t.db);
  const key = keyed();
  const wrong = { IDCliente: String(id), DataNascimento: '31-02-2000' };
  assert.equal((await ask('POST', URL, wrong, key)).statusCode, 400);
  const right = await ask('POST', URL, { ...wrong, DataNascimento: '28-02-2000' }, key);
  assert.deepEqual([right.statusCode, right.headers['idempotency-replayed']], [200, undefined]);
  assert.equal((await requests(id)).length, 1);
});

test('two integrators may use the same key', async () => {
  const { id } = await makeCliente(t.db);
  const key = keyed();
  const { authorization } = await makeIntegrador(t.db);
  const body = { IDCliente: String(id) };
  await ask('POST', URL, body, key);
  const response = await askWith(t, { authorization })('POST', URL, body, key);
  assert.deepEqual([response.statusCode, response.headers['idempotency-replayed']], [200, undefined]);
});

test('a key of no length or of too much is refused', async () => {
  const { id } = await makeCliente(t.db);
  for (const key of ['', 'x'.repeat(201), 'x'.repeat(9000)]) {
    const response = await ask('POST', URL, { IDCliente: String(id) }, { 'idempotency-key': key });
    assert.equal(response.statusCode, 400);
    assert.equal(response.json().error, 'O cabeçalho Idempotency-Key deve ter de 1 a 200 caracteres.');
  }
  assert.equal((await requests(id)).length, 0);
});

test('a stored answer with a secret does not lie readable, and opens for its own row only', async () => {
  const key = keyed();
  const { token } = (await ask('GET', '/ws/auth/token/gerar', undefined, key)).json();
  const again = await ask('GET', '/ws/auth/token/gerar', undefined, key);
  assert.equal(again.json().token, token);
  const row = await t.db
    .selectFrom('idempotencia')
    .selectAll()
    .where('integrador_id', '=', integrador.id)
    .where('chave', '=', key['idempotency-key'])
    .executeTakeFirstOrThrow();
  const corpo = row.corpo ?? Buffer.alloc(0);
  assert.equal(corpo.includes(token.split('.')[2]), false);
  const { sealer } = t.services;
  assert.throws(() => sealer.open(corpo, `${integrador.id} outra`));
  assert.throws(() =>
    sealer.open(Buffer.concat([corpo.subarray(0, -1), Buffer.from([0])]), `${integrador.id} ${row.chave}`),
  );
});
