import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import type { InjectOptions } from 'fastify';
import { testApp } from '../support/app.ts';
import { askWith, newCaller } from '../support/ask.ts';
import { makeAssinante, makeCliente } from '../support/makers.ts';

const t = await testApp();
const { headers } = await newCaller(t);
const { id: cliente } = await makeCliente(t.db);
const assinante = await makeAssinante(t.db);

const URL = '/ws/comercial/alterarPerfil';
const LOGIN = '/ws/comercial/clientes/logar';

const post = (payload: string | Buffer, more: Record<string, string> = {}): InjectOptions => ({
  method: 'POST',
  url: URL,
  headers: { ...headers, 'content-type': 'application/json', ...more },
  payload,
});
const name = (text: string) => `{"IDCliente":${cliente},"NomeCompleto":"${text}"}`;
const latin1 = Buffer.from(name('JOÃO'), 'latin1');

const notJson = 'O corpo da requisição não é um JSON válido, em UTF-8.';
const unreadableUrl = 'O endereço da requisição tem uma parte longa demais ou um % que não é de um caractere em UTF-8.';
const unreadable = 'A requisição tem um texto com caractere NUL ou Unicode incompleto, ou está aninhada demais.';
const tooLarge = 'O corpo da requisição é grande demais.';
const wrongLength = 'O cabeçalho Content-Length não corresponde ao corpo enviado.';

const cases: Record<string, [InjectOptions, number, string]> = {
  'JSON that breaks off': [post(name('X').slice(0, -1)), 400, notJson],
  'JSON with a comma too many': [post(`{"IDCliente":${cliente},}`), 400, notJson],
  'JSON with simple quotes': [post(`{'IDCliente':${cliente}}`), 400, notJson],
  'two JSON texts': [post(`${name('X')}${name('X')}`), 400, notJson],
  'a form': [post(`IDCliente=${cliente}`, { 'content-type': 'application/x-www-form-urlencoded' }), 400, notJson],
  NaN: [post('{"IDCliente":NaN}'), 400, notJson],
  'a key __proto__': [post(`{"IDCliente":${cliente},"__proto__":{"admin":true}}`), 400, notJson],
  'a key __proto__ that is escaped': [post(`{"IDCliente":${cliente},"__pr\\u006fto__":{"admin":true}}`), 400, notJson],
  'a key constructor': [post(`{"IDCliente":${cliente},"constructor":{"prototype":{"admin":true}}}`), 400, notJson],
  'a key __proto__ further in': [
    post(`{"IDCliente":${cliente},"Contratos":[{"Cidade":"X","__proto__":{"admin":true}}]}`),
    400,
    notJson,
  ],
  'bytes that are no UTF-8': [post(latin1), 400, notJson],
  'bytes that are no UTF-8, in chunks': [post(latin1, { 'transfer-encoding': 'chunked' }), 400, notJson],
  'a NUL character': [post(name('A\\u0000B')), 400, unreadable],
  'half of a surrogate pair': [post(name('A\\ud83dB')), 400, unreadable],
  'a NUL in a field that nobody reads': [post(`{"IDCliente":${cliente},"outro":["\\u0000"]}`), 400, unreadable],
  'lists 50 deep': [post(`{"IDCliente":${cliente},"outro":${'['.repeat(50)}${']'.repeat(50)}}`), 400, unreadable],
  'lists 400,000 deep': [post(`${'['.repeat(400_000)}${']'.repeat(400_000)}`), 400, unreadable],
  'objects 100,000 deep': [post(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`), 400, unreadable],
  'a body of 1 MiB and a byte': [post('x'.repeat(1024 * 1024 + 1)), 413, tooLarge],
  'a body of 40 MB': [post(`{"IDCliente":${cliente},"outro":"${'x'.repeat(40_000_000)}"}`), 413, tooLarge],
  'an upload of 40 MB': [
    { ...post(`["${'x'.repeat(40_000_000)}"]`), url: '/ws/comercial/clientes/anexar_arquivos' },
    413,
    tooLarge,
  ],
  'a Content-Length that is too small': [post(name('X'), { 'content-length': '10' }), 400, wrongLength],
  'a Content-Length that is too large': [post(name('X'), { 'content-length': '1000' }), 400, wrongLength],
  'a Content-Length beyond the limit': [post(name('X'), { 'content-length': '40000000' }), 413, tooLarge],
  'an unknown path': [{ method: 'GET', url: '/ws/nada?x=1', headers }, 404, 'Não existe a operação GET /ws/nada.'],
  'a path with one part more': [
    { method: 'GET', url: '/ws/comercial/cfops/1', headers },
    404,
    'Não existe a operação GET /ws/comercial/cfops/1.',
  ],
  'a wrong method': [{ method: 'DELETE', url: URL, headers }, 404, `Não existe a operação DELETE ${URL}.`],
  'an unknown path without credentials': [{ method: 'POST', url: '/ws/x' }, 404, 'Não existe a operação POST /ws/x.'],
  'the root': [{ method: 'GET', url: '/' }, 404, 'Não existe GET /. A referência da API está em /docs.'],
  'an unknown path of no dialect': [
    { method: 'GET', url: '/nada?senha=x' },
    404,
    'Não existe GET /nada. A referência da API está em /docs.',
  ],
  'a path with a broken escape': [
    { method: 'GET', url: '/ws/terceiros/cidades/uf/%E0%A4%A', headers },
    400,
    unreadableUrl,
  ],
  'a path that is too long': [
    { method: 'GET', url: `/ws/terceiros/cidades/uf/${'M'.repeat(201)}`, headers },
    414,
    unreadableUrl,
  ],
};

for (const [what, [request, status, error]] of Object.entries(cases)) {
  test(`${what} is refused in words`, async () => {
    const response = await t.app.inject(request);
    assert.deepEqual([response.statusCode, response.body], [status, JSON.stringify({ error })]);
  });
}

test('nothing was written by any of them, and no object has a new property', async () => {
  assert.deepEqual(await t.db.selectFrom('solicitacao_alteracao').select('id').execute(), []);
  assert.equal(({} as Record<string, unknown>)['admin'], undefined);
});

test('keys that every object has by birth are no values of a field', async () => {
  const ask = askWith(t, headers);
  const response = await ask('POST', LOGIN, { toString: 'x', hasOwnProperty: 'y' });
  assert.equal(response.json().error, 'O campo usuario é obrigatório.');
  assert.equal((await ask('POST', LOGIN, { ...assinante.acesso, toString: 'x', valueOf: 1 })).statusCode, 200);
});

test('a Content-Length that is a lie harms nobody', async () => {
  await t.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = t.app.server.address() as { port: number };
  const body = JSON.stringify(assinante.acesso);
  async function exchange(length: number, hangUp = false): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`POST ${LOGIN} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`);
    socket.write(`Authorization: ${headers['authorization']}\r\nContent-Length: ${length}\r\n\r\n${body}`);
    if (hangUp) socket.end();
    return text(socket);
  }
  assert.match(await exchange(body.length - 5), /^HTTP\/1\.1 400 /);
  assert.match(await exchange(-1), /^HTTP\/1\.1 400 /);
  assert.doesNotMatch(await exchange(body.length + 5, true), /HTTP\/1\.1 [25]/);
  assert.match(await exchange(body.length), /^HTTP\/1\.1 200 /);
});
