import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contratarSva, encerrarSva } from '#modules/sva/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeAssinante, makeCliente, makeContrato } from '../support/makers.ts';
import { insert } from '../support/vendas.ts';
import { makeProduto } from './makers.ts';

const t = await testApp();
const { db } = t;
const { ask } = await newCaller(t);

const NEO = '/ws/comercial/clientes/integracao';
const BIT = '/ws/integracao/bittrainers';
const get = async (path: string, query: Record<string, string | number>) => {
  const texts = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  const response = await ask('GET', `${path}?${new URLSearchParams(texts)}`);
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
};
const DENIED = { status: 200, body: { access: false } };
const GRANTED = { status: 200, body: { access: true } };

const neo = (subscriber_id: number, resource_id: string, more = {}) =>
  get(`${NEO}/authorization`, { subscriber_id, resource_id, ...more });

/** A subscriber with an enabled contract whose plan brings a product of NEO. */
async function comPlano(changed: Parameters<typeof makeProduto>[2] = {}) {
  const assinante = await makeAssinante(db);
  const contrato = await makeContrato(db, assinante.id);
  const produto = await makeProduto(db, 'NEO', changed);
  await db.insertInto('sva_produto_plano').values({ produto_id: produto.id, plano_id: contrato.plano_id }).execute();
  return { assinante, contrato, produto };
}

test('NEO: the login of the subscriber area gives the customer code, and the code his resources', async () => {
  const { assinante, produto } = await comPlano();
  const { usuario: username, senha: password } = assinante.acesso;
  assert.deepEqual(await get(`${NEO}/authentication`, { username, password }), {
    status: 200,
    body: { access: true, subscriber_id: assinante.id },
  });
  assert.deepEqual(await neo(assinante.id, produto.recurso), GRANTED);
  const other = await comPlano();
  assert.deepEqual(await neo(assinante.id, other.produto.recurso), DENIED);
  assert.deepEqual(await neo(other.assinante.id, produto.recurso), DENIED);
});

test('a contract gives access while it is enabled, in trust too, and not when suspended, away or cancelled', async () => {
  const { assinante, contrato, produto } = await comPlano();
  for (const [status, expected] of [
    ['HABILITADO EM CONFIANCA', GRANTED],
    ['SUSPENSO PARCIALMENTE', DENIED],
    ['SUSPENSO', DENIED],
    ['INATIVO TEMPORARIAMENTE', DENIED],
    ['AGUARDANDO INSTALACAO', DENIED],
    ['EM NEGOCIACAO', DENIED],
    ['CANCELADO', DENIED],
    ['HABILITADO', GRANTED],
  ] as const) {
    await db.updateTable('contrato').set({ status }).where('id', '=', contrato.id).execute();
    assert.deepEqual(await neo(assinante.id, produto.recurso), expected, status);
  }
});

test('a product out of use, an excluded customer, an unknown resource or customer: the same denial', async () => {
  const out = await comPlano({ ativo: false });
  assert.deepEqual(await neo(out.assinante.id, out.produto.recurso), DENIED);
  const { assinante, produto } = await comPlano();
  assert.deepEqual(await neo(assinante.id, 'nenhum'), DENIED);
  assert.deepEqual(await neo(2_147_483_647, produto.recurso), DENIED);
  await db.updateTable('cliente').set({ situacao: 'E' }).where('id', '=', assinante.id).execute();
  assert.deepEqual(await neo(assinante.id, produto.recurso), DENIED);
});

test('country and action bind where the resource names them and the platform tells them', async () => {
  const { assinante, produto } = await comPlano({ pais: 'BR', acao: 'VIEW' });
  const asked = (more: object) => neo(assinante.id, produto.recurso, more);
  assert.deepEqual(await asked({ country_code: 'BR', action_id: 'VIEW', ip_address: '192.168.1.2' }), GRANTED);
  assert.deepEqual(await asked({ country_code: 'br', action_id: 'view' }), GRANTED);
  assert.deepEqual(await asked({}), GRANTED);
  assert.deepEqual(await asked({ country_code: 'PT' }), DENIED);
  assert.deepEqual(await asked({ action_id: 'DOWNLOAD' }), DENIED);
  const anywhere = await comPlano();
  assert.deepEqual(await neo(anywhere.assinante.id, anywhere.produto.recurso, { country_code: 'PT' }), GRANTED);
});

test('a resource of one platform is nothing at another', async () => {
  const { assinante, produto } = await comPlano();
  const subscriber_id = t.services.identificador.fechar(assinante.id);
  assert.deepEqual(await get(`${BIT}/authorization`, { subscriber_id, resource_id: produto.recurso }), DENIED);
});

