import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { alterarIntegrador, ativarIntegrador, criarIntegrador, girarCredenciais } from '#modules/acesso/index.ts';
import type { Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { makeIntegrador, testApp } from '../support/app.ts';
import { askWith, newCaller } from '../support/ask.ts';

const t = await testApp();
const other = await testApp({}, { beside: t });

const URL = '/ws/comercial/configuracoes_app';
const write = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(t.db, { origem: 'teste', operacao: 'teste' }, work);

/** Until the news has come through the database; fails after two seconds. */
async function becomes(status: number, ask: () => Promise<{ statusCode: number }>): Promise<void> {
  let last = 0;
  for (let n = 0; n < 100; n++) {
    last = (await ask()).statusCode;
    if (last === status) return;
    await setTimeout(20);
  }
  assert.equal(last, status);
}

test('an integrator that is disabled is out at once in every process, and in again when enabled', async () => {
  const { id, authorization } = await makeIntegrador(t.db);
  const here = askWith(t, { authorization });
  const there = askWith(other, { authorization });
  assert.equal((await here('GET', URL)).statusCode, 200);
  assert.equal((await there('GET', URL)).statusCode, 200);
  await write((tx) => ativarIntegrador(tx, id, false));
  await becomes(401, () => here('GET', URL));
  await becomes(401, () => there('GET', URL));
  await write((tx) => ativarIntegrador(tx, id, true));
  assert.equal((await there('GET', URL)).statusCode, 200);
});

test('rotating gives new secrets, and the old ones die in every process', async () => {
  const { id, authorization } = await makeIntegrador(t.db);
  const there = askWith(other, { authorization });
  assert.equal((await there('GET', URL)).statusCode, 200);
  const [fresh] = await write((tx) => girarCredenciais(tx, id));
  await becomes(401, () => there('GET', URL));
  const renewed = Buffer.from(`${fresh?.usuario}:${fresh?.segredo}`).toString('base64');
  assert.equal((await askWith(other, { authorization: `Basic ${renewed}` })('GET', URL)).statusCode, 200);
});

test('keys of GSAN and Tiny are known by their hash, and die with the rotation', async () => {
  for (const tipo of ['gsan', 'tiny'] as const) {
    const { id, segredo } = await makeIntegrador(t.db, { tipo });
    const { porta } = other.services;
    assert.equal((await porta.integradorDaChave(tipo, segredo))?.id, id);
    assert.equal(await porta.integradorDaChave(tipo === 'gsan' ? 'tiny' : 'gsan', segredo), null);
    assert.equal(await porta.integradorDaChave(tipo, segredo.toLowerCase()), null);
    const [fresh] = await write((tx) => girarCredenciais(tx, id));
    for (let n = 0; n < 100 && (await porta.integradorDaChave(tipo, segredo)); n++) await setTimeout(20);
    assert.equal(await porta.integradorDaChave(tipo, segredo), null);
    assert.equal((await porta.integradorDaChave(tipo, fresh?.segredo ?? ''))?.id, id);
  }
  const stored = await t.db.selectFrom('credencial').select('identificador').where('tipo', '!=', 'basic').execute();
  for (const { identificador } of stored) assert.match(identificador, /^[0-9a-f]{64}$/);
});

test('a token that is renewed in one process dies in the other', async () => {
  const { ask, headers } = await newCaller(t);
  const there = askWith(other, headers);
  assert.equal((await there('GET', '/ws/area/cliente/2147483647')).statusCode, 404);
  await ask('PUT', '/ws/auth/token/renovar');
  await becomes(401, () => there('GET', '/ws/area/cliente/2147483647'));
});

test('an integrator reaches the sections of its scopes, and may always get a token', async () => {
  const { id, authorization } = await makeIntegrador(t.db, { escopos: ['clientes'] });
  const ask = askWith(t, { authorization });
  const token = (await ask('GET', '/ws/auth/token/gerar')).json().token;
  assert.equal((await ask('GET', '/ws/area/cliente/2147483647', undefined, { token })).statusCode, 404);
  const refused = await ask('GET', URL);
  assert.equal(refused.statusCode, 403);
  assert.equal(refused.json().error, 'Este integrador não tem acesso a esta operação.');
  await write((tx) => alterarIntegrador(tx, id, { escopos: ['clientes', 'autenticacao'] }));
  await becomes(200, () => ask('GET', URL));
  await write((tx) => alterarIntegrador(tx, id, { escopos: [] }));
  await becomes(403, () => ask('GET', URL));
});

test('two integrators never share a name', async () => {
  const novo = { nome: 'repetido', tipo: 'basic', escopos: ['*'], limitePorMinuto: null } as const;
  const make = () => write((tx) => criarIntegrador(tx, { ...novo, escopos: [...novo.escopos] }));
  const results = await Promise.allSettled([make(), make()]);
  const refused = results.filter((result) => result.status === 'rejected');
  assert.equal(refused.length, 1);
  assert.equal(refused[0]?.reason.code, 'integrador.nome_em_uso');
});
