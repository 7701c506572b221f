import type { Day } from '#kernel/dates.ts';
import { formatDay } from '#kernel/dates.ts';
import { type Centavos, formatReais, fromReais } from '#kernel/money.ts';
import { type Devolucao, devolverPix, lerDevolucoes } from '#modules/recebimento/index.ts';
import { PartnerError } from '#platform/http-partner.ts';
import { noMore, onInstallation, printTable, readArgs, required, type Sentences } from '../arguments.ts';
import { print, UsageError } from '../command.ts';
import { bancoDoPix } from './banco.ts';

const options = { valor: { type: 'string' }, motivo: { type: 'string' }, demo: { type: 'boolean' } } as const;
const MOSTRADAS = 50;
const MOTIVO_MAXIMO = 200;

const frases: Sentences = {
  'pix.nao_encontrado': ({ fimAFim }) => `Não existe o Pix ${fimAFim}.`,
  'pix.devolucao_valor': ({ resta }) =>
    resta === 0
      ? 'Deste Pix nada resta para devolver.'
      : `Deste Pix se podem devolver até ${formatReais(resta as Centavos)}.`,
  'pix.devolucao_prazo': ({ ate }) => `Este Pix só podia ser devolvido até ${formatDay(ate as Day, 'dd/MM/yyyy')}.`,
  'pagamento.fatura_negociada': ({ faturaId }) =>
    `A fatura ${faturaId} foi negociada depois deste Pix: desfaça antes a negociação.`,
  'pagamento.negociacao_desfeita': ({ negociacaoId }) =>
    `O que este Pix pagou passou às faturas da negociação ${negociacaoId}, já desfeita: não se devolve por aqui.`,
};

const situacoes: Readonly<Record<Devolucao['situacao'], string>> = {
  A_PEDIR: 'espera o banco',
  EM_PROCESSAMENTO: 'em processamento no banco; a rotina acompanha',
  DEVOLVIDO: 'devolvido',
  NAO_REALIZADO: 'o banco não a realizou',
};

const ditaDe = ({ situacao, erro }: Devolucao): string => `${situacoes[situacao]}${erro ? ` (${erro})` : ''}`;

/** Gives a Pix back, as a whole or in part. */
export async function devolver(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, options);
  const [fimAFim, ...more] = positionals;
  noMore(more);
  if (!fimAFim) throw new UsageError('Use: balcao pix devolver <endToEndId> --motivo "…" [--valor 10,00]');
  const motivo = required('--motivo', values.motivo);
  if (motivo.length > MOTIVO_MAXIMO) throw new UsageError(`--motivo tem no máximo ${MOTIVO_MAXIMO} caracteres.`);
  const valor = values.valor === undefined ? null : fromReais(values.valor);
  if (values.valor !== undefined && (valor === null || valor <= 0)) {
    throw new UsageError(`--valor deve ser um valor em reais; está «${values.valor}».`);
  }
  await onInstallation(values.demo, frases, async (installation) => {
    const { db, clock } = installation;
    const pix = bancoDoPix(installation, values.demo);
    const origem = { origem: 'comando', operacao: 'pix devolver' };
    const feita = await devolverPix({ db, clock, pix }, { fimAFim, valor, motivo }, origem).catch(semResposta);
    const dita = `Devolução ${feita.id}, ${formatReais(feita.valor)} do Pix ${fimAFim}: ${ditaDe(feita)}.`;
    if (feita.situacao === 'NAO_REALIZADO') throw new UsageError(dita);
    print(dita);
  });
}

const semResposta = (error: unknown): never => {
  if (!(error instanceof PartnerError)) throw error;
  throw new UsageError(
    `O banco não respondeu: ${error.message}. A devolução está anotada, e a rotina a pede de novo, uma só vez.`,
  );
};

/** The latest returns and how they stand. */
export async function devolucoes(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, { demo: options.demo });
  noMore(positionals);
  await onInstallation(values.demo, frases, async ({ db }) => {
    const found = await lerDevolucoes(db).limit(MOSTRADAS).execute();
    if (found.length === 0) return print('Nenhuma devolução.');
    printTable(
      ['id', 'endToEndId', 'valor', 'pedida em', 'situação', 'motivo'],
      found.map((feita) => [
        feita.id,
        feita.fimAFim,
        formatReais(feita.valor),
        feita.pedidaEm.toLocaleString('pt-BR', { timeZone: 'America/Sao_Paulo' }),
        ditaDe(feita),
        feita.motivo,
      ]),
    );
  });
}
