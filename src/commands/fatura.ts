import { type Centavos, formatReais, fromReais } from '#kernel/money.ts';
import { cancelarFatura, contestarFatura, encerrarContestacao } from '#modules/financeiro/index.ts';
import type { Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import type { Installation } from '../installation.ts';
import { actionOf, integerOf, noMore, onInstallation, readArgs, required, type Sentences } from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';

const options = {
  motivo: { type: 'string' },
  valor: { type: 'string' },
  procedente: { type: 'boolean' },
  improcedente: { type: 'boolean' },
  demo: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof readArgs<typeof options>>['values'];

const sentences: Sentences = {
  'fatura.nao_encontrada': ({ faturaId }) => `Não há fatura ${faturaId}.`,
  'fatura.ja_quitada': () => 'A fatura está paga: estorne antes o pagamento.',
  'fatura.negociada': () => 'A fatura foi negociada: desfaça antes a negociação.',
  'fatura.cancelada': () => 'A fatura já está cancelada.',
  'fatura.paga_em_parte': () => 'A fatura foi paga em parte: estorne antes o pagamento.',
  'fatura.de_negociacao': () => 'A fatura é parcela de uma negociação: desfaça a negociação inteira.',
  'contestacao.situacao': ({ faturaId }) => `A fatura ${faturaId} não está aberta nem paga: nada nela se contesta.`,
  'contestacao.aberta': ({ faturaId }) => `A fatura ${faturaId} já tem uma contestação aberta.`,
  'contestacao.valor': ({ maximo }) =>
    `--valor deve ser maior que zero e no máximo ${formatReais(maximo as Centavos)}.`,
  'contestacao.nao_encontrada': ({ faturaId }) => `A fatura ${faturaId} não tem contestação aberta.`,
};

export const fatura: Command = {
  name: 'fatura',
  about: 'Cancela uma fatura; registra e encerra a contestação de um valor',
  usage: [
    'cancelar <id> --motivo "…" [--demo]    só uma fatura de que nada foi pago',
    'contestar <id> --valor 12,34 --motivo "…" [--demo]    o valor fica fora da cobrança',
    'encerrar <id> --procedente | --improcedente [--demo]    procedente: o valor é abatido, ou vira crédito',
  ],
  async run(args) {
    const { values, positionals } = readArgs(args, options);
    const [action, texto, ...rest] = positionals;
    const lido = actionOf('fatura', actions, action);
    noMore(rest);
    const work = lido(values, integerOf('a fatura', texto ?? '', 1));
    await onInstallation(values.demo, sentences, (on) =>
      inTransaction(on.db, { origem: 'comando', operacao: `fatura.${action}` }, (tx) => work(tx, on)).then(print),
    );
  },
};

type Work = (tx: Tx, on: Installation) => Promise<string>;

// Each reads its arguments before anything is opened, and gives what to do then, which gives what to say.
const actions: Record<string, (values: Values, id: number) => Work> = {
  cancelar(values, id) {
    const motivo = required('--motivo', values.motivo);
    return async (tx, { clock }) => {
      await cancelarFatura(tx, id, motivo, clock.today());
      return `Fatura ${id} cancelada.`;
    };
  },
  contestar(values, id) {
    const motivo = required('--motivo', values.motivo);
    const valor = fromReais(required('--valor', values.valor));
    if (valor === null) throw new UsageError(`--valor deve ser um valor em reais; está «${values.valor}».`);
    return async (tx) => {
      await contestarFatura(tx, id, valor, motivo);
      return `Contestação de ${formatReais(valor)} da fatura ${id} registrada.`;
    };
  },
  encerrar(values, id) {
    const { procedente = false, improcedente = false } = values;
    if (procedente === improcedente) throw new UsageError('Diga --procedente ou --improcedente.');
    return async (tx, { clock }) => {
      const { abatido, credito } = await encerrarContestacao(tx, id, procedente, clock.today());
      return procedente
        ? `Contestação da fatura ${id} encerrada: ${formatReais(abatido)} abatidos, ${formatReais(credito)} de crédito.`
        : `Contestação da fatura ${id} encerrada: improcedente, nada muda.`;
    };
  },
};
