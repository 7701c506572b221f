import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after } from 'node:test';
import { criarPapel } from '#modules/radius/index.ts';
import type { Database } from '#platform/db.ts';

const deploy = resolve(import.meta.dirname, '../../deploy/freeradius');

export interface FreeRadius {
  auth: number;
  acct: number;
  /** What it wrote on its terminal. */
  log(): string;
  stop(): Promise<void>;
}

export interface FreeRadiusOptions {
  /** A connection string of libpq. */
  banco: string;
  /** `-X` writes every step; a measurement runs without. */
  quiet?: boolean;
  /** Changes a file of deploy/freeradius before it is used. */
  change?: (path: string, text: string) => string;
}

/**
 * Starts Debian's freeradius on the files of deploy/freeradius, with ports of its own. Throws when it is not installed or
 * does not start: there is no test without it.
 */
export async function startFreeRadius({ banco, quiet = false, change }: FreeRadiusOptions): Promise<FreeRadius> {
  const dir = mkdtempSync(join(tmpdir(), 'balcao-radius-'));
  const [auth, acct] = [await freePort(), await freePort()];
  cpSync(deploy, dir, { recursive: true });
  for (const path of ['mods-available/balcao', 'sites-available/balcao', 'sites-available/balcao-clientes']) {
    let text = readFileSync(join(dir, path), 'utf8')
      .replace('port = 1812', `port = ${auth}`)
      .replace('port = 1813', `port = ${acct}`)
      .replaceAll('ipaddr = *', 'ipaddr = 127.0.0.1');
    if (change) text = change(path, text);
    writeFileSync(join(dir, path), text);
  }
  mkdirSync(join(dir, 'run'));
  writeFileSync(join(dir, 'radiusd.conf'), radiusd(dir));
  const child = spawn('freeradius', [quiet ? '-fl' : '-X', ...(quiet ? ['stdout'] : []), '-d', dir, '-n', 'radiusd'], {
    env: { ...process.env, BALCAO_RADIUS_BANCO: banco },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const log = () => Buffer.concat(output).toString();
  await ready(child, log);
  const stop = () => end(child).then(() => rmSync(dir, { recursive: true, force: true }));
  return { auth, acct, log, stop };
}

/** The same on a test's database, as a user with the rights that FreeRADIUS has; ended with the test file. */
export async function testFreeRadius({ db, url }: { db: Database; url: string }, papel: string): Promise<FreeRadius> {
  const { senha } = await criarPapel(db, papel);
  const radius = await startFreeRadius({ banco: libpqOf(url, papel, senha) });
  after(() => radius.stop());
  return radius;
}

/** The connection string that FreeRADIUS takes for an address of ours, as another user. */
export function libpqOf(url: string, user: string, password: string): string {
  const { searchParams, pathname, hostname, port } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  return Object.entries({ host, port: port || '5432', dbname: pathname.slice(1), user, password })
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}

// What Debian's radiusd.conf has and these sites need.
const radiusd = (dir: string) => `
prefix = /usr
libdir = /usr/lib/freeradius
confdir = ${dir}
modconfdir = ${dir}/mods-config
logdir = ${dir}
run_dir = ${dir}/run
pidfile = ${dir}/run/radiusd.pid
max_requests = 65536
cleanup_delay = 5
log { destination = stdout
  auth = no }
security { reject_delay = 0
  status_server = no }
thread pool { start_servers = 8
  max_servers = 16
  min_spare_servers = 4
  max_spare_servers = 16
  max_requests_per_server = 0 }
modules {
  pap { normalise = yes }
  chap { }
  mschap { }
  expr { safe_characters = "@abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_: /" }
  always reject { rcode = reject }
  always ok { rcode = ok }
  dynamic_clients { }
  $INCLUDE ${dir}/mods-available/balcao
}
$INCLUDE ${dir}/sites-available/balcao-clientes
$INCLUDE ${dir}/sites-available/balcao
`;

function ready(child: ChildProcess, log: () => string): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`freeradius did not start:\n${log().slice(-3000)}`)), 30_000);
    const look = () => {
      if (!log().includes('Ready to process requests')) return;
      clearTimeout(timer);
      done();
    };
    child.stdout?.on('data', look);
    child.once('error', (error) => fail(new Error(`freeradius is not installed: ${error.message}`)));
    child.once('exit', (code) => fail(new Error(`freeradius ended with ${code}:\n${log().slice(-3000)}`)));
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}

/** A port that nobody has at this moment. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const socket = createSocket('udp4');
    socket.once('error', fail);
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => done(port));
    });
  });
}

/**
 * Sends one packet by radclient and gives what it printed, the answer's attributes included. Not synchronous: the
 * server would stop at its full output pipe.
 */
export async function radclient(
  port: number,
  kind: 'auth' | 'acct',
  secret: string,
  attributes: Readonly<Record<string, string | number>>,
  seconds = 10,
): Promise<string> {
  const input = Object.entries(attributes).map(([name, value]) => `${name} = ${quoted(value)}`);
  const child = spawn('radclient', ['-x', '-r', '2', '-t', String(seconds), `127.0.0.1:${port}`, kind, secret]);
  child.stdin.end(input.join('\n'));
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  // A rejection is an exit code too; what was answered stands in the output.
  await new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  return output;
}

const quoted = (value: string | number): string =>
  typeof value === 'number' || /^(\d+(\.\d+){3}|0x[\da-f]+)$/.test(value) ? String(value) : `"${value}"`;
