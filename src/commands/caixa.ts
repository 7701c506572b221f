import {
  acertarSaida,
  historicoDaSaida,
  justificativasDeAlteracao,
  saidasDaCaixa,
  trocarSaida,
} from '#modules/redes/index.ts';
import type { Database, Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import {
  actionOf,
  integerOf,
  noMore,
  onInstallation,
  printTable,
  readArgs,
  required,
  type Sentences,
} from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';

const options = {
  contrato: { type: 'string' },
  caixa: { type: 'string' },
  saida: { type: 'string' },
  justificativa: { type: 'string' },
  demo: { type: 'boolean' },
} as const;

type Options = ReturnType<typeof readArgs<typeof options>>['values'];

export const caixa: Command = {
  name: 'caixa',
  about: 'Saídas de caixas: situação, troca com justificativa, histórico',
  usage: [
    'mostrar --caixa N        (as saídas e seus contratos)',
    'trocar --contrato N --caixa N --saida N --justificativa N',
    'livre --saida N | defeito --saida N | ocupada --saida N   (de uma saída sem contrato)',
    'historico --saida N | --contrato N',
    'justificativas',
    '… --demo                 (na base da demonstração)',
  ],
  async run(args) {
    const { values, positionals } = readArgs(args, options);
    const [action, ...rest] = positionals;
    noMore(rest);
    const run = actionOf('caixa', actions, action)(values);
    await onInstallation(values.demo, texts, ({ db }) => run(db));
  },
};

const texts: Sentences = {
  'contrato.nao_encontrado': ({ contratoId }) => `Não existe o contrato ${contratoId}.`,
  'contrato.cancelado': ({ contratoId }) => `O contrato ${contratoId} está cancelado.`,
  'caixa.desconhecida': () => 'Não existe essa caixa, ou não está ativa.',
  'saida.desconhecida': () => 'A caixa não tem essa saída.',
  'saida.ocupada': ({ saidaId }) => `A saída ${saidaId} não está livre.`,
  'saida.nao_encontrada': ({ saidaId }) => `Não existe a saída ${saidaId}.`,
  'saida.com_contrato': ({ saidaId, contratoId }) => `A saída ${saidaId} é do contrato ${contratoId}.`,
  'justificativa.desconhecida': ({ justificativaId }) => `Não existe a justificativa ${justificativaId}.`,
};

const number = (values: Options, name: 'contrato' | 'caixa' | 'saida' | 'justificativa') =>
  integerOf(`--${name}`, required(`--${name}`, values[name]), 1);

const acerto = (status: 'LIVRE' | 'DEFEITO' | 'OCUPADA') => (values: Options) => {
  const saidaId = number(values, 'saida');
  return async (db: Database) => {
    await writing(db, status.toLowerCase(), (tx) => acertarSaida(tx, saidaId, status));
    print(`A saída ${saidaId} está ${status}.`);
  };
};

// Each reads its arguments before anything is opened, and gives what to do then.
const actions: Record<string, (values: Options) => (db: Database) => Promise<void>> = {
  mostrar: (values) => {
    const caixaId = number(values, 'caixa');
    return async (db) => {
      const saidas = await saidasDaCaixa(db, caixaId);
      if (saidas.length === 0) throw new UsageError(`Não existe a caixa ${caixaId}, ou ela não tem saídas.`);
      printTable(
        ['ID', 'SAÍDA', 'SITUAÇÃO', 'CONTRATO'],
        saidas.map(({ id, descricao, status, contrato_id }) => [
          String(id),
          descricao,
          status,
          String(contrato_id ?? ''),
        ]),
      );
    };
  },
  trocar: (values) => {
    const contratoId = number(values, 'contrato');
    const nova = { caixaId: number(values, 'caixa'), saidaId: number(values, 'saida') };
    const justificativa = number(values, 'justificativa');
    return async (db) => {
      await writing(db, 'trocar', (tx) => trocarSaida(tx, contratoId, nova, justificativa));
      print(`O contrato ${contratoId} está na saída ${nova.saidaId} da caixa ${nova.caixaId}.`);
    };
  },
  livre: acerto('LIVRE'),
  defeito: acerto('DEFEITO'),
  ocupada: acerto('OCUPADA'),
  historico: (values) => {
    const de =
      values.contrato === undefined ? { saidaId: number(values, 'saida') } : { contratoId: number(values, 'contrato') };
    return async (db) => {
      const rows = await historicoDaSaida(db, de);
      printTable(
        ['QUANDO', 'CAIXA', 'SAÍDA', 'DE', 'PARA', 'CONTRATO', 'JUSTIFICATIVA', 'ORIGEM'],
        rows.map((row) => [
          row.quando.toLocaleString('pt-BR', { timeZone: 'America/Sao_Paulo' }),
          String(row.caixa_id),
          String(row.saida_id),
          row.de ?? '',
          row.para,
          [row.contrato_de ?? '-', row.contrato_para ?? '-'].join(' → '),
          row.justificativa ?? '',
          row.operacao ?? '',
        ]),
      );
    };
  },
  justificativas: () => async (db) => {
    const rows = await justificativasDeAlteracao(db, {});
    printTable(
      ['ID', 'TIPO', 'DESCRIÇÃO'],
      rows.map(({ id, tipo, descricao }) => [String(id), tipo, descricao]),
    );
  },
};

const writing = <T>(db: Database, action: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(db, { origem: 'comando', operacao: `caixa.${action}` }, work);
