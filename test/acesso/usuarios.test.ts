import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { askWith, newCaller } from '../support/ask.ts';
import { makeUsuario } from '../support/makers.ts';

const t = await testApp();
const { ask, integrador } = await newCaller(t);

const enter = (usuario: string, senha: string) => ask('POST', '/ws/auth/logar', { usuario, senha });

test('an active user logs in with what the profile and the user may do', async () => {
  const own = await makeUsuario(t.db, { vendedor: true, permissoes: ['APROVAR_REPROVAR_PROSPECTO'] });
  assert.deepEqual((await enter(own.login, 'segredo')).json(), {
    idUsuario: own.id,
    idPerfil: own.perfil_id,
    vendedor: true,
    podeAprovarReprovarProspecto: true,
  });
  const none = await makeUsuario(t.db);
  assert.equal((await enter(none.login, 'segredo')).json().podeAprovarReprovarProspecto, false);
  await t.db
    .updateTable('perfil')
    .set({ permissoes: ['X', 'APROVAR_REPROVAR_PROSPECTO'] })
    .where('id', '=', none.perfil_id)
    .execute();
  assert.equal((await enter(none.login, 'segredo')).json().podeAprovarReprovarProspecto, true);
});

test('a wrong password, an unknown and an inactive user get the same answer', async () => {
  const usuario = await makeUsuario(t.db);
  const gone = await makeUsuario(t.db, { ativo: false });
  for (const [login, senha] of [
    [usuario.login, 'errada'],
    [usuario.login.toUpperCase(), 'segredo'],
    ['ninguem', 'segredo'],
    [gone.login, 'segredo'],
  ] as const) {
    const response = await enter(login, senha);
    assert.equal(response.statusCode, 401);
    assert.deepEqual(response.json(), {
      error: 'Usuário e senha informados não pertencem a um usuário ativo no sistema.',
    });
  }
});

test('guesses at a user are slowed down', async () => {
  const usuario = await makeUsuario(t.db);
  const statuses = (await Promise.all(Array.from({ length: 9 }, (_, n) => enter(usuario.login, `errada${n}`)))).map(
    ({ statusCode }) => statusCode,
  );
  assert.deepEqual(statuses.sort(), [401, 401, 401, 401, 401, 401, 429, 429, 429]);
  assert.equal((await enter(usuario.login, 'segredo')).statusCode, 429);
});

test('it needs a Token and both fields', async () => {
  const without = askWith(t, { authorization: integrador.authorization });
  assert.equal((await without('POST', '/ws/auth/logar', { usuario: 'a', senha: 'b' })).statusCode, 401);
  assert.equal((await ask('POST', '/ws/auth/logar', { usuario: 'a' })).json().error, 'O campo senha é obrigatório.');
  assert.equal((await ask('POST', '/ws/auth/logar')).statusCode, 400);
});

test('segments and companies are those of the user, in the order of their ids', async () => {
  const { id } = await makeUsuario(t.db);
  const tipo = await t.db.insertInto('tipo_contrato').values({ nome: 'T' }).returning('id').executeTakeFirstOrThrow();
  const segmentos = await t.db
    .insertInto('segmento')
    .values([
      { descricao: 'A', descricao_rdstation: 'RD', tipo_contrato_id: tipo.id },
      { descricao: 'B' },
      { descricao: 'C' },
    ])
    .returning('id')
    .execute();
  const [a = 0, b = 0] = segmentos.map((row) => row.id);
  await t.db
    .insertInto('usuario_segmento')
    .values([
      { usuario_id: id, segmento_id: b },
      { usuario_id: id, segmento_id: a },
    ])
    .execute();
  assert.deepEqual((await ask('GET', `/ws/comercial/segmentos/usuario/${id}`)).json(), {
    resposta: [
      { id: a, descricao: 'A', descricaoRDStation: 'RD', tipoContrato: { id: tipo.id, nome: 'T' } },
      { id: b, descricao: 'B', descricaoRDStation: null, tipoContrato: null },
    ],
  });
  const empresa = await t.db
    .insertInto('empresa')
    .values({ nome: 'E LTDA', nome_fantasia: 'E' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await t.db.insertInto('usuario_empresa').values({ usuario_id: id, empresa_id: empresa.id }).execute();
  assert.deepEqual((await ask('GET', `/ws/terceiros/empresas/usuario/${id}`)).json(), {
    resposta: [{ id: empresa.id, nome: 'E LTDA', nomeFantasia: 'E', cnpj: null }],
  });
});

test('a user without any has empty lists; an unknown or inactive user is 404, a bad id 400', async () => {
  const { id } = await makeUsuario(t.db);
  const gone = await makeUsuario(t.db, { ativo: false });
  for (const path of ['/ws/comercial/segmentos/usuario', '/ws/terceiros/empresas/usuario']) {
    assert.deepEqual((await ask('GET', `${path}/${id}`)).json(), { resposta: [] });
    for (const nobody of [gone.id, 2147483647]) {
      const response = await ask('GET', `${path}/${nobody}`);
      assert.deepEqual([response.statusCode, response.json()], [404, { error: 'Usuário não encontrado.' }]);
    }
    for (const bad of ['abc', '0', '-1', '1.5', '9999999999', '%00']) {
      assert.equal((await ask('GET', `${path}/${bad}`)).statusCode, 400, bad);
    }
  }
});