test('extras and products taken by themselves bring resources too, until they end', async () => {
  const cliente = await makeCliente(db);
  const contrato = await makeContrato(db, cliente.id);
  const [pacote, canal, proprio] = await Promise.all([
    makeProduto(db, 'NEO'),
    makeProduto(db, 'NEO'),
    makeProduto(db, 'NEO'),
  ]);
  const pacote_tv_id = await insert(db, 'pacote_tv', { descricao: 'PACOTE', valor: 100 });
  const canal_tv_id = await insert(db, 'canal_tv', { descricao: 'CANAL', valor: 100 });
  await db.insertInto('sva_produto_pacote_tv').values({ produto_id: pacote.id, pacote_tv_id }).execute();
  await db.insertInto('sva_produto_canal_tv').values({ produto_id: canal.id, canal_tv_id }).execute();
  assert.deepEqual(await neo(cliente.id, pacote.recurso), DENIED);
  await insert(db, 'contrato_extra', { contrato_id: contrato.id, pacote_tv_id, valor: 100 });
  await insert(db, 'contrato_extra', { contrato_id: contrato.id, canal_tv_id, valor: 100 });
  assert.deepEqual(await neo(cliente.id, pacote.recurso), GRANTED);
  assert.deepEqual(await neo(cliente.id, canal.recurso), GRANTED);

  const origin = { origem: 'teste', operacao: 'teste' };
  const escolha = { contratoId: contrato.id, produtoId: proprio.id, autorizacao: 'gravação 123' };
  assert.deepEqual(await neo(cliente.id, proprio.recurso), DENIED);
  await inTransaction(db, origin, (tx) => contratarSva(tx, escolha));
  assert.deepEqual(await neo(cliente.id, proprio.recurso), GRANTED);
  await assert.rejects(
    inTransaction(db, origin, (tx) => contratarSva(tx, escolha)),
    { code: 'sva.ja_contratado' },
  );
  await inTransaction(db, origin, (tx) => encerrarSva(tx, contrato.id, proprio.id));
  assert.deepEqual(await neo(cliente.id, proprio.recurso), DENIED);
  await assert.rejects(
    inTransaction(db, origin, (tx) => encerrarSva(tx, contrato.id, proprio.id)),
    { code: 'sva.nao_contratado' },
  );
});

for (const [name, path] of [
  ['NEO', NEO],
  ['Bit Trainers', BIT],
] as const) {
  test(`${name}: a wrong password and an unknown login are denied alike, slowed down, and told nothing`, async () => {
    const { id, acesso } = await makeAssinante(db);
    const wrong = { username: acesso.usuario, password: 'errada' };
    assert.deepEqual(await get(`${path}/authentication`, { username: 'ninguem', password: 'x' }), DENIED);
    for (let i = 0; i < 6; i++) assert.deepEqual(await get(`${path}/authentication`, wrong), DENIED);
    const { bloqueado_ate } = await db
      .selectFrom('tentativa_acesso')
      .select('bloqueado_ate')
      .where('chave', '=', `assinante#${id}`)
      .executeTakeFirstOrThrow();
    assert.ok(bloqueado_ate, 'the login waits');
    const right = { username: acesso.usuario, password: acesso.senha };
    assert.deepEqual(await get(`${path}/authentication`, right), DENIED, 'the right password waits as well');
  });
}

test('Bit Trainers: the subscriber id is opaque, and only what was given out opens anything', async () => {
  const { assinante, contrato } = await comPlano();
  const produto = await makeProduto(db, 'BIT_TRAINERS');
  await db.insertInto('sva_produto_plano').values({ produto_id: produto.id, plano_id: contrato.plano_id }).execute();
  const { usuario: username, senha: password } = assinante.acesso;
  const { body } = await get(`${BIT}/authentication`, { username, password });
  const subscriber_id = String(body['subscriber_id']);
  assert.equal(body['access'], true);
  assert.equal(Buffer.from(subscriber_id, 'base64').length, 16);
  assert.doesNotMatch(subscriber_id, new RegExp(String(assinante.id)));
  const asked = (id: string) => get(`${BIT}/authorization`, { subscriber_id: id, resource_id: produto.recurso });
  assert.deepEqual(await asked(subscriber_id), GRANTED);
  // As the document's own example sends it: + and = as they are.
  const unescaped = await ask(
    'GET',
    `${BIT}/authorization?subscriber_id=${subscriber_id}&resource_id=${produto.recurso}`,
  );
  assert.deepEqual(unescaped.json(), { access: true });
  for (const id of [String(assinante.id), 'kVGLCfGeGjWzbSzm7Sv46Q==', 'x'])
    assert.deepEqual(await asked(id), DENIED, id);
});

test('the scope of the operations is sva, and PlayHub is of comercial', async () => {
  const { ask: outro } = await newCaller(t, { escopos: ['financeiro'] });
  assert.equal((await outro('GET', `${NEO}/authorization?subscriber_id=1&resource_id=1`)).statusCode, 403);
});
