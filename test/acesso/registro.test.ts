import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeIntegrador, testApp } from '../support/app.ts';
import { askWith, newCaller } from '../support/ask.ts';
import { makeAssinante, makeUsuario } from '../support/makers.ts';

const lines: string[] = [];
const t = await testApp({}, { onLog: (line) => lines.push(line) });

test('no password, token, key or new password reaches the log, at level debug', async () => {
  const { ask, headers, integrador } = await newCaller(t);
  const [, senhaBasic = ''] = Buffer.from(integrador.authorization.slice(6), 'base64').toString().split(/:(.*)/);
  const gsan = await makeIntegrador(t.db, { tipo: 'gsan' });
  const tiny = await makeIntegrador(t.db, { tipo: 'tiny' });
  const assinante = await makeAssinante(t.db);
  await t.db
    .insertInto('cliente_telefone')
    .values({ cliente_id: assinante.id, ddd: '31', numero: '966660000', tipo: 'CELULAR', principal: true })
    .execute();
  const usuario = await makeUsuario(t.db);
  const chosen = ['senha-errada-1', 'senha-errada-2', 'senha-errada-3', 'senha-nova-1', 'senha-nova-2', 'chave-errada'];
  const [wrong1 = '', wrong2 = '', wrong3 = '', new1 = '', new2 = '', wrongKey = ''] = chosen;
  const { acesso } = assinante;

  const wrongBasic = `Basic ${Buffer.from(`quem:${wrong1}`).toString('base64')}`;
  await ask('GET', '/ws/auth/token/gerar', undefined, { authorization: wrongBasic });
  await ask('GET', '/ws/area/cliente/1', undefined, { token: `x.${wrong2}.y` });
  await ask('POST', '/ws/comercial/logar', { ...acesso, senha: wrong3 });
  await ask('POST', '/ws/comercial/logar', acesso);
  await ask('POST', '/ws/auth/logar', { usuario: usuario.login, senha: wrong1 });
  await ask('PUT', '/ws/auth/alterar_senha', { idUsuario: usuario.id, senhaAntiga: 'segredo', novaSenha: new1 });
  await ask('PUT', '/ws/auth/alterar_senha', { idUsuario: usuario.id, senhaAntiga: wrong2, novaSenha: new1 });
  const query = (antiga: string, nova: string) => new URLSearchParams({ senhaAntiga: antiga, novaSenha: nova });
  await ask('POST', `/ws/comercial/redefinir_senha?${query(wrong1, new2)}`, acesso);
  await ask('POST', `/ws/comercial/redefinir_senhas?${query('segredo', new2)}`, acesso);
  await ask('POST', `/ws/comercial/redefinir_senha?${query('segredo', new2)}`, acesso);
  await ask('POST', '/ws/comercial/resetar_senha', { usuario: acesso.usuario });
  t.outbox.failing = true;
  await ask('POST', '/ws/comercial/resetar_senha', { usuario: acesso.usuario });
  t.outbox.failing = false;
  const { Senha } = (await ask('PUT', '/ws/area/cliente/resetar_senha', { IDCliente: assinante.id })).json();
  const plain = askWith(t, {});
  for (const key of [gsan.segredo, wrongKey]) {
    await plain('POST', `/gsan/atualizarTelefoneCliente?key=${key}`);
    await plain('GET', `/gsan/nada?key=${key}`);
  }
  for (const token of [tiny.segredo, wrongKey]) {
    await plain('GET', `/api2/contato.obter.php?token=${token}&id=1&formato=json`);
    await plain('GET', `/api2/nada.php?token=${token}`);
    await plain('GET', `/nada?token=${token}`);
    await plain('GET', `/%ff?token=${token}`);
  }
  await t.app.inject({
    method: 'POST',
    url: '/ws/comercial/logar',
    headers: { ...headers, 'content-type': 'application/json' },
    payload: `{"usuario":"1","senha":"${wrong1}"`,
  });
  const renewed = (await ask('PUT', '/ws/auth/token/renovar')).json().token;

  const sms = t.outbox.sms.map(({ text }) => /\b\d{8}\b/.exec(text)?.[0] ?? '');
  const secrets = [
    ...chosen,
    ...sms,
    Senha,
    senhaBasic,
    gsan.segredo,
    tiny.segredo,
    integrador.authorization.slice(6),
    wrongBasic.slice(6),
    headers['token']?.split('.')[2] ?? '',
    renewed.split('.')[2],
  ];
  assert.ok(lines.length > 5, 'something was logged');
  const log = lines.join('\n');
  for (const secret of secrets) {
    assert.ok(secret.length >= 6, 'each is there');
    assert.equal(log.includes(secret), false, `the log holds ${secret}`);
  }
});

test('a fault of ours is logged whole and answered without a word of it', async () => {
  const { ask } = await newCaller(t);
  await t.db.schema.alterTable('configuracao_app').renameTo('configuracao_perdida').execute();
  const response = await ask('GET', '/ws/comercial/configuracoes_app');
  await t.db.schema.alterTable('configuracao_perdida').renameTo('configuracao_app').execute();
  assert.deepEqual([response.statusCode, response.json()], [500, { error: 'Internal Server Error' }]);
  const line = JSON.parse(lines.at(-1) ?? '{}');
  assert.equal(line.operacao, 'autenticacao.versao_app.consultar');
  assert.match(line.err.stack, /configuracao_app/);
});
