import { resolve } from 'node:path';
import { importarBlocos } from '#modules/radius/index.ts';
import { examineTextFile, TextFileError } from '#platform/text-file.ts';
import { inTransaction } from '#platform/transaction.ts';
import { actionOf, noMore, onInstallation, readArgs, required } from '../arguments.ts';
import { print, UsageError } from '../command.ts';

const MOST_SHOWN = 50;

/** `balcao rede cgnat importar`. */
export async function cgnat([action, ...args]: string[]): Promise<void> {
  await actionOf('rede cgnat', { importar }, action)(args);
}

async function importar(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, { demo: { type: 'boolean' } });
  const path = resolve(required('o arquivo', positionals[0]));
  noMore(positionals.slice(1));
  const arquivo = await examineTextFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof TextFileError || error.code)
      throw new UsageError(`Não foi possível ler ${path}: ${error.message}.`);
    throw error;
  });
  const texts = {
    'cgnat.cabecalho': (f: Readonly<Record<string, unknown>>) =>
      `Faltam colunas: ${(f['faltam'] as string[]).join(', ')}.`,
  };
  await onInstallation(values.demo, texts, async ({ db }) => {
    const origem = { origem: 'comando', operacao: 'rede.cgnat.importar' };
    const feito = await inTransaction(db, origem, (tx) => importarBlocos(tx, arquivo));
    print(
      `Blocos novos: ${feito.incluidos}; já existentes: ${feito.existentes}; linhas recusadas: ${feito.rejeitadas.length}.`,
    );
    for (const { linha, motivo } of feito.rejeitadas.slice(0, MOST_SHOWN)) print(`  linha ${linha}: ${motivo}`);
    if (feito.rejeitadas.length > MOST_SHOWN) print(`  e mais ${feito.rejeitadas.length - MOST_SHOWN}`);
    if (feito.rejeitadas.length > 0) process.exitCode = 1;
  });
}
