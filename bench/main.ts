import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Child, startServer } from './child.ts';
import { ask, load } from './load.ts';
import { openRegister, type Register } from './register.ts';
import { figures, grouped, machine, print, verdict } from './report.ts';
import * as requests from './requests.ts';
import { measure, ratio, type Settings, type Subject } from './rounds.ts';

const { values } = parseArgs({
  options: {
    clientes: { type: 'string', default: '10000' },
    comparar: { type: 'string', default: '100000' },
    grande: { type: 'boolean', default: false },
    rodadas: { type: 'string', default: '7' },
    segundos: { type: 'string', default: '2' },
    conexoes: { type: 'string', default: '32' },
    pasta: { type: 'string' },
  },
});
const settings: Settings = {
  connections: integer('conexoes', 1, 256),
  rounds: integer('rodadas', 1, 50),
  seconds: integer('segundos', 1, 30),
};
/** Subscribers whose passwords stay remembered. */
const KNOWN = 100;
/** Passwords verified at once in the cold measurement. */
const COLD_CONNECTIONS = 4;

const folder = values.pasta ? resolve(values.pasta) : await mkdtemp(join(tmpdir(), 'balcao-bench-'));
const closing: (() => Promise<void>)[] = [];
try {
  await run();
} finally {
  for (const close of closing.reverse()) await close();
  if (!values.pasta) await rm(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const small = await register(integer('clientes', 1_000, 10_000_000));
  const large = await register(values.grande ? 1_000_000 : integer('comparar', 1_000, 10_000_000));
  const bare = await server('bench/bare-server.ts', [], small);
  const ours = await server('src/main.ts', ['servir'], small);
  const oursLarge = await server('src/main.ts', ['servir'], large);

  const known = small.logins.slice(0, KNOWN);
  const a = { name: '(a) Fastify e pg, uma consulta', port: bare.port, request: requests.bare(small) };
  const b = { name: '(b) cliente/{id}', port: ours.port, request: await requests.cliente(small, ours.port) };
  const c = {
    name: '(c) clientes/logar',
    port: ours.port,
    request: requests.logar(small, known),
    prepare: () =>
      askEach(
        known.map((login) => requests.logar(small, [login])()),
        ours.port,
      ),
  };
  const d = { name: '(d) Tiny contato.obter', port: ours.port, request: requests.contato(small) };
  const e = {
    name: `(e) como (b), ${grouped(large.clientes)} clientes`,
    port: oursLarge.port,
    request: await requests.cliente(large, oursLarge.port),
  };
  const subjects: Subject[] = [a, b, e, c, d];

  print(machine());
  print(
    `${settings.connections} conexões, ${settings.rounds} rodadas de ${settings.seconds} s, ${grouped(small.clientes)} clientes\n`,
  );
  const results = await measure(subjects, settings);
  for (const line of figures(results, a)) print(line);

  const cold = { port: ours.port, request: requests.logar(small, small.logins.slice(KNOWN)) };
  const { perSecond } = await load(cold, COLD_CONNECTIONS, settings.seconds * 1000);
  print(`(c) sem a senha lembrada, ${COLD_CONNECTIONS} conexões: ${grouped(perSecond)} por segundo\n`);

  const [ofA, ofB, ofE] = [a, b, e].map((subject) => results.get(subject) ?? []) as [never, never, never];
  print(verdict('(b) ÷ (a) em respostas por segundo, ao menos 0,70', ratio(ofB, ofA), (value) => value >= 0.7));
  print(verdict('(e) ÷ (b) em tempo, no máximo 1,20', ratio(ofB, ofE), (value) => value <= 1.2));
}

async function register(clientes: number): Promise<Register> {
  const opened = await openRegister(folder, clientes);
  closing.push(opened.close);
  return opened;
}

async function server(script: string, args: string[], { env }: Register): Promise<Child> {
  const child = await startServer(script, args, env);
  closing.push(child.stop);
  return child;
}

async function askEach(all: string[], port: number): Promise<void> {
  for (const one of all) await ask(port, one);
}

function integer(
  name: 'conexoes' | 'rodadas' | 'segundos' | 'clientes' | 'comparar',
  min: number,
  max: number,
): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw new RangeError(`--${name} deve ser um número inteiro de ${min} a ${max}; está «${values[name]}».`);
}
