import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { documentoDoContrato, mudarStatus } from '#modules/contratos/index.ts';
import { templatesIn } from '#platform/templates.ts';
import { inTransaction } from '#platform/transaction.ts';
import { makeIntegrador, testApp, tokenHeaders } from '../support/app.ts';
import { makeAssinante, makeContrato } from '../support/makers.ts';
import { pdfText } from '../support/pdf.ts';

const t = await testApp();
const { db } = t;
const integrador = await makeIntegrador(db);
const headers = await tokenHeaders(t, integrador);

const get = (url: string) => t.app.inject({ method: 'GET', url, headers });
const aceitar = (id: number) => get(`/ws/comercial/contratos/aceite/${id}`);

test('the contract is a PDF with the customer, the plan and the value', async () => {
  const cliente = await makeAssinante(db, { nome: 'JOSÉ DE TESTE', email: 'jose@exemplo.com.br' });
  const contrato = await makeContrato(db, cliente.id);
  const response = await get(`/ws/comercial/contratos/modelo/${contrato.id}`);
  assert.equal(response.statusCode, 200);
  assert.equal(response.headers['content-type'], 'application/pdf');
  assert.ok(response.rawPayload.subarray(0, 5).equals(Buffer.from('%PDF-')));
  const text = pdfText(response.rawPayload);
  for (const piece of [`nº ${contrato.id}`, 'JOSÉ DE TESTE', 'jose@exemplo.com.br', 'PLANO DE TESTE', 'R$ 99,90']) {
    assert.ok(text.includes(piece), `${piece} in ${text}`);
  }
});

test("the contract is installed at its own address, the customer lives at the customer's", async () => {
  const cliente = await makeAssinante(db);
  const contrato = await makeContrato(db, cliente.id);
  const endereco = (tipo: 'PADRAO' | 'INSTALACAO', logradouro: string) =>
    db
      .insertInto('cliente_endereco')
      .values({ cliente_id: cliente.id, tipo, logradouro, numero: '7', cidade: 'ARAXA', uf: 'MG' })
      .returning('id')
      .executeTakeFirstOrThrow();
  await endereco('PADRAO', 'RUA DE CASA');
  const text = async () => pdfText((await get(`/ws/comercial/contratos/modelo/${contrato.id}`)).rawPayload);
  assert.equal(
    (await text()).split('RUA DE CASA, 7, ARAXA/MG').length,
    3,
    "without one of its own it is the customer's",
  );
  const { id } = await endereco('INSTALACAO', 'RUA DO SITIO');
  await db.insertInto('contrato_endereco').values({ contrato_id: contrato.id, cliente_endereco_id: id }).execute();
  assert.match(await text(), /RUA DE CASA.*Local da instalação: RUA DO SITIO, 7, ARAXA\/MG/s);
});

test('an unknown contract has no document', async () => {
  const response = await get('/ws/comercial/contratos/modelo/2000000000');
  assert.equal(response.statusCode, 404);
  assert.deepEqual(response.json(), { error: 'Contrato não encontrado.' });
});

test("the acceptance form is the subscriber's own; somebody else's answers as a wrong password does", async () => {
  const cliente = await makeAssinante(db);
  const outro = await makeAssinante(db);
  const contrato = await makeContrato(db, cliente.id);
  const post = (payload: object, id = contrato.id) =>
    t.app.inject({
      method: 'POST',
      url: `/ws/comercial/contratos/modelo_contrato/${id}`,
      headers: { authorization: integrador.authorization },
      payload,
    });
  const own = await post(cliente.acesso);
  assert.equal(own.statusCode, 200, own.body);
  assert.match(pdfText(own.rawPayload), /Aceite pendente/);
  const alheio = await post(outro.acesso);
  const errada = await post({ ...cliente.acesso, senha: 'outra' });
  const inexistente = await post(cliente.acesso, 2_000_000_000);
  for (const refused of [alheio, errada, inexistente]) {
    assert.equal(refused.statusCode, 401);
    assert.equal(refused.body, errada.body);
  }
});

