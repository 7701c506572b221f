import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { atualizarRede } from '#modules/radius/index.ts';
import { testDatabase } from '../support/db.ts';
import { freePort, radclient } from '../support/freeradius.ts';
import { startProgram } from '../support/program.ts';
import { makeInternauta, makeNas, SEGREDO } from '../support/rede.ts';

const DEBIAN = '/etc/freeradius/3.0';
const raiz = resolve(import.meta.dirname, '../..');
const readme = readFileSync(join(raiz, 'deploy/freeradius/README.md'), 'utf8');
/** The shell lines of the README's code block that has this word. */
const bloco = (palavra: string): string => {
  const found = [...readme.matchAll(/^( *)```\n([\s\S]*?)^\1```$/gm)].find(([, , text = '']) => text.includes(palavra));
  assert.ok(found?.[2], palavra);
  return found[2];
};

const { db, url } = await testDatabase();
const pasta = mkdtempSync(join(tmpdir(), 'balcao-instalacao-'));
after(() => rmSync(pasta, { recursive: true, force: true }));

/** A folder with a socket that leads to the one of PostgreSQL in another folder. */
async function alcancavel(socket: string): Promise<string> {
  const nome = '.s.PGSQL.5432';
  const aberta = join(pasta, 'socket');
  mkdirSync(aberta);
  const server = createServer((client) => {
    const postgres = connect(join(socket, nome));
    client.pipe(postgres).pipe(client);
    for (const side of [client, postgres]) side.on('error', () => {});
  });
  await new Promise<void>((done) => server.listen(join(aberta, nome), done));
  after(() => server.close());
  chmodSync(join(aberta, nome), 0o777);
  return aberta;
}

// Debian keeps its configuration from other accounts, and FreeRADIUS changes to the account that it is told.
test('the steps of the README, in a copy of Debian’s folder, make a FreeRADIUS that answers', {
  skip: process.getuid?.() !== 0 && 'only as root',
}, async () => {
  const confdir = join(pasta, '3.0');
  execFileSync('cp', ['-a', DEBIAN, confdir]);
  const log = join(pasta, 'log');
  mkdirSync(log);
  const inPasta = (lines: string) => lines.replaceAll(DEBIAN, confdir).replaceAll('/var/log/freeradius', log);
  const radiusd = join(confdir, 'radiusd.conf');
  writeFileSync(
    radiusd,
    inPasta(readFileSync(radiusd, 'utf8'))
      .replace(/^logdir = .*/m, `logdir = ${log}`)
      .replace(/^run_dir = .*/m, `run_dir = ${log}`),
  );
  const shell = (lines: string) => execFileSync('bash', ['-euc', lines], { cwd: raiz, encoding: 'utf8' });

  // 1. The user: the lines that the command prints, read as systemd reads /etc/default/freeradius.
  const papel = `fr_instalacao_${process.pid}`;
  const env = { BALCAO_DATA_DIR: pasta, BALCAO_LOG: 'silent', DATABASE_URL: url };
  const comando = startProgram(['rede', 'freeradius', 'usuario', '--nome', papel], env);
  assert.equal((await comando.ended).code, 0);
  const linhas = Object.fromEntries(
    [...comando.stdout().matchAll(/^(\w+)="(.*)"$/gm)].map(([, nome = '', valor = '']) => [nome, valor]),
  );
  assert.deepEqual(Object.keys(linhas), ['BALCAO_RADIUS_BANCO', 'PGPASSWORD']);

  // The test's database may lie in a folder that other accounts do not reach.
  const fechada = new URL(url).searchParams.get('host');
  if (fechada) {
    const { BALCAO_RADIUS_BANCO: banco = '' } = linhas;
    linhas['BALCAO_RADIUS_BANCO'] = banco.replace(/host=\S+/, `host=${await alcancavel(fechada)}`);
  }

  // 2. The files; without the restart of the service, and once more as for a new version.
  const arquivos = inPasta(bloco('install -o root')).replace(/freeradius -XC.*/, '');
  assert.ok(arquivos.includes('cd deploy/freeradius'));
  shell(arquivos);
  shell(arquivos);
  // As «With the embedded PostgreSQL» has it: the account that the socket belongs to.
  const socket = new URL(url).searchParams.get('host') ?? '/tmp';
  const [conta = ''] = shell(`id -un ${statSync(socket).uid}`)
    .trim()
    .split('\n');
  shell(inPasta(bloco('sed -i')).replaceAll('ACCOUNT', conta).replace('systemctl edit freeradius', ''));
  execFileSync('chmod', ['755', pasta]);
  const [auth, acct] = [await freePort(), await freePort()];
  const site = join(confdir, 'sites-available/balcao');
  writeFileSync(
    site,
    readFileSync(site, 'utf8').replace('port = 1812', `port = ${auth}`).replace('port = 1813', `port = ${acct}`),
  );
  shell(
    `chown -R ${conta} ${log}; freeradius -XC -d ${confdir} > ${pasta}/conferido || (tail -5 ${pasta}/conferido; exit 1)`,
  );

  const child = spawn('freeradius', ['-f', '-l', 'stdout', '-d', confdir], { env: { ...process.env, ...linhas } });
  after(() => child.kill('SIGTERM'));
  let escrito = '';
  const pronto = new Promise<void>((done, fail) => {
    child.stdout.on('data', (chunk) => {
      escrito += chunk;
      if (escrito.includes('Ready to process requests')) done();
    });
    child.once('exit', (code) => fail(new Error(`freeradius ended with ${code}:\n${escrito}`)));
  });
  await pronto;

  // 3 and 4. A NAS and a contract are known to it without a restart.
  await makeNas(db);
  const { contrato, login, senha } = await makeInternauta(db);
  await atualizarRede(db, { contratoId: contrato.id });
  const entrar = (attribute: string) => radclient(auth, 'auth', SEGREDO, { 'User-Name': login, [attribute]: senha });
  for (const attribute of ['User-Password', 'CHAP-Password', 'MS-CHAP-Password']) {
    assert.match(await entrar(attribute), /Received Access-Accept[\s\S]*Mikrotik-Rate-Limit/, attribute);
  }
  const contado = await radclient(acct, 'acct', SEGREDO, {
    'User-Name': login,
    'Acct-Status-Type': 'Start',
    'Acct-Session-Id': 'a1',
    'NAS-IP-Address': '127.0.0.1',
  });
  assert.match(contado, /Received Accounting-Response/);
  const ended = new Promise((done) => child.once('close', done));
  child.kill('SIGTERM');
  await ended;
  assert.ok(!escrito.includes(linhas['PGPASSWORD'] ?? ''), 'no password in its log');
});
