import {
  acertarSaida,
  historicoDaSaida,
  justificativasDeAlteracao,
  saidasDaCaixa,
  trocarSaida,
} from '#modules/redes/index.ts';
import {
  type Actions,
  integerOf,
  noMore,
  printTable,
  required,
  runAction,
  type Sentences,
  type ValuesOf,
  type Work,
  writingAs,
} from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';

const options = {
  contrato: { type: 'string' },
  caixa: { type: 'string' },
  saida: { type: 'string' },
  justificativa: { type: 'string' },
} as const;

type Options = ValuesOf<typeof options>;
const writing = writingAs('caixa');

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
  run: (args) => runAction('caixa', args, { options, texts, actions }),
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

const acerto =
  (status: 'LIVRE' | 'DEFEITO' | 'OCUPADA') =>
  (values: Options, rest: string[]): Work => {
    noMore(rest);
    const saidaId = number(values, 'saida');
    return async ({ db }) => {
      await writing(db, status.toLowerCase(), (tx) => acertarSaida(tx, saidaId, status));
      print(`A saída ${saidaId} está ${status}.`);
    };
  };

const actions: Actions<Options> = {
  mostrar: (values, rest) => {
    noMore(rest);
    const caixaId = number(values, 'caixa');
    return async ({ db }) => {
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
  trocar: (values, rest) => {
    noMore(rest);
    const contratoId = number(values, 'contrato');
    const nova = { caixaId: number(values, 'caixa'), saidaId: number(values, 'saida') };
    const justificativa = number(values, 'justificativa');
    return async ({ db }) => {
      await writing(db, 'trocar', (tx) => trocarSaida(tx, contratoId, nova, justificativa));
      print(`O contrato ${contratoId} está na saída ${nova.saidaId} da caixa ${nova.caixaId}.`);
    };
  },
  livre: acerto('LIVRE'),
  defeito: acerto('DEFEITO'),
  ocupada: acerto('OCUPADA'),
  historico: (values, rest) => {
    noMore(rest);
    const de =
      values.contrato === undefined ? { saidaId: number(values, 'saida') } : { contratoId: number(values, 'contrato') };
    return async ({ db }) => {
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
  justificativas: (_values, rest) => {
    noMore(rest);
    return async ({ db }) => {
      const rows = await justificativasDeAlteracao(db, {});
      printTable(
        ['ID', 'TIPO', 'DESCRIÇÃO'],
        rows.map(({ id, tipo, descricao }) => [String(id), tipo, descricao]),
      );
    };
  },
};
