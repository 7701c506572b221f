import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { testApp } from '../support/app.ts';
import { askWith, newCaller } from '../support/ask.ts';
import { makeAssinante, makeCliente, makeUsuario } from '../support/makers.ts';

const t = await testApp();
const other = await testApp({}, { beside: t });
const { ask, headers } = await newCaller(t);
const there = askWith(other, headers);

const LOGIN = '/ws/comercial/clientes/logar';
const login = (usuario: string, senha: string) => ask('POST', LOGIN, { usuario, senha });
const hashOf = async (id: number) =>
  (await t.db.selectFrom('acesso_cliente').select('senha_hash').where('cliente_id', '=', id).executeTakeFirst())
    ?.senha_hash;

async function withMobile(numero = '999994444') {
  const assinante = await makeAssinante(t.db);
  await t.db
    .insertInto('cliente_telefone')
    .values({ cliente_id: assinante.id, ddd: '31', numero, tipo: 'CELULAR', principal: true })
    .execute();
  return assinante;
}

const smsTo = (digits: string) => t.outbox.sms.filter(({ to }) => to === digits);

test('a reset sends a new random password by SMS, and the old one dies at once, in every process', async () => {
  const { id, acesso } = await withMobile('988880001');
  assert.equal((await login(acesso.usuario, 'segredo')).statusCode, 200);
  assert.equal((await there('POST', LOGIN, acesso)).statusCode, 200);
  const response = await ask('POST', '/ws/comercial/resetar_senha', { usuario: acesso.usuario });
  assert.equal(response.statusCode, 200);
  assert.deepEqual(response.json(), {
    Success: 'Senha resetada com sucesso, foi enviado um SMS com a nova senha para o telefone cadastrado.',
  });
  const [sms] = smsTo('5531988880001');
  const senha = /\b\d{8}\b/.exec(sms?.text ?? '')?.[0] ?? '';
  assert.equal((await login(acesso.usuario, 'segredo')).statusCode, 401);
  assert.equal((await login(acesso.usuario, senha)).statusCode, 200);
  await setTimeout(100);
  assert.equal((await there('POST', LOGIN, acesso)).statusCode, 401);
  const audit = await t.db
    .selectFrom('auditoria')
    .select(['operacao', 'integrador_id', 'antes', 'depois'])
    .where('tabela', '=', 'acesso_cliente')
    .where('registro', '=', String(id))
    .where('acao', '=', 'alterou')
    .execute();
  assert.equal(audit.length, 1);
  assert.equal(audit[0]?.operacao, 'autenticacao.senha_app.resetar');
  assert.equal((audit[0]?.depois as Record<string, unknown> | undefined)?.['senha_hash'], '***');
});

test('while the SMS does not leave, the old password stays, and the answer is the document’s', async () => {
  const { id, acesso } = await withMobile();
  const before = await hashOf(id);
  t.outbox.failing = true;
  const response = await ask('POST', '/ws/comercial/resetar_senha', { usuario: acesso.usuario });
  t.outbox.failing = false;
  assert.equal(response.statusCode, 500);
  assert.deepEqual(response.json(), {
    error: 'Não foi possivel reseta a senha.',
    Motivo: 'Ocorreu um erro ao enviar o SMS ou salvar a nova senha: recusado pelo teste',
  });
  assert.equal(await hashOf(id), before);
  assert.equal((await login(acesso.usuario, 'segredo')).statusCode, 200);
});

test('no reset without a customer, or without a mobile that an SMS reaches', async () => {
  const unknown = await ask('POST', '/ws/comercial/resetar_senha', { usuario: 'ninguem' });
  assert.equal(unknown.statusCode, 404);
  assert.deepEqual(unknown.json(), { error: 'Nao foi possivel encontrar um cliente com esses dados de acesso' });
  for (const { id, acesso } of [await makeAssinante(t.db), await withMobile('88880001')]) {
    const before = await hashOf(id);
    const response = await ask('POST', '/ws/comercial/resetar_senha', { usuario: acesso.usuario });
    assert.equal(response.statusCode, 409);
    assert.match(response.json().Motivo, /não tem telefone celular cadastrado/);
    assert.equal(await hashOf(id), before);
  }
  const missing = await ask('POST', '/ws/comercial/resetar_senha', {});
  assert.equal(missing.statusCode, 400);
  assert.equal(missing.json().error, 'O campo usuario é obrigatório.');
});

