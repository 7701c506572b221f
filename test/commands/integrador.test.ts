import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditoria } from '../../src/commands/auditoria.ts';
import { integrador } from '../../src/commands/integrador.ts';
import { basicOf, becomes, refusesAll, servedInstallation } from './support.ts';

const { balcao, refused, get, send } = await servedInstallation();
const TOKEN = '/ws/auth/token/gerar';

test('a credential made while the server runs works at once, and so does each change of it', async () => {
  const made = await balcao('integrador', 'criar', '--nome', 'Loja Nº 1', '--tipo', 'basic', '--escopos', 'clientes');
  assert.match(made, /^Integrador \d+ criado\.\nHTTP Basic: .*\nGuarde: não será mostrado de novo\.\n$/);
  const id = /Integrador (\d+)/.exec(made)?.[1] ?? '';
  const old = basicOf(made);
  const response = await get(TOKEN, old);
  assert.equal(response.status, 200);
  const { token } = (await response.json()) as { token: string };
  assert.equal((await get('/ws/comercial/cfops', { ...old, token })).status, 200);
  assert.equal((await get('/ws/comercial/enderecos/classificacoes', { ...old, token })).status, 403);

  assert.equal(await balcao('integrador', 'alterar', id, '--limite', '0'), `Integrador ${id} alterado.\n`);
  await becomes(429, () => get(TOKEN, old));
  await balcao('integrador', 'alterar', id, '--limite', 'sem', '--escopos', 'clientes,enderecos');
  await becomes(200, () => get('/ws/comercial/enderecos/classificacoes', { ...old, token }));

  const turned = await balcao('integrador', 'girar', id);
  const fresh = basicOf(turned);
  await becomes(401, () => get(TOKEN, old));
  assert.equal((await get(TOKEN, fresh)).status, 200);

  assert.equal(await balcao('integrador', 'desativar', id), `Integrador ${id} desativado.\n`);
  await becomes(401, () => get(TOKEN, fresh));
  const listed = await balcao('integrador', 'listar');
  assert.match(listed, /^ID +NOME +TIPOS +ESCOPOS +POR MINUTO +ATIVO +CRIADO EM\n/);
  assert.match(listed, /^\d+ +Loja Nº 1 +basic +clientes,enderecos +sem limite +não +\d{4}-\d\d-\d\d$/m);
  assert.equal(await balcao('integrador', 'ativar', id), `Integrador ${id} ativado.\n`);
  await becomes(200, () => get(TOKEN, fresh));

  const trail = await balcao('auditoria', '--tabela', 'integrador', '--registro', id, '--json');
  const rows = trail
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { origem: string; operacao: string; acao: string });
  assert.deepEqual(
    rows.map(({ origem, operacao, acao }) => `${origem} ${operacao} ${acao}`),
    [
      'comando integrador.ativar alterou',
      'comando integrador.desativar alterou',
      'comando integrador.alterar alterou',
      'comando integrador.alterar alterou',
      'comando integrador.criar incluiu',
    ],
  );
  for (const printed of [made, turned]) {
    const [, senha = ''] = /senha (\S+)/.exec(printed) ?? [];
    assert.ok(!(listed + trail).includes(senha), 'a secret is shown once');
  }
  const table = await balcao('auditoria', '--operacao', 'integrador.desativar', '--limite', '1');
  assert.match(table, /^QUANDO +QUEM +OPERAÇÃO .*\n\S+ \S+ +comando +integrador\.desativar .*ativo: true → false\n$/);
});

