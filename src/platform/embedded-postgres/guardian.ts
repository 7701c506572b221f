import { type ChildProcessByStdio, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Command } from './account.ts';
import { notStarted } from './error.ts';

/** A server process that lives no longer than this one. */
export interface Guardian {
  pid: number;
  /** Resolves when the server has ended, asked or not. */
  ended: Promise<void>;
  hasEnded(): boolean;
  stop(): Promise<void>;
}

// Its input is a pipe that only we hold: however we end, kill -9 included, the read returns and the server is told
// to shut down fast; more than once, because a server that is only starting does not hear it yet. In a session of its
// own and deaf to signals, so that Ctrl-C reaches us alone.
const script = `
trap '' HUP INT QUIT TERM
exec 3<&0
"$@" 3<&- >&2 & server=$!
echo $server
exec >&-
{ read -r _ <&3; while kill -INT $server; do sleep 1; done; } 2>/dev/null & watcher=$!
wait $server
kill -KILL $watcher 2>/dev/null
`;

/** The shell and the arguments that start a server under guard. */
export function guarded(file: string, args: string[]): [file: string, args: string[]] {
  return ['/bin/sh', ['-c', script, 'balcao-postgres', file, ...args]];
}

/** Starts a guarded command; the server's output goes to the open file. */
export async function startGuardian(command: Command, log: number): Promise<Guardian> {
  const options = { ...command.options, detached: true, stdio: ['pipe', 'pipe', log] } satisfies SpawnOptions;
  const child = spawn(command.file, command.args, options) as ChildProcessByStdio<Socket, Socket, null>;
  const closed = Promise.withResolvers<void>();
  child.once('exit', () => closed.resolve());
  child.stdin.on('error', () => {}); // EPIPE when it ended before us
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw notStarted(`${(error as Error).message}. Indique um servidor em DATABASE_URL.`, error);
  }
  let line = '';
  for await (const chunk of child.stdout) line += chunk;
  // A program that forgets to stop the server may end all the same.
  child.unref();
  child.stdin.unref();

  return {
    pid: Number(line),
    ended: closed.promise,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      child.ref();
      child.stdin.end();
      await closed.promise;
    },
  };
}
