import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { type Day, parseDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Database, Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { readConfig } from '../config.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { print, UsageError } from './command.ts';

/** A command's sentences for the operator, by the code of a DomainError. */
export type Sentences = Readonly<Record<string, (facts: Readonly<Record<string, unknown>>) => string>>;

/** Options and positional arguments of a command line. Throws UsageError that names what was not understood. */
export function readArgs<const O extends ParseArgsOptionsConfig>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // The library's sentence is English; it names the option between quotes.
    const [, option] = /'(-[^' ]*)/.exec((error as Error).message) ?? [];
    throw new UsageError(option ? `A opção ${option} não existe ou está sem valor.` : 'Argumentos não entendidos.');
  }
}

/** A whole number of an option. Throws UsageError. */
export function integerOf(name: string, text: string, min = 0, max = 2_147_483_647): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < min || number > max) {
    throw new UsageError(`${name} deve ser um número inteiro de ${min} a ${max}; está «${text}».`);
  }
  return number;
}

/** The first day of a month, AAAA-MM, of an option. Throws UsageError. */
export function monthOf(name: string, text: string): Day {
  const found = parseDay(`${text}-01`, 'yyyy-MM-dd');
  if (!found) throw new UsageError(`${name} deve ser um mês, AAAA-MM; está «${text}».`);
  return found;
}

/** The parts of a list a,b,c; nothing of an option that is absent. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '').split(',').flatMap((part) => part.trim() || []);
}

/** An option that must be there. Throws UsageError. */
export function required(name: string, value: string | undefined): string {
  if (!value?.trim()) throw new UsageError(`Falta ${name}.`);
  return value.trim();
}

/** What to do for the action that a command line names. Throws UsageError that lists those that there are. */
export function actionOf<T>(command: string, actions: Readonly<Record<string, T>>, name: string | undefined): T {
  const found = Object.entries(actions).find(([action]) => action === name);
  if (!found) throw new UsageError(`Use: balcao ${command} ${Object.keys(actions).join(' | ')}.`);
  return found[1];
}

/** Refuses arguments beyond those that a command takes. Throws UsageError. */
export function noMore(rest: readonly string[]): void {
  if (rest.length > 0) throw new UsageError(`Argumento a mais: «${rest[0]}».`);
}

/**
 * Opens the installation (the demo's, when asked), also while a server runs on it, and closes it after the work.
 * A DomainError becomes the sentence that `texts` has for its code, for the operator.
 */
export async function onInstallation<T>(
  demo: boolean | undefined,
  texts: Sentences,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const installation = await openInstallation(readConfig(), demo ? 'demo' : 'producao');
  try {
    return await work(installation);
  } catch (error) {
    const text = error instanceof DomainError ? texts[error.code] : undefined;
    if (error instanceof DomainError && text) throw new UsageError(text(error.facts));
    throw error;
  } finally {
    await installation.close();
  }
}

/** Prints rows under their headings, in columns; control characters, which could steer the terminal, as blanks. */
export function printTable(headings: readonly string[], given: readonly (readonly string[])[]): void {
  const rows = given.map((row) => row.map((cell) => cell.replace(/\p{Cc}/gu, ' ')));
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => (row[i] ?? '').length)));
  for (const row of [headings, ...rows]) {
    print(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

/** What an action of a command does, once its arguments have been read and the installation is open. */
export type Work = (installation: Installation) => Promise<void>;

/** The actions of a command by name. Each reads its arguments before anything is opened, and gives what to do then. */
export type Actions<Values> = Readonly<Record<string, (values: Values, rest: string[]) => Work>>;

/**
 * Runs `balcao <command> <action> … [--demo]`: the option `demo` is added to the command's own. Throws UsageError, also for a
 * DomainError whose code `texts` has a sentence for.
 */
export async function runAction<const O extends ParseArgsOptionsConfig>(
  command: string,
  args: string[],
  { options, texts, actions }: { options: O; texts: Sentences; actions: Actions<ValuesOf<O>> },
): Promise<void> {
  const { values, positionals } = readArgs(args, { ...options, demo: { type: 'boolean' } });
  const [action, ...rest] = positionals;
  const { demo, ...own } = values as ValuesOf<O> & { demo?: boolean };
  const work = actionOf(command, actions, action)(own as ValuesOf<O>, rest);
  await onInstallation(demo, texts, work);
}

/** The values of a command's options. */
export type ValuesOf<O extends ParseArgsOptionsConfig> = ReturnType<typeof readArgs<O>>['values'];

/** How a command writes: in one transaction, whose audit rows name the command and the action. */
export const writingAs =
  (command: string) =>
  <T>(db: Database, action: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    inTransaction(db, { origem: 'comando', operacao: `${command}.${action}` }, work);