test('a GSAN key and a Tiny token open their own door only', async () => {
  const [key = '', token = ''] = await Promise.all(
    ['gsan', 'tiny'].map(async (tipo) => {
      const printed = await balcao('integrador', 'criar', '--nome', tipo, '--tipo', tipo);
      return /^(?:Chave GSAN \(key\)|Token Tiny \(token\)): (\S+)$/m.exec(printed)?.[1] ?? '';
    }),
  );
  const fone = 'cpfCnpj=11144477735&foneAntigo=31999990000&foneNovo=31999990001&tipoFoneNovo=3';
  const gsan = async (value: string) =>
    (await send('POST', `/gsan/atualizarTelefoneCliente?key=${encodeURIComponent(value)}&${fone}`, {})).status;
  const tiny = async (value: string) =>
    (await get(`/api2/contato.obter.php?token=${encodeURIComponent(value)}&id=1&formato=json`, {})).text();
  assert.deepEqual([await gsan(key), await gsan(token)], [404, 401]);
  assert.doesNotMatch(await tiny(token), /token invalido/);
  assert.match(await tiny(key), /token invalido/);
});

test('what cannot be done ends with one line and the exit code 1', async () => {
  const said = await Promise.all([
    refused('integrador', 'criar', '--nome', 'Loja Nº 1', '--tipo', 'basic'),
    refused('integrador', 'girar', '2147483647'),
    refused('auditoria', '--quando', 'ontem'),
  ]);
  assert.deepEqual(said, [
    'Já existe um integrador «Loja Nº 1».',
    'Não existe o integrador 2147483647, ou ele não tem credencial ativa. Veja «balcao integrador listar».',
    'A opção --quando não existe ou está sem valor.',
  ]);
});

const ACTIONS = 'Use: balcao integrador criar | listar | girar | ativar | desativar | alterar.';
const ID = /^O ID do integrador deve ser um número inteiro de 1 a 2147483647; está «/;

test('a command line of integrador that is not understood is refused in words', () =>
  refusesAll(integrador, {
    '': ACTIONS,
    criarr: ACTIONS,
    toString: ACTIONS,
    constructor: ACTIONS,
    criar: 'Falta --nome.',
    'criar --nome x': 'Falta --tipo.',
    'criar --nome a:b --tipo basic': /^--nome deve ter até 100 caracteres, sem «:»/,
    [`criar --nome ${'x'.repeat(101)} --tipo basic`]: /^--nome deve ter até 100 caracteres/,
    'criar --nome x --tipo oauth': '--tipo deve ser um de: basic, gsan, tiny; está «oauth».',
    'criar --nome x --tipo basic --escopos tudo': /^--escopos: «tudo» não existe\. Use \* ou: .*clientes/,
    'criar --nome x --tipo basic --escopos ,': /^--escopos: «» não existe/,
    'criar --nome x --tipo basic --limite -1': /^A opção --limite não existe ou está sem valor|^--limite deve ser/,
    'criar --nome x --tipo basic --limite 1.5': '--limite deve ser um número inteiro de 0 a 2147483647; está «1.5».',
    'criar --nome x --tipo basic --limite 2147483648': /está «2147483648»\.$/,
    'criar x --nome x --tipo basic': 'Argumento a mais: «x».',
    'criar --nome': 'A opção --nome não existe ou está sem valor.',
    'criar --senha x': 'A opção --senha não existe ou está sem valor.',
    'listar 1': 'Argumento a mais: «1».',
    girar: 'Falta o ID do integrador.',
    'girar x': ID,
    'desativar 0': ID,
    'ativar 1e3': ID,
    'desativar 1 2': 'Argumento a mais: «2».',
    'alterar 1': 'Diga o que alterar: --escopos, --limite, --limite-lote ou --concorrentes.',
    'alterar 1 --concorrentes nenhum': /^--concorrentes deve ser um número inteiro/,
  }));

test('a command line of auditoria that is not understood is refused in words', () =>
  refusesAll(auditoria, {
    ontem: 'Argumento a mais: «ontem».',
    '--de 2026-02-30': '--de deve ser um dia, AAAA-MM-DD; está «2026-02-30».',
    '--ate 01/02/2026': '--ate deve ser um dia, AAAA-MM-DD; está «01/02/2026».',
    '--integrador loja': /^--integrador deve ser um número inteiro de 1/,
    '--limite 0': '--limite deve ser um número inteiro de 1 a 100000; está «0».',
    '--tabela': 'A opção --tabela não existe ou está sem valor.',
  }));
