import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { databaseGone, databasePid, dataFolder, startCommand, startProgram } from '../support/program.ts';

const folder = dataFolder();
const env = { BALCAO_DATA_DIR: folder };
const sh = promisify(execFile);

test('the first start says where it is and who may call, and the lines to paste work', async () => {
  const program = startProgram(['demo'], env);
  const address = await program.address;
  const said = program.stdout();
  for (const words of [`${address}/docs`, `${address}/demo/mensagens`, 'demo / demo', 'aBC123DEF', 'demo-token']) {
    assert.ok(said.includes(words), said);
  }
  const lines = said.split('\n').filter((line) => line.trim().startsWith('curl '));
  assert.equal(lines.length, 3);
  const [ws, gsan, tiny] = await Promise.all(lines.map(async (line) => (await sh('sh', ['-c', line])).stdout));
  assert.match(ws ?? '', /"CodigoCliente":81593\b/);
  assert.match(gsan ?? '', /"foneIncluidoComSucesso":true/);
  assert.match(tiny ?? '', /"status":"OK"/);

  program.process.kill('SIGTERM');
  assert.deepEqual(await program.ended, { code: 0, signal: null });
  assert.equal(program.stderr(), '');
});

test('the second start serves, and prints how long it took', async (t) => {
  const begin = performance.now();
  const program = startProgram(['demo'], env);
  const address = await program.address;
  const { status } = await fetch(`${address}/health/ready`);
  const seconds = (performance.now() - begin) / 1000;
  assert.equal(status, 200);
  t.diagnostic(`${seconds.toFixed(2)} s from the command to the first answer`);
  program.process.kill('SIGTERM');
  assert.equal((await program.ended).code, 0);
});

test('npm run demo ends with Ctrl-C, and its database with it', async () => {
  const npm = startCommand('npm', ['run', 'demo'], env);
  await npm.address;
  const database = databasePid(join(folder, 'demo'));
  assert.ok(database);
  // Ctrl-C reaches every process of the terminal's group.
  process.kill(-(npm.process.pid as number), 'SIGINT');
  await npm.ended;
  assert.equal(npm.stderr(), '');
  assert.ok(await databaseGone(database));
  assert.equal(databasePid(join(folder, 'demo')), null, 'shut down, not killed');
});

test('it listens outside this machine only when told so by name', async () => {
  const refused = startProgram(['demo'], { ...env, HOST: '0.0.0.0' });
  assert.equal((await refused.ended).code, 1);
  assert.match(refused.stderr(), /BALCAO_DEMO_EM_REDE=sim/);

  const open = startProgram(['demo'], { ...env, HOST: '0.0.0.0', BALCAO_DEMO_EM_REDE: 'sim' });
  const { port } = new URL(await open.address);
  assert.equal((await fetch(`http://127.0.0.1:${port}/health/live`)).status, 200);
  open.process.kill('SIGTERM');
  assert.equal((await open.ended).code, 0);
});
