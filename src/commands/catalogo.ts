import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DomainError } from '#kernel/errors.ts';
import { esquemaDoCatalogo, exportarCatalogo, importarCatalogo, type Problema } from '#modules/catalogo/index.ts';
import type { Database } from '#platform/db.ts';
import { readConfig } from '../config.ts';
import { openInstallation } from '../installation.ts';
import { fraseDoProblema, linhasDaDiferenca } from './catalogo/frases.ts';
import { type Command, print, UsageError } from './command.ts';

export const catalogo: Command = {
  name: 'catalogo',
  about: 'Importa ou exporta o catálogo de vendas, num arquivo YAML',
  usage: ['importar arquivo.yaml [--simular] [--demo]', 'exportar [arquivo.yaml] [--demo]', 'esquema'],
  async run(args) {
    const { positionals, values } = parse(args);
    const [action, file] = positionals;
    const kind = values.demo ? 'demo' : 'producao';
    if (action === 'esquema') print(JSON.stringify(esquemaDoCatalogo, null, 2));
    else if (action === 'exportar') await withDatabase(kind, (db) => exportar(db, file));
    else if (action === 'importar' && file !== undefined) {
      const texto = read(file);
      await withDatabase(kind, (db) => importar(db, texto, values.simular ?? false));
    } else throw new UsageError(`Uso:\n${catalogo.usage.map((line) => `  balcao catalogo ${line}`).join('\n')}`);
  },
};

function parse(args: string[]) {
  try {
    const options = { simular: { type: 'boolean' }, demo: { type: 'boolean' } } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function withDatabase(kind: 'producao' | 'demo', work: (db: Database) => Promise<void>): Promise<void> {
  const installation = await openInstallation(readConfig(), kind);
  try {
    await work(installation.db);
  } finally {
    await installation.close();
  }
}

async function exportar(db: Database, file: string | undefined): Promise<void> {
  const texto = await exportarCatalogo(db);
  if (file === undefined) process.stdout.write(texto);
  else {
    writeFileSync(file, texto);
    print(`Catálogo exportado para ${file}.`);
  }
}

async function importar(db: Database, texto: string, simular: boolean): Promise<void> {
  try {
    const diferencas = await importarCatalogo(db, { texto, simular });
    for (const line of diferencas.flatMap(linhasDaDiferenca)) print(line);
    if (diferencas.length === 0) print('O catálogo já é o do arquivo: nada muda.');
    else print(`${diferencas.length} registro(s) ${simular ? 'mudariam; nada foi gravado' : 'gravado(s)'}.`);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'catalogo.arquivo') throw error;
    const problemas = error.facts['problemas'] as Problema[];
    throw new UsageError(
      `Nada foi gravado. O arquivo precisa de correção:\n${problemas.map((p) => `  ${fraseDoProblema(p)}`).join('\n')}`,
    );
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`O arquivo ${file} não pôde ser lido: ${(error as Error).message}`);
  }
}
