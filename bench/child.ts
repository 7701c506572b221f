import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own. */
export interface Child {
  port: number;
  stop(): Promise<void>;
}

/** Starts a script of the project and waits until it prints the address that it listens on. */
export async function startServer(script: string, args: string[], env: Record<string, string>): Promise<Child> {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const nodeArgs = process.env['BENCH_NODE_ARGS']?.split(' ') ?? [];
  const child = spawn(process.execPath, [...nodeArgs, path, ...args], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', BALCAO_LOG: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await portOf(child);
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk) => {
      printed += chunk;
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(printed);
      if (found) resolve(Number(found[1]));
    });
    child.on('exit', (code) => reject(new Error(`a server ended with ${code} before it listened:\n${printed}`)));
  });
}
