import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { type CatalogueEntry, catalogue, type Sample, samples } from '#apis/core/catalogue.ts';
import type { Operation } from '#apis/core/operation.ts';
import { operations } from '#apis/ws/operations.ts';
import { hashSenha } from '#modules/acesso/index.ts';
import { loadDemo } from '../../src/demo/loader.ts';
import { type Replay, requestOf, type SampleRequest } from '../contract/replay.ts';
import { testApp, tokenHeaders } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { type Schema, unknownIds, wrongBodies, wrongTexts } from './wrong.ts';

const t = await testApp({ documentos: 'tamanho' });
await loadDemo(t.db, t.clock, hashSenha);
const demo = `Basic ${Buffer.from('demo:demo').toString('base64')}`;
const { token = '' } = await tokenHeaders(t, { id: 1, segredo: '', authorization: demo });
const replay: Replay = { token, today: t.clock.today(), answers: new Map<string, unknown>() };
// What a sample takes from the answer of another, where that one is not called.
replay.answers.set('sva.bitTrainers.autenticar', { subscriber_id: t.services.identificador.fechar(81593) });

// Searches by criteria: what nothing has is found nowhere, and that is an answer.
const SEARCHES = [
  'comercial.promocao.buscar_ativas',
  'contratos.dados_por_cliente.buscar',
  'contratos.dados_por_documento.buscar',
  'comercial.tabela_precos.buscar_velocidades',
  'prospectos.credito.consultarPorEndereco',
];

// Documented to answer 200 and FALHA for what it cannot keep (page 162).
const FALHA = ['omnichannel.ligacao.cadastrar'];

const documented = operations.flatMap((operation) =>
  operation.ids.flatMap((id) => {
    const [entry, sample] = [catalogue().get(id), samples().find((candidate) => candidate.id === id)];
    return entry && sample ? [{ id, operation, entry, sample }] : [];
  }),
);

const send = (request: SampleRequest) => t.app.inject(request);

async function auditRows(): Promise<number> {
  const { n } = await t.db
    .selectFrom('auditoria')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

function refused(response: LightMyRequestResponse, statuses: readonly number[], name: string): void {
  const came = `${name} → ${response.statusCode} ${response.body.slice(0, 300)}`;
  assert.ok(statuses.includes(response.statusCode), came);
  assert.match(String(response.headers['content-type']), /^application\/json/, came);
  const body = response.json<Record<string, unknown>>();
  const [[key = '', sentence] = []] = Object.entries(body);
  // One document writes it with a capital.
  assert.equal(key.toLowerCase(), 'error', came);
  assert.match(String(sentence), /^[A-ZÀ-Ú].{10,}[^:,]$/, came);
  assert.doesNotMatch(String(sentence), /\b(?:must|should|body|invalid|error|undefined|null|NaN)\b/i, came);
}

/** Sends a sample with another path, query or body; each must be refused, and leave nothing. */
async function refuseAll(
  sent: readonly { name: string; request: SampleRequest }[],
  statuses: readonly number[],
): Promise<void> {
  const before = await auditRows();
  const wrong: string[] = [];
  for (const { name, request } of sent) {
    try {
      refused(await send(request), statuses, name);
    } catch (error) {
      if (!(error instanceof assert.AssertionError)) throw error;
      wrong.push(error.message);
    }
  }
  assert.deepEqual(wrong, []);
  assert.equal(await auditRows(), before, 'nothing was written');
}

/** Sends each; the answer must be the string FALHA, and nothing be left. */
async function failAll(sent: readonly { name: string; request: SampleRequest }[]): Promise<void> {
  const before = await auditRows();
  for (const { name, request } of sent) {
    const { statusCode, body } = await send(request);
    assert.deepEqual([statusCode, body], [200, 'FALHA'], name);
  }
  assert.equal(await auditRows(), before, 'nothing was written');
}

const withBody = (entry: CatalogueEntry, sample: Sample, payload: string): SampleRequest => {
  const { headers, ...request } = requestOf(entry, sample, replay);
  return { ...request, headers: { ...headers, 'content-type': 'application/json' }, payload };
};

for (const { id, operation, entry, sample } of documented) {
  const { body } = operation as { body?: Schema };
  if (!body) continue;
  test(`${id} refuses a body that is wrong in any one field`, async () => {
    await refuseAll(
      wrongBodies(body, sample.body).map(({ name, json }) => ({ name, request: withBody(entry, sample, json) })),
      [400],
    );
  });
  const unknown = SEARCHES.includes(id) ? [] : unknownIds(body, sample.body);
  if (unknown.length > 0) {
    test(`${id} refuses ids of no record`, async () => {
      const sent = unknown.map(({ name, json }) => ({ name, request: withBody(entry, sample, json) }));
      if (FALHA.includes(id)) await failAll(sent);
      else await refuseAll(sent, [400, 401, 404]);
    });
  }
}

for (const place of ['path', 'query'] as const) {
  test(`every operation refuses a wrong value in the ${place}`, async () => {
    const sent = documented.flatMap(({ id, operation, entry, sample }) =>
      fieldsOf(operation, place).flatMap(([name, field]) =>
        wrongTexts(field).map((text) => ({
          name: `${id} ${name}: ${JSON.stringify(text)}`,
          request: requestOf(entry, { ...sample, [place]: { ...sample[place], [name]: text } }, replay),
        })),
      ),
    );
    assert.ok(sent.length > 5);
    await refuseAll(sent, [400]);
  });
}

function fieldsOf({ params, query }: Operation, place: 'path' | 'query'): [string, Schema][] {
  const { properties = {} } = ((place === 'path' ? params : query) ?? {}) as Schema;
  return Object.entries(properties);
}

test('every operation refuses a caller without credentials, and a Token that is not its own or past', async () => {
  const { headers: other } = await newCaller(t);
  const [head, claims] = token.split('.');
  const wrong: [string, Record<string, string>][] = [
    ['no Authorization', { authorization: '', token }],
    ['half an Authorization', { authorization: 'Basic', token }],
    ['no Token', { authorization: demo }],
    ["another integrator's Token", { authorization: demo, token: other['token'] ?? '' }],
    ['a forged Token', { authorization: demo, token: `${head}.${claims}.${'A'.repeat(43)}` }],
    ['a Token with other bytes', { authorization: demo, token: '\u00e9\u00ff' }],
  ];
  const sent = documented.flatMap(({ id, operation, entry, sample }) =>
    wrong
      .filter(([name]) => name.includes('Authorization') || operation.credentials.includes('token'))
      .map(([name, headers]) => {
        const request = requestOf(entry, sample, replay);
        const { 'content-type': type } = request.headers;
        return {
          name: `${id}: ${name}`,
          request: { ...request, headers: { ...(type && { 'content-type': type }), ...headers } },
        };
      }),
  );
  await refuseAll(sent, [401]);
  t.clock.setOffset(61 * 60_000);
  await refuseAll(
    documented
      .filter(({ operation }) => operation.credentials.includes('token'))
      .map(({ id, entry, sample }) => ({ name: `${id}: an expired Token`, request: requestOf(entry, sample, replay) })),
    [401],
  );
  t.clock.setOffset(0);
});
