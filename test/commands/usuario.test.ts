import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usuario } from '../../src/commands/usuario.ts';
import { makeIntegrador } from '../support/app.ts';
import { refusesAll, servedInstallation } from './support.ts';

const { balcao, refused, get, send, db } = await servedInstallation();
const { authorization } = await makeIntegrador(db);

async function login(login: string, senha: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const { token } = (await (await get('/ws/auth/token/gerar', { authorization })).json()) as { token: string };
  const response = await send('POST', '/ws/auth/logar', { authorization, token }, { usuario: login, senha });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const passwordIn = (printed: string) => /senha (?:de \S+: )?(\S+)$/m.exec(printed)?.[1] ?? '';

test('a user made while the server runs logs in with what the profile allows, until the password changes', async () => {
  assert.equal(
    await balcao('usuario', 'perfil', '--nome', 'Vendas', '--permissoes', 'APROVAR_REPROVAR_PROSPECTO'),
    'Perfil «Vendas» com as permissões: APROVAR_REPROVAR_PROSPECTO.\n',
  );
  const made = await balcao('usuario', 'criar', '--login', 'ana', '--nome', 'Ana', '--perfil', 'Vendas', '--vendedor');
  assert.match(made, /^Usuário \d+ criado: login ana, senha \S+\nGuarde a senha: não será mostrada de novo\.\n$/);
  const old = passwordIn(made);
  const { status, body } = await login('ana', old);
  assert.equal(status, 200);
  assert.deepEqual([body['vendedor'], body['podeAprovarReprovarProspecto']], [true, true]);

  const changed = await balcao('usuario', 'senha', 'ana');
  assert.match(changed, /^Nova senha de ana: \S+\nGuarde/);
  assert.equal((await login('ana', old)).status, 401);
  assert.equal((await login('ana', passwordIn(changed))).status, 200);

  assert.equal(await balcao('usuario', 'desativar', 'ana'), 'Usuário ana desativado.\n');
  assert.equal((await login('ana', passwordIn(changed))).status, 401);
  const [users, profiles, trail] = await Promise.all([
    balcao('usuario', 'listar'),
    balcao('usuario', 'perfis'),
    balcao('auditoria', '--tabela', 'usuario', '--json'),
  ]);
  assert.match(users, /^ID +LOGIN +NOME +PERFIL +VENDEDOR +PERMISSÕES +ATIVO\n\d+ +ana +Ana +Vendas +sim +não\n$/);
  assert.match(profiles, /^\d+ +Vendas +APROVAR_REPROVAR_PROSPECTO$/m);
  for (const secret of [old, passwordIn(changed)]) assert.ok(!(users + trail).includes(secret));
  assert.match(trail, /"operacao":"usuario\.desativar"/);
});

test('what cannot be done ends with one line and the exit code 1', async () => {
  const said = await Promise.all([
    refused('usuario', 'criar', '--login', 'ana', '--nome', 'Outra', '--perfil', 'Vendas'),
    refused('usuario', 'senha', 'ninguem'),
    refused('usuario', 'criar', '--login', 'cai', '--nome', 'Cai', '--perfil', 'Nenhum'),
  ]);
  assert.deepEqual(said, [
    'Já existe um usuário «ana».',
    'Não existe o usuário «ninguem».',
    'Não existe o perfil «Nenhum». Crie-o: balcao usuario perfil --nome "Nenhum".',
  ]);
  assert.deepEqual(await db.selectFrom('usuario').select(['login', 'nome']).execute(), [{ login: 'ana', nome: 'Ana' }]);
});

const ACTIONS = 'Use: balcao usuario perfil | perfis | criar | listar | senha | ativar | desativar.';

test('a command line that is not understood is refused in words', () =>
  refusesAll(usuario, {
    '': ACTIONS,
    apagar: ACTIONS,
    valueOf: ACTIONS,
    perfil: 'Falta --nome.',
    'perfis 1': 'Argumento a mais: «1».',
    criar: 'Falta --login.',
    'criar --login a': 'Falta --nome.',
    'criar --login a --nome b': 'Falta --perfil.',
    'criar --login a --nome b --perfil c d': 'Argumento a mais: «d».',
    'criar --email a': 'A opção --email não existe ou está sem valor.',
    'listar --perfil': 'A opção --perfil não existe ou está sem valor.',
    senha: 'Falta o login do usuário.',
    'senha ana 123456': 'Argumento a mais: «123456».',
    desativar: 'Falta o login do usuário.',
  }));
