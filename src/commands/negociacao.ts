import { type Day, formatDay, parseDay } from '#kernel/dates.ts';
import { formatReais } from '#kernel/money.ts';
import { desfazerNegociacao, simularNegociacao } from '#modules/financeiro/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import type { Installation } from '../installation.ts';
import {
  actionOf,
  integerOf,
  listOf,
  noMore,
  onInstallation,
  printTable,
  readArgs,
  required,
  type Sentences,
} from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';

const options = {
  cliente: { type: 'string' },
  faturas: { type: 'string' },
  parcelas: { type: 'string' },
  primeira: { type: 'string' },
  demo: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof readArgs<typeof options>>['values'];

const sentences: Sentences = {
  'negociacao.nao_encontrada': ({ id }) => `Não há negociação ${id}.`,
  'negociacao.encerrada': ({ id, situacao }) => `A negociação ${id} não está vigente: ${situacao}.`,
  'negociacao.fatura_desconhecida': ({ faturaId }) => `O cliente não tem a fatura ${faturaId}.`,
  'negociacao.fatura_fechada': ({ faturaId }) => `A fatura ${faturaId} não está em aberto.`,
  'negociacao.de_negociacao': ({ faturaId }) => `A fatura ${faturaId} é parcela de outra negociação.`,
  'negociacao.empresas': () => 'As faturas são de empresas diferentes: negocie as de cada empresa.',
  'negociacao.sem_parcelas': () => '--parcelas deve ser ao menos 1.',
  'negociacao.parcelas': ({ maximo }) => `São permitidas no máximo ${maximo} parcelas.`,
  'negociacao.vencimento': ({ parcela, ate }) =>
    `O vencimento da parcela ${parcela} deve ser de hoje em diante, e até ${formatDay(ate as Day, 'dd/MM/yyyy')}.`,
  'negociacao.valor': ({ parcela }) => `A parcela ${parcela} ficaria sem valor: use menos parcelas.`,
};

export const negociacao: Command = {
  name: 'negociacao',
  about: 'Simula uma negociação; desfaz uma que está vigente',
  usage: [
    'simular --cliente N --faturas 3,4 [--parcelas N] [--primeira AAAA-MM-DD] [--demo]    nada grava',
    'desfazer <id> [--demo]    as faturas de antes voltam a ser devidas, menos o que foi pago',
  ],
  async run(args) {
    const { values, positionals } = readArgs(args, options);
    const [action, ...rest] = positionals;
    const run = actionOf('negociacao', actions, action)(values, rest);
    await onInstallation(values.demo, sentences, run);
  },
};

// Each reads its arguments before anything is opened, and gives what to do then.
const actions: Record<string, (values: Values, rest: string[]) => (on: Installation) => Promise<void>> = {
  simular(values, rest) {
    noMore(rest);
    const clienteId = integerOf('--cliente', required('--cliente', values.cliente), 1);
    const faturaIds = listOf(required('--faturas', values.faturas)).map((id) => integerOf('--faturas', id, 1));
    const parcelas = integerOf('--parcelas', values.parcelas ?? '1', 1, 60);
    const pedida = values.primeira === undefined ? null : diaDe(values.primeira);
    return async ({ db, clock }) => {
      const hoje = clock.today();
      const pedido = { faturaIds, parcelas, primeira: pedida ?? hoje };
      const simulacao = await simularNegociacao(db, clienteId, pedido, hoje);
      const { saldo, multa, juros, total } = simulacao;
      print(
        `Devido hoje: ${formatReais(saldo)}, multa ${formatReais(multa)}, juros ${formatReais(juros)}: ${formatReais(total)}.`,
      );
      printTable(
        ['PARCELA', 'VENCIMENTO', 'VALOR', 'MULTA', 'JUROS'],
        simulacao.parcelas.map((parcela) => [
          String(parcela.numero),
          formatDay(parcela.vencimento, 'dd/MM/yyyy'),
          formatReais(parcela.total),
          formatReais(parcela.multa),
          formatReais(parcela.juros),
        ]),
      );
    };
  },
  desfazer(_values, [texto, ...rest]) {
    noMore(rest);
    const id = integerOf('a negociação', texto ?? '', 1);
    return async ({ db, clock }) => {
      await inTransaction(db, { origem: 'comando', operacao: 'negociacao.desfazer' }, (tx) =>
        desfazerNegociacao(tx, id, clock.today()),
      );
      print(`Negociação ${id} desfeita.`);
    };
  },
};

function diaDe(text: string): Day {
  const found = parseDay(text, 'yyyy-MM-dd');
  if (!found) throw new UsageError(`--primeira deve ser um dia, AAAA-MM-DD; está «${text}».`);
  return found;
}
