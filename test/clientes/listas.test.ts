import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { callsOf } from '../support/calls.ts';

const t = await testApp();
const { get } = await callsOf(t);

test('CFOPs, areas and types of activity come by id, taxations and types of contact by description', async () => {
  await t.db
    .insertInto('cfop')
    .values([
      { id: 2, numero: 5306, descricao: 'B ' },
      { id: 1, numero: 5307, descricao: 'C' },
    ])
    .execute();
  await t.db
    .insertInto('area_atuacao')
    .values([
      { id: 2, descricao: 'A' },
      { id: 1, descricao: 'B' },
    ])
    .execute();
  await t.db
    .insertInto('tipo_atividade')
    .values([{ id: 1, descricao: 'COMERCIO', codigo_convenio: '01' }])
    .execute();
  await t.db
    .insertInto('tributacao_federal')
    .values([
      { id: 1, descricao: 'NORMAL' },
      { id: 5, descricao: 'ISENTO' },
    ])
    .execute();
  await t.db
    .insertInto('tipo_contato')
    .values([
      { id: 1, descricao: 'TECNICO' },
      { id: 2, descricao: 'COMERCIAL' },
    ])
    .execute();
  const list = async (path: string) => (await get(`/ws/comercial/${path}`)).json().resposta;
  assert.deepEqual(await list('cfops'), [
    { id: 1, descricao: 'C', numero: 5307 },
    { id: 2, descricao: 'B ', numero: 5306 },
  ]);
  assert.deepEqual(await list('areas_atuacao'), [
    { id: 1, descricao: 'B' },
    { id: 2, descricao: 'A' },
  ]);
  assert.deepEqual(await list('atividades/tipos'), [{ id: 1, descricao: 'COMERCIO', codigoConvenio: '01' }]);
  assert.deepEqual(await list('tributacoes_federais'), [
    { id: 5, descricao: 'ISENTO' },
    { id: 1, descricao: 'NORMAL' },
  ]);
  assert.deepEqual(await list('clientes/contatos/tipos'), [
    { id: 2, descricao: 'COMERCIAL' },
    { id: 1, descricao: 'TECNICO' },
  ]);
});

test('each of them asks for the integrator and the Token', async () => {
  for (const path of [
    'cfops',
    'areas_atuacao',
    'atividades/tipos',
    'tributacoes_federais',
    'clientes/contatos/tipos',
  ]) {
    assert.equal((await t.app.inject({ url: `/ws/comercial/${path}` })).statusCode, 401, path);
  }
});
