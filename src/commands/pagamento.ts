import { formatReais } from '#kernel/money.ts';
import { estornarPagamento, pagamentosDe } from '#modules/financeiro/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import type { Installation } from '../installation.ts';
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
  fatura: { type: 'string' },
  cliente: { type: 'string' },
  motivo: { type: 'string' },
  limite: { type: 'string' },
  demo: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof readArgs<typeof options>>['values'];

const sentences: Sentences = {
  'pagamento.nao_encontrado': ({ id }) => `Não há pagamento ${id}.`,
  'pagamento.estornado': ({ id }) => `O pagamento ${id} já foi estornado.`,
  'pagamento.fatura_negociada': ({ faturaId }) =>
    `A fatura ${faturaId} foi negociada depois deste pagamento: desfaça antes a negociação.`,
  'pagamento.negociacao_desfeita': ({ negociacaoId }) =>
    `O pagamento é de uma parcela da negociação ${negociacaoId}, que foi desfeita: o valor já está nas faturas de antes.`,
};

export const pagamento: Command = {
  name: 'pagamento',
  about: 'Lista e estorna pagamentos',
  usage: [
    'listar --fatura N | --cliente N [--limite N] [--demo]    (os 50 mais novos, se nada for dito)',
    'estornar <id> --motivo "…" [--demo]    a fatura volta a dever o que ele tinha pago',
  ],
  async run(args) {
    const { values, positionals } = readArgs(args, options);
    const [action, ...rest] = positionals;
    const run = actionOf('pagamento', actions, action)(values, rest);
    await onInstallation(values.demo, sentences, run);
  },
};

// Each reads its arguments before anything is opened, and gives what to do then.
const actions: Record<string, (values: Values, rest: string[]) => (on: Installation) => Promise<void>> = {
  listar(values, rest) {
    noMore(rest);
    const quais = quaisDe(values);
    const limite = integerOf('--limite', values.limite ?? '50', 1, 100_000);
    return async ({ db }) => {
      const rows = await pagamentosDe(db, quais, limite);
      printTable(
        ['ID', 'FATURA', 'PAGO EM', 'ORIGEM', 'PAGO', 'ABATIDO', 'CRÉDITO', 'RESTO', 'ESTORNO'],
        rows.map((row) => [
          String(row.id),
          String(row.faturaId),
          row.pagoEm,
          row.origem,
          formatReais(row.valorPago),
          formatReais(row.abatido),
          formatReais(row.credito),
          formatReais(row.resto),
          row.estornoMotivo ?? '',
        ]),
      );
    };
  },
  estornar(values, [texto, ...rest]) {
    noMore(rest);
    const id = integerOf('o pagamento', texto ?? '', 1);
    const motivo = required('--motivo', values.motivo);
    return async ({ db, clock }) => {
      const { faturaId, abatido } = await inTransaction(
        db,
        { origem: 'comando', operacao: 'pagamento.estornar' },
        (tx) => estornarPagamento(tx, id, motivo, clock.today()),
      );
      print(`Pagamento ${id} estornado: a fatura ${faturaId} deve de novo ${formatReais(abatido)}.`);
    };
  },
};

function quaisDe({ fatura, cliente }: Values): { faturaId: number } | { clienteId: number } {
  if ((fatura === undefined) === (cliente === undefined)) throw new UsageError('Diga --fatura N ou --cliente N.');
  return fatura === undefined
    ? { clienteId: integerOf('--cliente', cliente ?? '', 1) }
    : { faturaId: integerOf('--fatura', fatura, 1) };
}
