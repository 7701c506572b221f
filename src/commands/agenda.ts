import { readFileSync, writeFileSync } from 'node:fs';
import { addDays, type Day, parseDay } from '#kernel/dates.ts';
import { gerarAgenda, HORIZONTE_DIAS } from '#modules/agenda/index.ts';
import { exportarConfiguracao, importarConfiguracao, type ProblemaDoArquivo } from '#modules/atendimentos/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { actionOf, integerOf, noMore, onInstallation, readArgs, type Sentences } from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';

const OPTIONS = {
  de: { type: 'string' },
  ate: { type: 'string' },
  dias: { type: 'string' },
  demo: { type: 'boolean' },
} as const;

export const agenda: Command = {
  name: 'agenda',
  about: 'Gera a agenda técnica; importa e exporta tipos de atendimento, expediente, feriados e o modelo semanal',
  usage: [
    'gerar [--de AAAA-MM-DD] [--ate AAAA-MM-DD | --dias N] [--demo]',
    'importar arquivo.yaml [--demo]',
    'exportar [arquivo.yaml] [--demo]',
  ],
  async run(args) {
    const { positionals, values } = readArgs(args, OPTIONS);
    const [name, ...rest] = positionals;
    await actionOf('agenda', { gerar, importar, exportar }, name)(rest, values);
  },
};

interface Values {
  de?: string | undefined;
  ate?: string | undefined;
  dias?: string | undefined;
  demo?: boolean | undefined;
}

const MAIOR = 400;

async function gerar(rest: string[], { de, ate, dias, demo }: Values): Promise<void> {
  noMore(rest);
  if (ate !== undefined && dias !== undefined) throw new UsageError('Use --ate ou --dias, não os dois.');
  const [primeiro, ultimo] = [dayOf('--de', de), dayOf('--ate', ate)];
  const quantos = integerOf('--dias', dias ?? String(HORIZONTE_DIAS), 1, MAIOR);
  await onInstallation(demo, {}, async ({ db, clock }) => {
    const inicio = primeiro ?? addDays(clock.today(), 1);
    const fim = ultimo ?? addDays(inicio, quantos - 1);
    if (fim < inicio || fim > addDays(inicio, MAIOR)) {
      throw new UsageError(`O último dia deve ser de ${inicio} a ${addDays(inicio, MAIOR)}; está ${fim}.`);
    }
    const novos = await inTransaction(db, { origem: 'comando', operacao: 'agenda gerar' }, (tx) =>
      gerarAgenda(tx, inicio, fim),
    );
    print(`Agenda de ${inicio} a ${fim}: ${novos} item(ns) novo(s).`);
  });
}

async function importar([file, ...rest]: string[], { demo }: Values): Promise<void> {
  noMore(rest);
  if (file === undefined) throw new UsageError('Falta o arquivo.');
  const texto = read(file);
  await onInstallation(demo, SENTENCES, async ({ db }) => {
    const feito = await inTransaction(db, { origem: 'comando', operacao: 'agenda importar' }, (tx) =>
      importarConfiguracao(tx, texto),
    );
    for (const [secao, n] of Object.entries(feito)) print(`${secao}: ${n}`);
    if (Object.keys(feito).length === 0) print('O arquivo não tem nenhuma seção: nada muda.');
  });
}

async function exportar([file, ...rest]: string[], { demo }: Values): Promise<void> {
  noMore(rest);
  await onInstallation(demo, {}, async ({ db }) => {
    const texto = await exportarConfiguracao(db);
    if (file === undefined) return void process.stdout.write(texto);
    writeFileSync(file, texto);
    print(`Configuração exportada para ${file}.`);
  });
}

function dayOf(name: string, text: string | undefined): Day | null {
  const found = text === undefined ? null : parseDay(text, 'yyyy-MM-dd');
  if (text !== undefined && !found) throw new UsageError(`${name} deve ser um dia AAAA-MM-DD; está «${text}».`);
  return found;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`O arquivo ${file} não pôde ser lido: ${(error as NodeJS.ErrnoException).code}.`);
  }
}

const PROBLEMAS: Record<ProblemaDoArquivo['codigo'], (fato: string) => string> = {
  yaml: (fato) => `o YAML não pôde ser lido: ${fato}`,
  secao: () => 'não existe esta seção (centros_custo, fechamentos, tipos, expediente, feriados, agenda)',
  lista: () => 'deve ser uma lista',
  forma: (fato) => (fato ? `falta ou sobra: ${fato}` : 'o valor é inválido'),
  dia: (fato) => `não existe o dia ${fato}`,
  ordem: () => 'o fim deve vir depois do início',
  prazo: () => 'prazo e unidade vão juntos',
  repetido: (fato) => `${fato} aparece mais de uma vez`,
  desconhecido: (fato) => `não existe o registro ${fato}`,
};

const SENTENCES: Sentences = {
  'atendimento.arquivo': ({ problemas }) =>
    `Nada foi gravado. O arquivo precisa de correção: ${(problemas as ProblemaDoArquivo[])
      .map(({ onde, codigo, fato }) => [onde, PROBLEMAS[codigo](fato)].filter(Boolean).join(': '))
      .join('; ')}.`,
};
