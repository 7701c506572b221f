import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { testDatabase } from '../support/db.ts';
import { dataFolder, startProgram } from '../support/program.ts';

const folder = dataFolder();

async function refusal(args: readonly string[], env: Record<string, string>): Promise<string> {
  const program = startProgram(args, { BALCAO_DATA_DIR: folder, BALCAO_LOG: 'silent', ...env });
  const { code } = await program.ended;
  assert.equal(code, 1, program.stdout() + program.stderr());
  assert.equal(program.stdout(), '');
  return program.stderr();
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

test('a port that is taken; the first integrator waits for a start that can show its secret', async () => {
  const { url } = await testDatabase();
  const other = createServer().listen(0, '127.0.0.1');
  after(() => other.close());
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const said = await refusal(['servir'], { DATABASE_URL: url, PORT: String(port) });
  assert.equal(said, `A porta ${port} já está em uso em 127.0.0.1. Escolha outra com PORT.\n`);

  const next = startProgram(['servir'], { BALCAO_DATA_DIR: folder, DATABASE_URL: url, BALCAO_LOG: 'silent' });
  await next.address;
  assert.match(next.stdout(), /Primeiro integrador/);
  next.process.kill('SIGTERM');
  await next.ended;
});

test('a folder that cannot be written', async () => {
  const file = join(folder, 'arquivo');
  writeFileSync(file, '');
  const said = await refusal(['servir'], { BALCAO_DATA_DIR: join(file, 'dados') });
  assert.match(said, /^.*pasta .*arquivo\/dados.*BALCAO_DATA_DIR.*\n$/);
});

test('a database that cannot be reached, and its password is not shown', async () => {
  const said = await refusal(['servir'], { DATABASE_URL: 'postgresql://balcao:segredo@127.0.0.1:1/balcao' });
  assert.match(
    said,
    /^Sem acesso ao banco de dados postgresql:\/\/balcao:\*\*\*@127\.0\.0\.1:1\/balcao: .*ECONNREFUSED.*\n$/,
  );
  const named = await refusal(['servir'], { DATABASE_URL: 'postgresql://balcao@localhost:1/balcao' });
  assert.match(named, /^Sem acesso ao banco de dados .*: .*ECONNREFUSED.*\n$/);
});

test('a database of a newer version', async () => {
  const { url } = await testDatabase();
  await statement(url, `insert into balcao_migracao (numero, nome, sha256) values (9999, '9999_futuro.sql', '')`);
  const said = await refusal(['servir'], { DATABASE_URL: url });
  assert.match(said, /^A base de dados é de uma versão mais nova do Balcão .*\n$/);
});

test('a demo will not open a database of production, nor production one of the demo', async () => {
  for (const [kind, command, words] of [
    ['producao', 'demo', /^Esta base é de produção.*\n$/],
    ['demo', 'servir', /^Esta base é da demonstração.*\n$/],
    ['demo', 'migrar', /^Esta base é da demonstração.*\n$/],
  ] as const) {
    const { url } = await testDatabase();
    await statement(url, `insert into instalacao (tipo) values ('${kind}')`);
    assert.match(await refusal([command], { DATABASE_URL: url }), words);
  }
});

test('settings that cannot be read, all of them at once', async () => {
  const said = await refusal(['servir'], { PORT: 'oitenta', BALCAO_DOCUMENTOS: 'nenhum', DATABASE_URL: 'mysql://x/y' });
  assert.equal(said.trim().split('\n').length, 3, said);
  for (const name of ['PORT', 'BALCAO_DOCUMENTOS', 'DATABASE_URL'])
    assert.match(said, new RegExp(`^${name} deve ser`, 'm'));
});

test('a command that does not exist', async () => {
  assert.equal(await refusal(['servirr'], {}), 'Não existe o comando «servirr». Veja «balcao ajuda».\n');
});

test('an outside database serves, and the next start finds it as it was', async () => {
  const { url } = await testDatabase();
  for (const says of [/Primeiro integrador/, /^(?!.*Primeiro integrador)/]) {
    const program = startProgram(['servir'], { BALCAO_DATA_DIR: folder, DATABASE_URL: url, BALCAO_LOG: 'silent' });
    assert.equal((await fetch(`${await program.address}/health/ready`)).status, 200);
    program.process.kill('SIGTERM');
    assert.equal((await program.ended).code, 0);
    assert.match(program.stdout(), says);
  }
});
