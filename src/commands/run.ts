import { ConfigError } from '../config.ts';
import { StartError } from '../installation.ts';
import { print, UsageError } from './command.ts';
import { commands } from './list.ts';

/** Runs the command line. What the operator can mend is one message on standard error, and the exit code 1. */
export async function run([name = 'ajuda', ...args]: readonly string[]): Promise<void> {
  try {
    const command = commands.find((candidate) => candidate.name === name);
    if (command) await command.run(args);
    else if (name === 'ajuda' || name === '--help') help();
    else throw new UsageError(`Não existe o comando «${name}». Veja «balcao ajuda».`);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ConfigError || error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function help(): void {
  print('balcao <comando>');
  for (const { name: command, about, usage } of commands) {
    print();
    print(`  ${command.padEnd(14)} ${about}`);
    for (const line of usage) print(`                 balcao ${command} ${line}`);
  }
}