test('of resets at once only the last password is right; more than five in an hour wait', async () => {
  const { acesso } = await withMobile('977770001');
  const reset = () => ask('POST', '/ws/comercial/resetar_senha', { usuario: acesso.usuario });
  const responses = await Promise.all([reset(), reset(), reset()]);
  assert.deepEqual(
    responses.map(({ statusCode }) => statusCode),
    [200, 200, 200],
  );
  const senhas = smsTo('5531977770001').map(({ text }) => /\b\d{8}\b/.exec(text)?.[0] ?? '');
  assert.equal(new Set(senhas).size, 3);
  const right = [];
  for (const senha of senhas) if ((await login(acesso.usuario, senha)).statusCode === 200) right.push(senha);
  assert.deepEqual(right, [senhas[2]]);
  for (let n = 0; n < 3; n++) await reset();
  const refused = await reset();
  assert.equal(refused.statusCode, 429);
  assert.match(refused.json().error, /^Muitos pedidos de nova senha/);
  assert.equal(smsTo('5531977770001').length, 6);
});

const redefine = (acesso: object, senhaAntiga: string, novaSenha: string, more = {}) =>
  ask('POST', `/ws/comercial/redefinir_senha?${new URLSearchParams({ senhaAntiga, novaSenha })}`, acesso, more);

test('a subscriber changes the password; the old one dies at once, in every process', async () => {
  const { id, acesso } = await makeAssinante(t.db);
  assert.equal((await there('POST', LOGIN, acesso)).statusCode, 200);
  const response = await redefine(acesso, 'segredo', '654321');
  assert.deepEqual([response.statusCode, response.json()], [200, { success: 'Senha redefinida com sucesso' }]);
  assert.equal((await login(acesso.usuario, 'segredo')).statusCode, 401);
  assert.equal((await login(acesso.usuario, '654321')).statusCode, 200);
  await setTimeout(100);
  assert.equal((await there('POST', LOGIN, acesso)).statusCode, 401);
  const { cliente_id, integrador_id } = await t.db
    .selectFrom('auditoria')
    .select(['cliente_id', 'integrador_id'])
    .where('operacao', '=', 'autenticacao.senha.redefinir')
    .where('registro', '=', String(id))
    .executeTakeFirstOrThrow();
  assert.equal(cliente_id, id);
  assert.ok(integrador_id);
});

test('a wrong login, a wrong current password and a weak new one are refused, each with its text', async () => {
  const { id, acesso } = await makeAssinante(t.db);
  const before = await hashOf(id);
  const cases: [object, string, string, number, string][] = [
    [
      { ...acesso, senha: 'x' },
      'segredo',
      '654321',
      401,
      'Nao foi possivel encontrar um cliente com esses dados de acesso',
    ],
    [acesso, 'outra', '654321', 400, 'Senha atual digitada, diferente da senha cadastrada'],
    [acesso, 'segredo', '12345', 400, 'A nova senha deve ter ao menos 6 caracteres.'],
    [acesso, 'segredo', '  123  ', 400, 'A nova senha deve ter ao menos 6 caracteres.'],
    [acesso, 'segredo', '', 400, 'O campo novaSenha é obrigatório.'],
    [acesso, 'segredo', 'x'.repeat(201), 400, 'O campo novaSenha tem mais de 200 caracteres.'],
    [acesso, 'segredo', 'seis\u00006', 400, 'A requisição tem um texto com caractere NUL'],
  ];
  for (const [body, antiga, nova, status, error] of cases) {
    const response = await redefine(body, antiga, nova);
    assert.equal(response.statusCode, status, nova);
    assert.ok(response.json().error.startsWith(error), response.body);
  }
  assert.equal(await hashOf(id), before);
});

test('of two changes at once one is made', async () => {
  const { acesso } = await makeAssinante(t.db);
  const responses = await Promise.all([
    redefine(acesso, 'segredo', 'nova-um'),
    redefine(acesso, 'segredo', 'nova-dois'),
  ]);
  assert.deepEqual(responses.map(({ statusCode }) => statusCode).sort(), [200, 400]);
});

test('an accent may be typed composed or not', async () => {
  const { acesso } = await makeAssinante(t.db);
  await redefine(acesso, 'segredo', 'cora\u00e7\u00e3o');
  assert.equal((await login(acesso.usuario, 'corac\u0327a\u0303o')).statusCode, 200);
});

test('a change that is repeated with its Idempotency-Key gets its answer again', async () => {
  const { acesso } = await makeAssinante(t.db);
  const key = { 'idempotency-key': 'troca-1' };
  assert.equal((await redefine(acesso, 'segredo', '654321', key)).statusCode, 200);
  const again = await redefine(acesso, 'segredo', '654321', key);
  assert.equal(again.statusCode, 200);
  assert.equal(again.headers['idempotency-replayed'], 'true');
});

const reset = (body: object, more = {}) => ask('PUT', '/ws/area/cliente/resetar_senha', body, more);

