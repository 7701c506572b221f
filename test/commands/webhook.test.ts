import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { webhook } from '../../src/commands/webhook.ts';
import { receptor } from '../eventos/receptor.ts';
import { makeCliente } from '../support/makers.ts';
import { refusesAll, servedInstallation } from './support.ts';

const { balcao, refused, db } = await servedInstallation();

test('a server that runs delivers to a webhook that the command line has made, and delivers again when told', async () => {
  const r = await receptor();
  const [, id = '', segredo = ''] =
    /^Webhook (\d+) criado\. Segredo: (\S+)\nGuarde/.exec(await balcao('webhook', 'criar', '--url', r.url)) ?? [];
  r.segredo = segredo;
  const { id: cliente } = await makeCliente(db);
  await until(() => r.recebidos.length === 1);
  assert.deepEqual([r.recebidos[0]?.tipo, r.recebidos[0]?.registro], ['cliente.criado', `cliente ${cliente}`]);
  assert.match(await balcao('webhook', 'listar'), new RegExp(`${id} +sim +\\* +\\d+ +0 +0 .*${r.url}`));
  assert.match(await balcao('webhook', 'reenviar', id, '--desde', '0'), /^\d+ eventos esperam/);
  await until(() => r.recebidos.length === 2);
  assert.equal(await balcao('webhook', 'desativar', id), `Webhook ${id} desativado.\n`);
  assert.equal(await balcao('webhook', 'remover', id), `Webhook ${id} removido.\n`);
  assert.match(await refused('webhook', 'girar', id), /^Não há webhook/);
  const trail = await balcao('auditoria', '--tabela', 'webhook', '--json');
  assert.ok(!trail.includes(segredo) && trail.includes('***'));
});

test('what cannot be understood is refused with a sentence', async () => {
  await refusesAll(webhook, {
    '': 'Use: balcao webhook criar | listar | alterar | ativar | desativar | remover | girar | reenviar.',
    criar: 'Falta --url.',
    'alterar 1': 'Informe --url ou --tipos.',
    'reenviar 1': 'Falta --desde.',
    'reenviar x --desde 1': /^o id do webhook deve ser um número inteiro/,
  });
  assert.match(await refused('webhook', 'criar', '--url', 'ftp://x'), /http/);
  assert.match(await refused('webhook', 'criar', '--url', 'https://x', '--tipos', 'nada'), /«nada» não existe/);
});

async function until(done: () => boolean): Promise<void> {
  for (let n = 0; n < 200 && !done(); n++) await setTimeout(50);
  assert.ok(done());
}
