import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeIntegrador, testApp, tokenHeaders } from '../support/app.ts';

const CIDADE = 3118304;

const t = await testApp();
const { app, db } = t;
const headers = await tokenHeaders(t, await makeIntegrador(db));

let next = 3000;

const makePrefixo = (terceiro = false, cidade_id = CIDADE) =>
  db
    .insertInto('prefixo_telefonico')
    .values({ codigo_area: '31', prefixo: String(next++), cidade_id, terceiro })
    .returningAll()
    .executeTakeFirstOrThrow();

const get = (url: string) => app.inject({ method: 'GET', url: `/ws/telefonia/${url}`, headers });

test('own prefixes and those of third parties are two lists of a city', async () => {
  const own = await makePrefixo();
  const ported = await makePrefixo(true);
  await makePrefixo(false, 3106200);
  const wire = (prefixo: typeof own) => ({
    id: prefixo.id,
    codigoPais: '55',
    codigoArea: '31',
    prefixo: prefixo.prefixo,
    idCidade: CIDADE,
    nomeCidade: 'CONSELHEIRO LAFAIETE',
    isTerceiro: prefixo.terceiro,
  });
  assert.deepEqual((await get(`prefixos/cidade/${CIDADE}/portabilidade/0`)).json(), { resposta: [wire(own)] });
  assert.deepEqual((await get(`prefixos/cidade/${CIDADE}/portabilidade/1`)).json(), { resposta: [wire(ported)] });
});

test('portability is 0 or 1', async () => {
  const response = await get(`prefixos/cidade/${CIDADE}/portabilidade/2`);
  assert.equal(response.statusCode, 400);
  assert.deepEqual(response.json(), { error: 'O campo isPortabilidade deve ser um de: 0, 1.' });
});

test('the numbers for sale are the free ones of the prefix', async () => {
  const { id, prefixo } = await makePrefixo();
  const other = await makePrefixo();
  const numero = (digits: string, status: 'LIVRE' | 'OCUPADO' | 'QUARENTENA', prefixo_id = id) => ({
    prefixo_id,
    numero: digits,
    status,
  });
  await db
    .insertInto('numero_telefonico')
    .values([
      numero('2742', 'LIVRE'),
      numero('0177', 'LIVRE'),
      numero('2743', 'OCUPADO'),
      numero('2744', 'QUARENTENA'),
      numero('2745', 'LIVRE', other.id),
    ])
    .execute();
  const found = (await get(`numeros/livres/prefixo/${id}`)).json<{ resposta: object[] }>().resposta;
  assert.deepEqual(
    found.map((each) => ({ ...each, id: 0 })),
    ['0177', '2742'].map((digits) => ({
      id: 0,
      numero: digits,
      status: 'LIVRE',
      prefixo,
      codigoArea: '31',
      codigoPais: '55',
    })),
  );
});

test('a prefix without free numbers has an empty list, one that does not exist is told so', async () => {
  const { id } = await makePrefixo();
  assert.deepEqual((await get(`numeros/livres/prefixo/${id}`)).json(), { resposta: [] });
  const response = await get('numeros/livres/prefixo/999999');
  assert.equal(response.statusCode, 404);
  assert.deepEqual(response.json(), { error: 'Prefixo não encontrado.' });
});
