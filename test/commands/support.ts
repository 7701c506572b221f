import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Command } from '../../src/commands/command.ts';
import { UsageError } from '../../src/commands/command.ts';
import { run } from '../../src/commands/run.ts';
import { testDatabase } from '../support/db.ts';
import { dataFolder, startProgram } from '../support/program.ts';

type Written = Promise<{ code: number; stdout: string; stderr: string }>;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `balcao <args>` in this process, as src/main.ts does, in an environment of those settings, one after the other: a
 * process of its own costs a second, and test/process/ has some.
 */
export function runHere(args: readonly string[], env: Readonly<Record<string, string>>): Written {
  const result = last.then(() => captured(args, env));
  last = result.catch(() => {});
  return result;
}

async function captured(args: readonly string[], env: Readonly<Record<string, string>>): Written {
  const { env: before, exitCode } = process;
  const written = { stdout: '', stderr: '' };
  const restore = (['stdout', 'stderr'] as const).map((name) => {
    const stream = process[name];
    const write = stream.write;
    stream.write = ((chunk: string | Uint8Array, ...rest: []) => {
      // What the test runner writes meanwhile are bytes.
      if (typeof chunk !== 'string') return write.call(stream, chunk, ...rest);
      written[name] += chunk;
      return true;
    }) as typeof stream.write;
    return () => {
      stream.write = write;
    };
  });
  const { PATH = '', HOME = '' } = before;
  process.env = { PATH, HOME, PORT: '0', ...env };
  process.exitCode = undefined;
  try {
    await run(args);
    return { code: Number(process.exitCode ?? 0), ...written };
  } finally {
    process.env = before;
    process.exitCode = exitCode;
    for (const done of restore) done();
  }
}

/** A server as a process of its own, and the command line on the same database. */
export async function servedInstallation() {
  const { url, db } = await testDatabase();
  const env = { BALCAO_DATA_DIR: dataFolder(), BALCAO_LOG: 'silent', DATABASE_URL: url };
  const server = startProgram(['servir'], env);
  const address = await server.address;

  return {
    db,
    server,
    get: (path: string, headers: Record<string, string>) => fetch(address + path, { headers }),
    send: (method: 'POST' | 'PUT', path: string, headers: Record<string, string>, body = {}) =>
      fetch(address + path, { method, headers, body: JSON.stringify(body) }),
    /** What a command printed; fails when it did not end well. */
    async balcao(...args: string[]): Promise<string> {
      const { code, stdout, stderr } = await runHere(args, env);
      assert.deepEqual([code, stderr], [0, ''], args.join(' '));
      return stdout;
    },
    /** The one line with which a command was refused. */
    async refused(...args: string[]): Promise<string> {
      const { code, stdout, stderr } = await runHere(args, env);
      assert.deepEqual([code, stdout], [1, ''], args.join(' '));
      assert.match(stderr, /^[^\n]+\n$/);
      return stderr.trimEnd();
    },
  };
}

/** The user and password of HTTP Basic that a command printed, as a header. */
export function basicOf(printed: string): { authorization: string } {
  const [, usuario, senha] = /^HTTP Basic: usuário (.+), senha (\S+)$/m.exec(printed) ?? [];
  assert.ok(usuario && senha, printed);
  return { authorization: `Basic ${Buffer.from(`${usuario}:${senha}`).toString('base64')}` };
}

/** Until the news has come to the server through the database; fails after two seconds. */
export async function becomes(status: number, ask: () => Promise<Response>): Promise<void> {
  let last = 0;
  for (let n = 0; n < 100 && last !== status; n++) {
    if (n > 0) await setTimeout(20);
    last = (await ask()).status;
  }
  assert.equal(last, status);
}

/** Refuses each command line with its sentence, before any installation is opened. */
export async function refusesAll(command: Command, cases: Readonly<Record<string, string | RegExp>>): Promise<void> {
  // Should one be understood after all, it reaches no database and no folder.
  Object.assign(process.env, { DATABASE_URL: 'postgresql://ninguem@127.0.0.1:1/x', BALCAO_CHAVE: 'x'.repeat(32) });
  for (const [line, expected] of Object.entries(cases)) {
    await assert.rejects(command.run(line === '' ? [] : line.split(' ')), (error: Error) => {
      assert.ok(error instanceof UsageError, `${line}: ${error}`);
      if (typeof expected === 'string') assert.equal(error.message, expected, line);
      else assert.match(error.message, expected, line);
      return true;
    });
  }
}
