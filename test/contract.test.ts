import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { type CatalogueEntry, type CatalogueResponse, catalogue, type Sample, samples } from '#apis/core/catalogue.ts';
import { hashSenha } from '#modules/acesso/index.ts';
import { equipamentosSimulados } from '../src/demo/equipamentos.ts';
import { loadDemo } from '../src/demo/loader.ts';
import { parceirosSimulados } from '../src/demo/parceiros.ts';
import { type Replay, requestOf } from './contract/replay.ts';
import { served } from './contract/served.ts';
import { shapeDifferences } from './contract/shape.ts';
import { testApp } from './support/app.ts';

const { app, db, clock, services } = await testApp({ documentos: 'tamanho' });
Object.assign(services.parceiros, parceirosSimulados(db));
Object.assign(services.equipamentos, equipamentosSimulados());
await loadDemo(db, clock, hashSenha);

const routes = app.operationRoutes.filter(({ operation, method }) => operation.method === method);
const built = new Map(routes.flatMap((route) => route.operation.ids.map((id) => [id, route] as const)));
const documented = [...catalogue().values()];

test('the operations that are served are those of the list, no more and no fewer', (t) => {
  const missing = documented.filter(({ id }) => !built.has(id)).map(({ id }) => id);
  t.diagnostic(`${documented.length - missing.length} of ${documented.length} documented operations are built`);
  if (missing.length > 0) t.diagnostic(`${missing.length} are missing: ${missing.join(', ')}`);
  const expected = new Set(served);
  assert.deepEqual(
    missing.filter((id) => expected.has(id)),
    [],
    'in test/contract/served.ts and not built',
  );
  const unlisted = documented.filter(({ id }) => built.has(id) && !expected.has(id));
  assert.deepEqual(
    unlisted.map(({ id }) => id),
    [],
    'built and not in test/contract/served.ts',
  );
});

test('an operation that is not of the documents is marked as ours', () => {
  const unknown = [...built].filter(([id, { operation }]) => !catalogue().has(id) && !operation.ours).map(([id]) => id);
  assert.deepEqual(unknown, []);
});

test('every documented operation has one sample, and every sample is of one', () => {
  assert.deepEqual(
    samples()
      .map(({ id }) => id)
      .sort(),
    documented.map(({ id }) => id).sort(),
  );
});

// In the order of the file: a sample may need what those before it have changed.
const replay: Replay = { token: '', today: clock.today(), answers: new Map() };
for (const sample of samples()) {
  const entry = catalogue().get(sample.id);
  const route = built.get(sample.id);
  if (!entry || !route) continue;
  test(`${sample.id} answers as documented`, async () => {
    assert.equal(route.method, entry.method);
    assert.equal(route.url.replaceAll(/:(\w+)/g, '{$1}'), entry.path);
    assert.deepEqual([...route.operation.credentials].sort(), [...entry.credentials].sort());
    const response = await app.inject(requestOf(entry, sample, replay));
    checkAnswer(response, entry, sample);
    remember(response, sample.id);
  });
}

function checkAnswer(response: LightMyRequestResponse, { responses }: CatalogueEntry, { expect }: Sample): void {
  const expected = responses.find((candidate) => candidate.case === expect) as CatalogueResponse;
  const type = String(response.headers['content-type']).split(';')[0];
  const came = `${response.statusCode} ${type} ${response.body.slice(0, 500)}`;
  assert.equal(response.statusCode, expected.status, came);
  assert.equal(type, expected.contentType, came);
  if (type === 'application/pdf') assert.match(response.body, /^%PDF-/);
  const body = type === 'application/json' ? response.json<unknown>() : response.body;
  assert.notEqual(body, '', came);
  assert.deepEqual(shapeDifferences(body, expected.body), [], came);
  // A failure may have the shape of the success, and its status.
  for (const other of responses) if (other !== expected) assert.notDeepEqual(body, other.body, came);
}

// A renewed token ends the one before it.
function remember(response: LightMyRequestResponse, id: string): void {
  if (String(response.headers['content-type']).startsWith('application/json')) replay.answers.set(id, response.json());
  if (id.startsWith('autenticacao.token.')) replay.token = response.json<{ token: string }>().token;
}
