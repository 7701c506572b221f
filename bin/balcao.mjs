#!/usr/bin/env node
// Runs the program on the Node 24 that the project brings, whatever Node this machine has.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const modern = Number(process.versions.node.split('.')[0]) >= 24;
if (!modern && !existsSync(own)) {
  process.stderr.write(`O Balcão precisa do Node 24 ou mais novo; este é o ${process.versions.node}. Rode «npm ci».\n`);
  process.exit(1);
}
const child = spawn(modern ? process.execPath : own, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
