import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeIntegrador, testApp } from '../support/app.ts';
import { askWith } from '../support/ask.ts';
import { makeAssinante } from '../support/makers.ts';

const t = await testApp();

const LOGIN = '/ws/comercial/clientes/logar';
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const userOf = (authorization: string) =>
  Buffer.from(authorization.slice(6), 'base64').toString().split(':', 1)[0] as string;

test('without Basic, with a broken one or a wrong one, the answer is 401 and asks for it', async () => {
  const { authorization } = await makeIntegrador(t.db);
  const cases = {
    '': 'Informe usuário e senha do integrador (HTTP Basic).',
    Basic: 'Usuário ou senha do integrador inválidos.',
    'Basic !!!': 'Usuário ou senha do integrador inválidos.',
    [basic('', 'x')]: 'Usuário ou senha do integrador inválidos.',
    [`Bearer ${authorization.slice(6)}`]: 'Usuário ou senha do integrador inválidos.',
    [basic(userOf(authorization), 'errada')]: 'Usuário ou senha do integrador inválidos.',
    [basic('ninguem', 'x')]: 'Usuário ou senha do integrador inválidos.',
    [basic('u'.repeat(7000), 'x')]: 'Usuário ou senha do integrador inválidos.',
    [basic('a\0b', 'x')]: 'Usuário ou senha do integrador inválidos.',
  };
  for (const [header, error] of Object.entries(cases)) {
    const response = await askWith(t, header ? { authorization: header } : {})('GET', '/ws/auth/token/gerar');
    assert.equal(response.statusCode, 401, header.slice(0, 40));
    assert.equal(response.json().error, error);
    assert.equal(response.headers['www-authenticate'], 'Basic realm="Balcao", charset="UTF-8"');
  }
});

test('guesses at a Basic password are slowed down, while the right one that is remembered still passes', async () => {
  const { authorization } = await makeIntegrador(t.db);
  const right = askWith(t, { authorization });
  assert.equal((await right('GET', '/ws/auth/token/gerar')).statusCode, 200);
  const statuses: number[] = [];
  for (let n = 0; n < 8; n++) {
    const wrong = askWith(t, { authorization: basic(userOf(authorization), `errada${n}`) });
    const response = await wrong('GET', '/ws/auth/token/gerar');
    statuses.push(response.statusCode);
    if (response.statusCode === 429) {
      assert.ok(Number(response.headers['retry-after']) >= 1);
      assert.match(response.json().error, /^Muitas tentativas sem sucesso/);
    }
  }
  // Five are free, the sixth begins the wait.
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 401, 429, 429]);
  assert.equal((await right('GET', '/ws/auth/token/gerar')).statusCode, 200);
});

test('guesses at a subscriber that come all at once are slowed down too, and count for each process', async () => {
  const { authorization } = await makeIntegrador(t.db);
  const { acesso } = await makeAssinante(t.db);
  const other = await testApp({}, { beside: t });
  const guess = (n: number) =>
    askWith(n % 2 ? t : other, { authorization })('POST', LOGIN, { ...acesso, senha: `errada${n}` });
  const statuses = (await Promise.all(Array.from({ length: 20 }, (_, n) => guess(n)))).map((r) => r.statusCode);
  assert.equal(statuses.filter((status) => status === 401).length, 6);
  assert.equal(statuses.filter((status) => status === 429).length, 14);
  const right = await askWith(t, { authorization })('POST', LOGIN, acesso);
  assert.equal(right.statusCode, 429);
  assert.ok(Number(right.headers['retry-after']) >= 1);
});

test('writing the login with other punctuation does not begin a new count', async () => {
  const { authorization } = await makeIntegrador(t.db);
  const { acesso } = await makeAssinante(t.db);
  const statuses: number[] = [];
  for (let n = 1; n <= 8; n++) {
    const usuario = `${acesso.usuario.slice(0, n)}.${acesso.usuario.slice(n)}`;
    const response = await askWith(t, { authorization })('POST', LOGIN, { usuario, senha: 'errada' });
    statuses.push(response.statusCode);
  }
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 401, 429, 429]);
});

test('a right password before the sixth failure clears the count', async () => {
  const { authorization } = await makeIntegrador(t.db);
  const { acesso, id } = await makeAssinante(t.db);
  const ask = askWith(t, { authorization });
  for (let n = 0; n < 5; n++) await ask('POST', LOGIN, { ...acesso, senha: `errada${n}` });
  assert.equal((await ask('POST', LOGIN, acesso)).statusCode, 200);
  const left = await t.db.selectFrom('tentativa_acesso').selectAll().where('chave', '=', `assinante#${id}`).execute();
  assert.deepEqual(left, []);
});

test('a login that does not exist is slowed down like one that does', async () => {
  const { authorization } = await makeIntegrador(t.db);
  const statuses: number[] = [];
  for (let n = 0; n < 8; n++) {
    const body = { usuario: 'ninguem', senha: `errada${n}` };
    statuses.push((await askWith(t, { authorization })('POST', LOGIN, body)).statusCode);
  }
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 401, 429, 429]);
});
