import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDevedor, makeForma, mensagensDe } from '../inadimplencia/makers.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeContrato } from '../support/makers.ts';

const t = await testApp();
const { ask } = await newCaller(t);

async function makeQuem(cliente: { email?: string | null } = {}) {
  const feito = await makeDevedor(t, { cliente });
  const { empresa_id } = await t.db
    .selectFrom('forma_cobranca')
    .select('empresa_id')
    .where('id', '=', feito.formaId)
    .executeTakeFirstOrThrow();
  return { ...feito, empresaId: empresa_id };
}

const formaDe = async (id: number) =>
  (await t.db.selectFrom('contrato').select('forma_cobranca_id').where('id', '=', id).executeTakeFirstOrThrow())
    .forma_cobranca_id;

const pedir = (o: 'verificar' | 'alterar', { id, acesso }: { id: number; acesso: unknown }) =>
  ask('POST', `/ws/comercial/cliente/${id}/${o}/fatura_digital`, acesso);

test('only enabled contracts that are neither in direct debit nor exempt change, to a form of their company', async () => {
  const { cliente, contrato, formaId, empresaId } = await makeQuem();
  const deOutra = await makeForma(t, { digital: true });
  assert.equal((await pedir('verificar', cliente)).body, 'NOT_ACCEPTABLE', 'no digital form of this company');
  const inativa = await makeForma(t, { digital: true, ativa: false, empresa_id: empresaId });
  const naoMudou = await pedir('alterar', cliente);
  assert.deepEqual(naoMudou.json(), {
    Status: 'NOT_MODIFIED',
    Mensagem: 'Não foi possivel alterar para Fatura Digital!',
  });
  assert.equal(await formaDe(contrato.id), formaId);

  const digital = await makeForma(t, { digital: true, empresa_id: empresaId });
  assert.ok(![deOutra, inativa].includes(digital));
  const debito = await makeForma(t, { debito_automatico: true, empresa_id: empresaId });
  const isento = await makeForma(t, { isento: true, empresa_id: empresaId });
  const outros = await Promise.all([
    makeContrato(t.db, cliente.id, { forma_cobranca_id: debito }),
    makeContrato(t.db, cliente.id, { forma_cobranca_id: isento }),
    makeContrato(t.db, cliente.id, { forma_cobranca_id: formaId, status: 'SUSPENSO' }),
  ]);
  const segundo = await makeContrato(t.db, cliente.id, { forma_cobranca_id: formaId });

  const verificado = await pedir('verificar', cliente);
  assert.deepEqual([verificado.statusCode, verificado.body], [202, 'ACCEPTED']);
  const juntos = await Promise.all([pedir('alterar', cliente), pedir('alterar', cliente)]);
  assert.deepEqual(juntos.map((answer) => answer.json<{ Status: string }>().Status).sort(), ['NOT_MODIFIED', 'OK']);
  const mudou = juntos.find((answer) => answer.json<{ Status: string }>().Status === 'OK');
  assert.deepEqual(mudou?.json(), {
    Status: 'OK',
    Contratos: [contrato.id, segundo.id],
    Mensagem: 'Foi alterado para Fatura Digital!',
  });
  assert.deepEqual(await Promise.all([contrato.id, segundo.id].map(formaDe)), [digital, digital]);
  assert.deepEqual(await Promise.all(outros.map(({ id }) => formaDe(id))), [debito, isento, formaId]);
  assert.deepEqual(
    (await mensagensDe(t, cliente.id)).map(({ modelo, canal }) => [modelo, canal]),
    [['fatura-digital', 'EMAIL']],
    'one e-mail',
  );
  assert.equal((await pedir('verificar', cliente)).statusCode, 406);
});

test('a form of another city is not offered', async () => {
  const { cliente, contrato, empresaId } = await makeQuem();
  const aqui = 3118304;
  const endereco = await t.db
    .insertInto('cliente_endereco')
    .values({ cliente_id: cliente.id, tipo: 'PADRAO', cidade_id: aqui })
    .returning('id')
    .executeTakeFirstOrThrow();
  await t.db
    .insertInto('contrato_endereco')
    .values({ contrato_id: contrato.id, cliente_endereco_id: endereco.id })
    .execute();
  const digital = await makeForma(t, { digital: true, empresa_id: empresaId });
  await t.db.insertInto('forma_cobranca_cidade').values({ forma_cobranca_id: digital, cidade_id: 3106200 }).execute();
  assert.equal((await pedir('verificar', cliente)).body, 'NOT_ACCEPTABLE');
  await t.db.insertInto('forma_cobranca_cidade').values({ forma_cobranca_id: digital, cidade_id: aqui }).execute();
  assert.equal((await pedir('verificar', cliente)).body, 'ACCEPTED');
});

test('it is for who has an e-mail, and for the customer alone', async () => {
  const semEmail = await makeQuem({ email: null });
  await makeForma(t, { digital: true, empresa_id: semEmail.empresaId });
  assert.equal((await pedir('verificar', semEmail.cliente)).body, 'NOT_ACCEPTABLE');
  assert.equal((await pedir('alterar', semEmail.cliente)).json<{ Status: string }>().Status, 'NOT_MODIFIED');

  const [um, outro] = [await makeQuem(), await makeQuem()];
  for (const o of ['verificar', 'alterar'] as const) {
    const alheio = await pedir(o, { id: outro.cliente.id, acesso: um.cliente.acesso });
    const errada = await pedir(o, { id: um.cliente.id, acesso: { ...um.cliente.acesso, senha: 'errada' } });
    assert.deepEqual([alheio.statusCode, alheio.body], [errada.statusCode, errada.body]);
    assert.equal(alheio.statusCode, 401);
  }
});
