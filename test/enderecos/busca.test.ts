import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { callsOf } from '../support/calls.ts';
import { makeLogradouro } from '../support/makers.ts';

const t = await testApp();
const { get } = await callsOf(t);
const LAFAIETE = 3118304;

test('the one street of a CEP comes whole, with or without the hyphen', async () => {
  const rua = await makeLogradouro(t.db, {
    cep: '36404199',
    nome: 'MARILIA BERNARDINA LOBO',
    nome_abreviado: 'MARILIA B. LOBO',
  });
  const answer = await get('/ws/terceiros/enderecos/cep/36404199');
  assert.equal(answer.statusCode, 200);
  const { bairro, bairroAbreviado, ...body } = answer.json();
  assert.equal(bairro, bairroAbreviado);
  assert.deepEqual(body, {
    id: rua.id,
    endereco: 'MARILIA BERNARDINA LOBO',
    cidade: 'CONSELHEIRO LAFAIETE',
    estado: 'MG',
    cep: '36404-199',
    tipo: 'RUA',
    codigoCidadeIBGE: LAFAIETE,
    nomeCidadeIBGE: 'Conselheiro Lafaiete',
    enderecoAbreviado: 'MARILIA B. LOBO',
    tipoAbreviado: 'R.',
    uf: 'MG',
    costingCodeSap: null,
    consultaSPC: false,
    abreviaturaCidade: null,
    nomeCondominioCM: null,
    nomeBlocoCM: null,
    condominiosCM: null,
    idCidade: LAFAIETE,
  });
  assert.deepEqual((await get('/ws/terceiros/enderecos/cep/36404-199')).json(), answer.json());
});

test('a CEP of several streets answers only their states', async () => {
  await makeLogradouro(t.db, { cep: '36280000', nome: 'A' });
  await makeLogradouro(t.db, { cep: '36280000', nome: 'B' });
  assert.equal((await get('/ws/terceiros/enderecos/cep/36280000')).body, '{"ufs":["MG"],"maisDeUmEnderecoMesmoCep":1}');
  await makeLogradouro(t.db, { cep: '36280000', nome: 'C', bairro: { cidade_id: 3304557 } });
  assert.deepEqual((await get('/ws/terceiros/enderecos/cep/36280000')).json().ufs, ['MG', 'RJ']);
});

test('a CEP that nobody has, and a text that is no CEP, are told apart', async () => {
  const unknown = await get('/ws/terceiros/enderecos/cep/00000-001');
  assert.deepEqual(
    [unknown.statusCode, unknown.json()],
    [404, { error: 'Nenhum endereço cadastrado tem o CEP 00000-001.' }],
  );
  for (const cep of ['3640419', '364041999', 'abc', '36404_199', '%27%20or%201=1']) {
    const answer = await get(`/ws/terceiros/enderecos/cep/${cep}`);
    assert.deepEqual(
      [answer.statusCode, answer.json()],
      [400, { error: 'O campo cep deve ser um CEP de 8 dígitos.' }],
      cep,
    );
  }
});

test('the cities of a state come by name, in any case of its letters', async () => {
  const { resposta } = (await get('/ws/terceiros/cidades/uf/MG')).json();
  assert.equal(resposta.length, 853);
  assert.deepEqual(resposta[1], { id: 3100203, nome: 'ABAETE', uf: 'MG' });
  assert.deepEqual((await get('/ws/terceiros/cidades/uf/mg')).json().resposta, resposta);
  assert.equal((await get('/ws/terceiros/cidades/uf/XX')).statusCode, 404);
});

test('a CEP narrows cities, districts and streets to those that have it', async () => {
  const rua = await makeLogradouro(t.db, { cep: '36400777', nome: 'UMA', nome_abreviado: 'U.' });
  await makeLogradouro(t.db, { cep: '36400778', nome: 'OUTRA', bairro: { nome: 'VIZINHO' } });
  const { id, nome } = await t.db
    .selectFrom('bairro')
    .selectAll()
    .where('id', '=', rua.bairro_id)
    .executeTakeFirstOrThrow();
  const cidades = await get('/ws/terceiros/cidades/uf/MG?cep=36400-777');
  assert.deepEqual(cidades.json(), { resposta: [{ id: LAFAIETE, nome: 'CONSELHEIRO LAFAIETE', uf: 'MG' }] });
  const bairros = await get(`/ws/terceiros/bairros/cidade/${LAFAIETE}?cep=36400777`);
  assert.deepEqual(bairros.json(), { resposta: [{ id, nome }] });
  const ruas = await get(`/ws/terceiros/enderecos/bairro/${id}?cep=36400777`);
  assert.deepEqual(ruas.json(), {
    resposta: [{ id: rua.id, logradouro: 'UMA', cep: '36400-777', tipoLogradouro: 'RUA', abreviatura: 'U.' }],
  });
  assert.deepEqual((await get(`/ws/terceiros/enderecos/bairro/${id}?cep=36400778`)).json(), { resposta: [] });
  assert.deepEqual((await get(`/ws/terceiros/enderecos/bairro/${id}?cep=`)).json().resposta.length, 1);
  assert.equal((await get(`/ws/terceiros/enderecos/bairro/${id}?cep=1`)).statusCode, 400);
});

