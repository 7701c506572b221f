import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { makeUsuario } from '../support/makers.ts';
import { makeChamada, makeProspecto, makeVenda } from '../support/prospectos.ts';
import { insert } from '../support/vendas.ts';

const t = await testApp();
const { db } = t;
const call = await makeChamada(t);
const venda = await makeVenda(db);

test('a seller without prospects has three zeros; who is no seller is not found', async () => {
  const vendedor = await makeUsuario(db, { vendedor: true });
  const nenhum = await call('GET', `/comercial/prospectos/vendas/status/${vendedor.id}`);
  assert.deepEqual(nenhum.json(), { resposta: { REALIZADAS: 0, EM_ANDAMENTO: 0, RECUSADAS: 0 } });
  const atendente = await makeUsuario(db);
  for (const id of [atendente.id, 99_999_999]) {
    for (const path of ['vendas/status', 'buscar/vendedor']) {
      assert.equal((await call('GET', `/comercial/prospectos/${path}/${id}`)).statusCode, 404);
    }
  }
});

test('the counters count the own prospects by opportunity', async () => {
  const vendedor = (await makeUsuario(db, { vendedor: true })).id;
  for (const oportunidade of ['ABERTA', 'ABERTA', 'ABERTA', 'GANHOU', 'PERDEU', 'PERDEU'] as const) {
    await makeProspecto(db, venda, { vendedor_id: vendedor, oportunidade });
  }
  await makeProspecto(db, venda);
  const response = await call('GET', `/comercial/prospectos/vendas/status/${vendedor}`);
  assert.deepEqual(response.json(), { resposta: { REALIZADAS: 1, EM_ANDAMENTO: 3, RECUSADAS: 2 } });
});

test('the search meets every filter, takes the name literally and shows nobody else', async () => {
  const vendedor = (await makeUsuario(db, { vendedor: true })).id;
  const seu = (nome: string, changed = {}) => makeProspecto(db, venda, { vendedor_id: vendedor, nome, ...changed });
  const maria = await seu('MARIA DAS DORES');
  const ana = await seu('ANA MARIA', { oportunidade: 'PERDEU' });
  const cem = await seu('100% LTDA', { tipo_pessoa: 'JURIDICA', documento: '11222333000181', nascimento: null });
  await makeProspecto(db, venda, { nome: 'MARIA DE OUTRO' });
  const ids = async (query: string) => {
    const response = await call('GET', `/comercial/prospectos/buscar/vendedor/${vendedor}${query}`);
    assert.equal(response.statusCode, 200, response.body);
    return response.json().resposta.map(({ id }: { id: number }) => id);
  };
  assert.deepEqual(await ids(''), [maria.id, ana.id, cem.id]);
  assert.deepEqual(await ids('?nome=maria'), [maria.id, ana.id]);
  assert.deepEqual(await ids('?nome=maria&oportunidade=PERDEU'), [ana.id]);
  assert.deepEqual(await ids(`?nome=maria&oportunidade=PERDEU&id=${maria.id}`), []);
  assert.deepEqual(await ids('?nome=%25'), [cem.id]);
  assert.deepEqual(await ids('?nome=_'), []);
  assert.deepEqual(await ids('?nome=&id='), [maria.id, ana.id, cem.id]);
  const [pj] = (await call('GET', `/comercial/prospectos/buscar/vendedor/${vendedor}?id=${cem.id}`)).json().resposta;
  assert.deepEqual(pj, { id: cem.id, nome: '100% LTDA', cpf: null, cnpj: '11222333000181', oportunidade: 'ABERTA' });
  assert.equal((await call('GET', `/comercial/prospectos/buscar/vendedor/${vendedor}?oportunidade=X`)).statusCode, 400);
});

test('types of prospect come by id, and files only of their prospect', async () => {
  const tipos = (await call('GET', '/comercial/prospectos/tipos')).json().resposta;
  assert.deepEqual(tipos, [{ id: venda.tipoProspecto, descricao: 'TESTE' }]);
  const { id } = await makeProspecto(db, venda);
  const outro = await makeProspecto(db, venda);
  const arquivo = (prospecto_id: number) =>
    insert(db, 'prospecto_arquivo', {
      prospecto_id,
      nome: 'a.txt',
      tipo_conteudo: 'text/plain',
      tamanho: 1,
      sha256: Buffer.alloc(32),
      criado_em: new Date(1629833019000),
    });
  const arquivoId = await arquivo(id);
  await arquivo(outro.id);
  const { resposta } = (await call('GET', `/comercial/prospectos/${id}/arquivos`)).json();
  assert.deepEqual(resposta, [
    { id: arquivoId, tipo: 'text/plain', nome: 'a.txt', dataVinculo: 1629833019000, idProspecto: id },
  ]);
  assert.equal((await call('GET', '/comercial/prospectos/99999999/arquivos')).statusCode, 404);
});
