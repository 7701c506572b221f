import { resolve } from 'node:path';
import { DomainError } from '#kernel/errors.ts';
import { type Andamento, importarEnderecos } from '#modules/enderecos/index.ts';
import { examineTextFile, type TextFile, TextFileError } from '#platform/text-file.ts';
import { readConfig } from '../config.ts';
import { openInstallation } from '../installation.ts';
import { type Command, print, UsageError } from './command.ts';
import { progressOn } from './progress.ts';
import { arquivoDeRejeitadas } from './rejeitadas.ts';

export const importar: Command = {
  name: 'importar',
  about: 'Carrega uma base nacional de endereços (CSV); interrompido, continua de onde parou',
  usage: ['enderecos <arquivo.csv>   colunas: cep;tipo;logradouro;bairro;cidade;uf;ibge'],
  async run([what, path, ...more]) {
    if (what !== 'enderecos' || !path || more.length > 0)
      throw new UsageError('Use: balcao importar enderecos <arquivo.csv>');
    const arquivo = await examine(resolve(path));
    const installation = await openInstallation(readConfig(), 'producao');
    const rejeitadas = arquivoDeRejeitadas(`${arquivo.path}.rejeitadas.csv`);
    const progress = progressOn(process.stdout, arquivo.size);
    try {
      const feito = await importarEnderecos(installation.db, arquivo, path, {
        ...rejeitadas,
        progresso: ({ bytes, linhas }) => progress.step(bytes, linhas),
      }).catch(explain);
      progress.end();
      if (feito) report(feito, progress.seconds(), rejeitadas.path);
      else print('Este arquivo já foi importado por inteiro: nada a fazer.');
    } finally {
      await installation.close();
    }
  },
};

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'o arquivo não existe',
  EISDIR: 'é uma pasta',
  EACCES: 'falta permissão de leitura',
  utf16: 'está em UTF-16; grave-o em UTF-8 ou Latin-1',
  line: 'não é um arquivo de linhas, uma delas tem mais de 4 MB',
};

async function examine(path: string): Promise<TextFile> {
  try {
    return await examineTextFile(path);
  } catch (error) {
    const reason = error instanceof TextFileError ? error.reason : ((error as NodeJS.ErrnoException).code ?? '');
    throw new UsageError(`Não foi possível ler ${path}: ${unreadable[reason] ?? (error as Error).message}.`);
  }
}

function report({ linhas, incluidos, existentes, rejeitadas }: Andamento, seconds: number, path: string): void {
  const number = (n: number) => n.toLocaleString('pt-BR');
  print(`Concluído: ${number(linhas)} linhas em ${number(Math.round(seconds))} s.`);
  print(`  logradouros novos:   ${number(incluidos)}`);
  print(`  já existentes:       ${number(existentes)}`);
  print(`  linhas recusadas:    ${number(rejeitadas)}${rejeitadas > 0 ? `, com o motivo, em ${path}` : ''}`);
}

function explain(error: unknown): never {
  if (!(error instanceof DomainError)) throw error;
  switch (error.code) {
    case 'importacao.em_andamento':
      throw new UsageError('Outra importação está em andamento nesta base. Espere que termine.');
    case 'importacao.vazia':
      throw new UsageError('O arquivo está vazio.');
    case 'importacao.cabecalho':
      throw new UsageError(
        `Faltam colunas no cabeçalho do arquivo: ${(error.facts['faltam'] as string[]).join(', ')}. ` +
          'A primeira linha nomeia as colunas: cep;tipo;logradouro;bairro;cidade;uf;ibge (sem ibge, cidade e uf).',
      );
    default:
      throw error;
  }
}
