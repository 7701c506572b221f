/** A command of the program, as `balcao <name> …` runs it. */
export interface Command {
  name: string;
  /** One line for `balcao ajuda`. */
  about: string;
  /** What may follow the name, a line each. */
  usage: readonly string[];
  /** Ends when the work is done. Throws UsageError, ConfigError or StartError for what the operator can mend. */
  run(args: string[]): Promise<void>;
}

/** The command line was not understood; the message says why. */
export class UsageError extends Error {}

/** Writes a line for people. Commands print; nothing else in the program does. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}
