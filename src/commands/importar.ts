import { resolve } from 'node:path';
import { DomainError } from '#kernel/errors.ts';
import { importarEnderecos } from '#modules/enderecos/index.ts';
import { importarCaixas, importarSaidas } from '#modules/redes/index.ts';
import { importarLigacoes, importarNumeros } from '#modules/telefonia/index.ts';
import type { Andamento, Saida } from '#platform/csv-import.ts';
import { examineTextFile, type TextFile, TextFileError } from '#platform/text-file.ts';
import { readConfig } from '../config.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { readArgs } from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';
import { contarSemTarifa } from './ligacoes.ts';
import { progressOn } from './progress.ts';
import { arquivoDeRejeitadas, type Motivo } from './rejeitadas.ts';

/** A kind of file that can be imported. */
interface Tipo {
  colunas: string;
  /** What its new records are called in the report. */
  novos: string;
  importar(
    installation: Installation,
    arquivo: TextFile,
    nome: string,
    saida: Saida<Motivo>,
  ): Promise<Andamento | null>;
  /** What else is to be told at the end. */
  depois?(installation: Installation): Promise<void>;
}

const tipos: Readonly<Record<string, Tipo>> = {
  enderecos: {
    colunas: 'cep;tipo;logradouro;bairro;cidade;uf;ibge (sem ibge, cidade e uf)',
    novos: 'logradouros novos',
    importar: ({ db }, arquivo, nome, saida) => importarEnderecos(db, arquivo, nome, saida),
  },
  caixas: {
    colunas: 'numero;descricao;cidade;uf;ibge;tecnologia;latitude;longitude;saidas;ativa (sem ibge, cidade e uf)',
    novos: 'caixas novas',
    importar: ({ db }, arquivo, nome, saida) => importarCaixas(db, arquivo, nome, saida),
  },
  saidas: {
    colunas: 'caixa;cidade;uf;ibge;saida;status;contrato;descricao (sem ibge, cidade e uf)',
    novos: 'saídas novas',
    importar: ({ db }, arquivo, nome, saida) => importarSaidas(db, arquivo, nome, saida),
  },
  numeros: {
    colunas:
      'ddd;numero;cidade;uf;ibge;terceiro;status;contrato (sem ibge, cidade e uf; ddd, terceiro, status e contrato: se houver)',
    novos: 'números novos',
    importar: ({ db }, arquivo, nome, saida) => importarNumeros(db, arquivo, nome, saida),
  },
  ligacoes: {
    colunas: 'id;origem;destino;inicio;duracao (inicio: ou data e hora; id, descricao, lote e controle: se houver)',
    novos: 'chamadas novas',
    importar: ({ db, clock }, arquivo, nome, saida) =>
      importarLigacoes(db, { arquivo, nome, agora: clock.now(), saida }),
    depois: contarSemTarifa,
  },
};

export const importar: Command = {
  name: 'importar',
  about: 'Carrega um arquivo CSV, como uma base nacional de endereços; interrompido, continua de onde parou',
  usage: Object.entries(tipos).map(([nome, { colunas }]) => `${nome} <arquivo.csv> [--demo]   colunas: ${colunas}`),
  async run(args) {
    const { values, positionals } = readArgs(args, { demo: { type: 'boolean' } });
    const [what = '', path, ...more] = positionals;
    const tipo = Object.hasOwn(tipos, what) ? tipos[what] : undefined;
    if (!tipo || !path || more.length > 0)
      throw new UsageError(`Use: balcao importar ${Object.keys(tipos).join('|')} <arquivo.csv>`);
    const arquivo = await examine(resolve(path));
    const installation = await openInstallation(readConfig(), values.demo ? 'demo' : 'producao');
    const rejeitadas = arquivoDeRejeitadas(`${arquivo.path}.rejeitadas.csv`);
    const progress = progressOn(process.stdout, arquivo.size);
    const saida: Saida<Motivo> = { ...rejeitadas, progresso: ({ bytes, linhas }) => progress.step(bytes, linhas) };
    try {
      const feito = await tipo.importar(installation, arquivo, path, saida).catch((error) => explain(error, tipo));
      progress.end();
      if (feito) report(feito, tipo, progress.seconds(), rejeitadas.path);
      else print('Este arquivo já foi importado por inteiro: nada a fazer.');
      await tipo.depois?.(installation);
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

function report({ linhas, incluidos, existentes, rejeitadas }: Andamento, tipo: Tipo, seconds: number, path: string) {
  const number = (n: number) => n.toLocaleString('pt-BR');
  const row = (name: string, text: string) => print(`  ${`${name}:`.padEnd(20)} ${text}`);
  print(`Concluído: ${number(linhas)} linhas em ${number(Math.round(seconds))} s.`);
  row(tipo.novos, number(incluidos));
  row('já existentes', number(existentes));
  row('linhas recusadas', `${number(rejeitadas)}${rejeitadas > 0 ? `, com o motivo, em ${path}` : ''}`);
}

function explain(error: unknown, { colunas }: Tipo): never {
  if (!(error instanceof DomainError)) throw error;
  switch (error.code) {
    case 'importacao.em_andamento':
      throw new UsageError('Outra importação está em andamento nesta base. Espere que termine.');
    case 'importacao.vazia':
      throw new UsageError('O arquivo está vazio.');
    case 'importacao.cabecalho':
      throw new UsageError(
        `Faltam colunas no cabeçalho do arquivo: ${(error.facts['faltam'] as string[]).join(', ')}. ` +
          `A primeira linha nomeia as colunas: ${colunas}.`,
      );
    default:
      throw error;
  }
}
