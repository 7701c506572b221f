import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAt } from '#kernel/dates.ts';
import { lerAuditoria } from '#modules/acesso/index.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente, makeUsuario } from '../support/makers.ts';

const t = await testApp();
const { ask, integrador } = await newCaller(t);

test('a write tells who did what and when, and what was before', async () => {
  const usuario = await makeUsuario(t.db);
  t.clock.setOffset(0);
  await ask('PUT', '/ws/auth/alterar_senha', { idUsuario: usuario.id, senhaAntiga: 'segredo', novaSenha: '789456' });
  const [row] = await lerAuditoria(t.db, { tabela: 'usuario', registro: String(usuario.id), limite: 1 });
  assert.equal(row?.origem, 'ws');
  assert.equal(row?.integrador_id, integrador.id);
  assert.equal(row?.usuario, usuario.login);
  assert.equal(row?.operacao, 'autenticacao.senha_usuario.alterar');
  assert.equal(row?.acao, 'alterou');
  assert.deepEqual([row?.antes, row?.depois], [{ senha_hash: '***' }, { senha_hash: '***' }]);
  assert.match(row?.requisicao ?? '', /^[0-9a-f-]{36}$/);
  assert.equal(row?.ip, '127.0.0.1');
  assert.ok(Math.abs(Number(row?.quando) - Date.now()) < 10_000);
});

test('a refused write leaves no row', async () => {
  const { id } = await makeCliente(t.db);
  await ask('POST', '/ws/comercial/alterarPerfil', { IDCliente: id, Contratos: [{ Cidade: 'X', CodContrato: '1' }] });
  const rows = await lerAuditoria(t.db, { operacao: 'contratos.atualizacao_dados_cliente.solicitar', limite: 10 });
  assert.deepEqual(rows, []);
});

test('the user that a body names is believed only as the number of a user', async () => {
  const { id } = await makeCliente(t.db);
  for (const idUsuario of [1.5, -1, 1e20, 'abc', null, {}, true]) {
    const response = await ask('POST', '/ws/comercial/alterarPerfil', { IDCliente: id, idUsuario });
    assert.equal(response.statusCode, 200);
  }
  const rows = await lerAuditoria(t.db, { tabela: 'solicitacao_alteracao', limite: 10 });
  assert.deepEqual(new Set(rows.map(({ usuario_id }) => usuario_id)), new Set([null]));
});

test('the trail is read newest first, by day, integrator, table, record and operation', async () => {
  const { id } = await makeCliente(t.db);
  for (const nome of ['A', 'B']) await t.db.updateTable('cliente').set({ nome }).where('id', '=', id).execute();
  const registro = String(id);
  const hoje = dayAt(new Date());
  const all = await lerAuditoria(t.db, { tabela: 'cliente', registro, de: hoje, ate: hoje, limite: 10 });
  assert.deepEqual(
    all.map(({ acao, depois }) => [acao, (depois as Record<string, unknown>)['nome']]),
    [
      ['alterou', 'B'],
      ['alterou', 'A'],
      ['incluiu', 'FULANO DE TESTE'],
    ],
  );
  assert.equal((await lerAuditoria(t.db, { tabela: 'cliente', registro, limite: 1 })).length, 1);
  // Written by the test itself, not by an integrator.
  assert.equal(
    (await lerAuditoria(t.db, { tabela: 'cliente', registro, integrador: integrador.id, limite: 9 })).length,
    0,
  );
  assert.equal((await lerAuditoria(t.db, { registro, tabela: 'contrato', limite: 9 })).length, 0);
});