test('an acceptance is recorded once, with its evidence', async () => {
  const cliente = await makeAssinante(db);
  const contrato = await makeContrato(db, cliente.id);
  const [first, second] = await Promise.all([aceitar(contrato.id), aceitar(contrato.id)]);
  for (const response of [first, second]) {
    assert.deepEqual(response.json(), { Status: 'OK', Mensagem: 'Aceite realizado com sucesso.' });
  }
  const rows = await db.selectFrom('contrato_aceite').selectAll().where('contrato_id', '=', contrato.id).execute();
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.integrador_id, integrador.id);
  assert.equal(rows[0]?.documento_sha256.length, 32);
  t.clock.setOffset(t.clock.offset() + 60_000);
  await aceitar(contrato.id);
  const again = await db
    .selectFrom('contrato_aceite')
    .select('aceito_em')
    .where('contrato_id', '=', contrato.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual(again.aceito_em, rows[0]?.aceito_em, 'a later one leaves the first evidence');
});

test('an unknown or cancelled contract is not accepted', async () => {
  const unknown = await aceitar(2_000_000_000);
  assert.equal(unknown.statusCode, 404);
  assert.deepEqual(unknown.json(), { Status: 'NOT_FOUND', Mensagem: 'Não foi possível realizar o aceite.' });
  const cliente = await makeAssinante(db);
  const contrato = await makeContrato(db, cliente.id, { status: 'CANCELADO' });
  assert.equal((await aceitar(contrato.id)).statusCode, 409);
  assert.deepEqual(
    await db.selectFrom('contrato_aceite').select('contrato_id').where('contrato_id', '=', contrato.id).execute(),
    [],
  );
});

test("a provider's own template comes before ours, and one with an unknown placeholder is refused", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-modelos-'));
  try {
    await writeFile(join(folder, 'contrato.md'), '# Nosso contrato {{contrato.id}}\n\n{{cliente.nome}}');
    const cliente = await makeAssinante(db);
    const contrato = await makeContrato(db, cliente.id);
    const pdf = await documentoDoContrato(db, templatesIn(folder), 'contrato', contrato.id, t.clock.today());
    const text = pdfText(pdf);
    assert.match(text, new RegExp(`Nosso contrato ${contrato.id}`));
    await writeFile(join(folder, 'contrato.md'), '{{nada.disso}}');
    const broken = documentoDoContrato(db, templatesIn(folder), 'contrato', contrato.id, t.clock.today());
    await assert.rejects(broken, /nada\.disso/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the status machine writes its history and refuses what may not follow', async () => {
  const cliente = await makeAssinante(db);
  const contrato = await makeContrato(db, cliente.id);
  const mudar = (para: Parameters<typeof mudarStatus>[1]['para']) =>
    inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
      mudarStatus(tx, { contratoId: contrato.id, para, motivo: 'TESTE' }),
    );
  await mudar('SUSPENSO');
  await mudar('SUSPENSO');
  await mudar('HABILITADO');
  await assert.rejects(mudar('AGUARDANDO INSTALACAO'), { code: 'contrato.status' });
  const history = await db
    .selectFrom('contrato_historico')
    .select(['de', 'para'])
    .where('contrato_id', '=', contrato.id)
    .orderBy('id')
    .execute();
  assert.deepEqual(history, [
    { de: 'HABILITADO', para: 'SUSPENSO' },
    { de: 'SUSPENSO', para: 'HABILITADO' },
  ]);
});

test('informações de contrato: the documented tree, 404 for an unknown one', async () => {
  const cliente = await makeAssinante(db);
  const contrato = await makeContrato(db, cliente.id);
  const { id: endereco } = await db
    .insertInto('cliente_endereco')
    .values({ cliente_id: cliente.id, tipo: 'PADRAO', logradouro: 'RUA SEM CADASTRO', numero: 'S/N', uf: 'MG' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('contrato_endereco')
    .values({ contrato_id: contrato.id, cliente_endereco_id: endereco })
    .execute();
  const response = await get(`/ws/area/cliente/contrato/${contrato.id}`);
  assert.deepEqual(response.json(), {
    data: {
      descricaoPlano: 'PLANO DE TESTE',
      id: contrato.id,
      status: 'HABILITADO',
      valorContrato: 99.9,
      tipoContrato: 'RESIDENCIAL',
      tecnologia: 'FIBRA',
      tipoTecnologia: 'INTERNET',
      idVencimento: contrato.vencimento_id,
      enderecos: [
        {
          logradouro: 'RUA SEM CADASTRO',
          uf: 'MG',
          numero: null,
          tipo: 'PADRAO',
          complemento: null,
          bairro: null,
          cidade: null,
          cep: null,
        },
      ],
    },
    status: 'OK',
  });
  assert.equal((await get('/ws/area/cliente/contrato/2000000000')).statusCode, 404);
});