test('the reset of the customer’s area answers the new password, by document or id', async () => {
  const { id, acesso, documento } = await makeAssinante(t.db);
  const masked = `${documento?.slice(0, 3)}.${documento?.slice(3, 6)}.${documento?.slice(6, 9)}-${documento?.slice(9)}`;
  for (const body of [{ CPFCNPJ: documento }, { CPFCNPJ: masked }, { IDCliente: id }, { IDCliente: String(id) }]) {
    const response = await reset(body);
    assert.equal(response.statusCode, 200);
    assert.deepEqual(Object.keys(response.json()).sort(), ['Senha', 'Successo']);
    assert.equal(response.json().Successo, ' Senha resetada com sucesso.');
    assert.equal((await login(acesso.usuario, response.json().Senha)).statusCode, 200);
  }
  assert.equal((await login(acesso.usuario, 'segredo')).statusCode, 401);
});

test('a customer without a login gets one, the document', async () => {
  const { id, documento } = await makeCliente(t.db);
  const { Senha } = (await reset({ IDCliente: id })).json();
  assert.equal((await login(documento ?? '', Senha)).statusCode, 200);
  const nobody = await makeCliente(t.db, { documento: null });
  const refused = await reset({ IDCliente: nobody.id });
  assert.equal(refused.statusCode, 409);
  assert.match(refused.json().Motivo, /^Ocorreu um erro ao gerar a nova senha: /);
});

test('the reset refuses a customer who does not exist, and one that is named wrongly', async () => {
  const one = await makeAssinante(t.db);
  const two = await makeAssinante(t.db);
  const gone = await makeAssinante(t.db, { situacao: 'E' });
  const bodies = [
    { CPFCNPJ: '52998224725' },
    { IDCliente: 2147483647 },
    { IDCliente: gone.id },
    { CPFCNPJ: one.documento, IDCliente: two.id },
  ];
  for (const body of bodies) {
    const response = await reset(body);
    assert.equal(response.statusCode, 404);
    assert.deepEqual(response.json(), { Error: 'Não foi possivel encontrar um cliente com CPF/CNPJ informado.' });
  }
  for (const body of [{}, { CPFCNPJ: '' }]) {
    const response = await reset(body);
    assert.equal(response.statusCode, 400);
    assert.match(response.json().error, /CPFCNPJ \(ou IDCliente\) é obrigatório/);
  }
  assert.equal((await reset({ IDCliente: 'x' })).statusCode, 400);
});

const change = (idUsuario: unknown, senhaAntiga: string, novaSenha: string) =>
  ask('PUT', '/ws/auth/alterar_senha', { idUsuario, senhaAntiga, novaSenha });

test('an internal user’s password is changed', async () => {
  const usuario = await makeUsuario(t.db);
  const response = await change(usuario.id, 'segredo', '789456');
  assert.deepEqual([response.statusCode, response.json()], [200, { success: 'Senha alterada.' }]);
  const enter = (senha: string) => ask('POST', '/ws/auth/logar', { usuario: usuario.login, senha });
  assert.equal((await enter('segredo')).statusCode, 401);
  assert.equal((await enter('789456')).statusCode, 200);
  const audit = await t.db
    .selectFrom('auditoria')
    .select(['usuario_id', 'antes', 'depois'])
    .where('operacao', '=', 'autenticacao.senha_usuario.alterar')
    .where('registro', '=', String(usuario.id))
    .execute();
  assert.deepEqual(audit, [{ usuario_id: usuario.id, antes: { senha_hash: '***' }, depois: { senha_hash: '***' } }]);
});

test('an internal user’s password is not changed by a wrong old one, which is counted, nor for nobody', async () => {
  const usuario = await makeUsuario(t.db);
  const statuses: number[] = [];
  for (let n = 0; n < 7; n++) {
    const response = await change(usuario.id, `errada${n}`, '789456');
    if (n === 0) assert.equal(response.json().error, 'A senha antiga está incorreta.');
    statuses.push(response.statusCode);
  }
  assert.deepEqual(statuses, [400, 400, 400, 400, 400, 400, 429]);
  const gone = await makeUsuario(t.db, { ativo: false });
  assert.equal((await change(gone.id, 'segredo', '789456')).statusCode, 404);
  assert.equal((await change(2147483647, 'segredo', '789456')).statusCode, 404);
  const weak = await makeUsuario(t.db);
  assert.equal((await change(weak.id, 'segredo', '123')).statusCode, 400);
  assert.equal(
    (await change('abc', 'segredo', '789456')).json().error,
    'O campo idUsuario deve ser um número inteiro.',
  );
});

test('of two changes of a user’s password at once one is made', async () => {
  const { id } = await makeUsuario(t.db);
  const responses = await Promise.all([change(id, 'segredo', '111111'), change(id, 'segredo', '222222')]);
  assert.deepEqual(responses.map(({ statusCode }) => statusCode).sort(), [200, 400]);
});
