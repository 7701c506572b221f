import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program as a process of its own. */
export interface Program {
  process: ChildProcess;
  /** What it has written so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves with its address when it has said that it serves; rejects when it ends before. */
  address: Promise<string>;
  /** Resolves when it has ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

type Env = Record<string, string>;

/** Runs `balcao <args>` in an environment that has only the given settings, on a free port unless told. */
export function startProgram(args: readonly string[], env: Env): Program {
  return startCommand(process.execPath, [join(root, 'src/main.ts'), ...args], env);
}

/** Runs any command of the project's folder in a process group of its own. */
export function startCommand(file: string, args: readonly string[], env: Env): Program {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(file, args, { cwd: root, env: { PATH, HOME, PORT: '0', ...env }, detached: true });
  let [stdout, stderr] = ['', ''];
  const address = Promise.withResolvers<string>();
  address.promise.catch(() => {});
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    const found = /http:\/\/\S+/.exec(stdout)?.[0];
    if (found && stdout.endsWith('\n')) address.resolve(found);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => {
    address.reject(new Error(`it ended with ${code ?? signal} before it served\n${stdout}${stderr}`));
    return { code, signal };
  });
  after(() => child.kill('SIGKILL'));
  return { process: child, stdout: () => stdout, stderr: () => stderr, address: address.promise, ended };
}

/** A folder for data that is removed with the test file, when all that runs in it has ended. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'balcao-processo-'));
  after(async () => {
    for (const dir of [folder, join(folder, 'demo')]) await databaseGone(databasePid(dir));
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The process number of the embedded database of a folder; null when none is running there. */
export function databasePid(dir: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(dir, 'postgres/postmaster.pid'), 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

/** The address of the embedded database that runs in a folder. */
export function databaseUrlOf(dir: string): string {
  const socketDir = readFileSync(join(dir, 'postgres/postmaster.pid'), 'utf8').split('\n')[4] ?? '';
  return `postgresql://balcao@localhost:5432/balcao?host=${encodeURIComponent(socketDir)}&sslmode=disable`;
}

/** Waits until that process is no more, 20 seconds at most. */
export async function databaseGone(pid: number | null): Promise<boolean> {
  for (const until = Date.now() + 20_000; Date.now() < until; await setTimeout(50)) {
    if (pid === null || !isAlive(pid)) return true;
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