test('an unknown city, district or street is 404, and an id that is none 400', async () => {
  for (const url of [
    '/ws/terceiros/bairros/cidade/99',
    '/ws/terceiros/enderecos/bairro/2000000000',
    '/ws/terceiros/condominiosCM/endereco/2000000000/numero/5',
    '/ws/redes/condominios/endereco/2000000000/numero/5',
  ]) {
    assert.equal((await get(url)).statusCode, 404, url);
    assert.match((await get(url)).json().error, /não encontrad[oa]\.$/);
    assert.equal((await get(url.replace(/\d+/, 'x'))).statusCode, 400);
    assert.equal((await get(url.replace(/\d+/, '99999999999'))).statusCode, 400);
  }
});

test('a ConnectMaster condominium comes once for each block, and without blocks once', async () => {
  const { id } = await makeLogradouro(t.db);
  const [um, dois] = await t.db
    .insertInto('condominio_cm')
    .values([
      { logradouro_id: id, numero: '5', nome: 'COM BLOCOS', status: 'A', tipo: 'VERTICAL' },
      { logradouro_id: id, numero: '5', nome: 'SEM BLOCOS', status: 'A', tipo: 'HORIZONTAL' },
      { logradouro_id: id, numero: '50', nome: 'OUTRO NUMERO', status: 'A', tipo: 'VERTICAL' },
    ])
    .returning('id')
    .execute();
  const blocos = await t.db
    .insertInto('bloco_cm')
    .values([7, 8].map((n) => ({ condominio_cm_id: um?.id ?? 0, id_bloco: n, nome: `BLOCO ${n}` })))
    .returning('id')
    .execute();
  const answer = await get(`/ws/terceiros/condominiosCM/endereco/${id}/numero/5`);
  const comum = {
    id: um?.id,
    nomeCondominio: 'COM BLOCOS',
    numeroCondominio: '5',
    statusCM: 'A',
    tipoCondominio: 'VERTICAL',
  };
  assert.deepEqual(answer.json().resposta, [
    { ...comum, blocos: { id: blocos[0]?.id, idBloco: 7, nomeBloco: 'BLOCO 7' } },
    { ...comum, blocos: { id: blocos[1]?.id, idBloco: 8, nomeBloco: 'BLOCO 8' } },
    {
      id: dois?.id,
      nomeCondominio: 'SEM BLOCOS',
      numeroCondominio: '5',
      statusCM: 'A',
      tipoCondominio: 'HORIZONTAL',
      blocos: null,
    },
  ]);
});

test('condominiums are those of the street and number', async () => {
  const { id } = await makeLogradouro(t.db);
  const condominio = await t.db
    .insertInto('condominio')
    .values({ logradouro_id: id, numero: '145', nome: 'TESTE', tipo: 'VERTICAL' })
    .returning('id')
    .executeTakeFirstOrThrow();
  assert.deepEqual((await get(`/ws/redes/condominios/endereco/${id}/numero/145`)).json(), {
    resposta: [{ id: condominio.id, nomeCondominio: 'TESTE', numeroCondominio: '145', tipoCondominio: 'VERTICAL' }],
  });
  assert.deepEqual((await get(`/ws/redes/condominios/endereco/${id}/numero/14`)).json(), { resposta: [] });
});

test('only the address classes in use are listed', async () => {
  await t.db
    .insertInto('classificacao_endereco')
    .values([
      { descricao: 'A', shopping: true },
      { descricao: 'B', ativo: false },
    ])
    .execute();
  const { resposta } = (await get('/ws/comercial/enderecos/classificacoes')).json();
  assert.deepEqual(
    resposta.map(({ id: _, ...rest }: { id: number }) => rest),
    [{ descricao: 'A', ativo: true, condominio: false, shopping: true }],
  );
});

test('without a Token nothing is told', async () => {
  assert.equal((await t.app.inject({ url: '/ws/terceiros/enderecos/cep/36404199' })).statusCode, 401);
});
