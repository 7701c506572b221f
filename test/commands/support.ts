import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Command } from '../../src/commands/command.ts';
import { UsageError } from '../../src/commands/command.ts';
import { testDatabase } from '../support/db.ts';
import { dataFolder, type Program, startProgram } from '../support/program.ts';

/** A server as a process of its own, and the command line beside it on the same database. */
export async function servedInstallation() {
  const { url, db } = await testDatabase();
  const env = { BALCAO_DATA_DIR: dataFolder(), BALCAO_LOG: 'silent', DATABASE_URL: url };
  const server = startProgram(['servir'], env);
  const address = await server.address;

  async function run(...args: string[]): Promise<{ code: number | null; program: Program }> {
    const program = startProgram(args, env);
    const { code } = await program.ended;
    return { code, program };
  }
  return {
    db,
    server,
    get: (path: string, headers: Record<string, string>) => fetch(address + path, { headers }),
    send: (method: 'POST' | 'PUT', path: string, headers: Record<string, string>, body = {}) =>
      fetch(address + path, { method, headers, body: JSON.stringify(body) }),
    /** What a command printed; fails when it did not end well. */
    async balcao(...args: string[]): Promise<string> {
      const { code, program } = await run(...args);
      assert.deepEqual([code, program.stderr()], [0, ''], args.join(' '));
      return program.stdout();
    },
    /** The one line with which a command was refused. */
    async refused(...args: string[]): Promise<string> {
      const { code, program } = await run(...args);
      assert.deepEqual([code, program.stdout()], [1, ''], args.join(' '));
      assert.match(program.stderr(), /^[^\n]+\n$/);
      return program.stderr().trimEnd();
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
