import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demonstracao } from '#apis/demo/plugin.ts';
import { createClock } from '#platform/clock.ts';
import { buildServer } from '../../src/server.ts';
import { testApp } from '../support/app.ts';

const t = await testApp();
const app = await buildServer(t.services, {
  logLevel: 'silent',
  trustProxy: false,
  demo: (server) => demonstracao(server, { db: t.db, clock: createClock(), runDueJobs: async () => {} }),
});

const put = (url: string, payload: string) =>
  app.inject({ method: 'PUT', url, headers: { 'content-type': 'application/json' }, payload });

const refused: [string, string, RegExp][] = [
  [
    '/demo/parceiros/SPC/*',
    '{"falha":"nenhuma"}',
    /^O corpo da requisição não serve: use PUT .*"malformada" \| null}\.$/,
  ],
  ['/demo/parceiros/SPC/*', '{}', /^O corpo da requisição não serve/],
  ['/demo/parceiros/SERASA/*', '{"falha":null}', /^O endereço da requisição não serve: use PUT/],
  ['/demo/parceiros/SPC/*', '{"falha"', /^O corpo da requisição não é um JSON válido\.$/],
];

for (const [url, payload, sentence] of refused) {
  test(`PUT ${url} ${payload} is refused in words`, async () => {
    const response = await put(url, payload);
    assert.equal(response.statusCode, 400);
    assert.match(response.json().error, sentence);
    assert.deepEqual(await t.db.selectFrom('demo_parceiro').selectAll().execute(), []);
  });
}

test('a partner that is told to fail is remembered', async () => {
  const response = await put('/demo/parceiros/CLEAR_SALE/12345678909', '{"falha":"atraso"}');
  assert.deepEqual(response.json(), { parceiro: 'CLEAR_SALE', documento: '12345678909', falha: 'atraso' });
});
