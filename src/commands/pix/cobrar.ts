import { formatReais } from '#kernel/money.ts';
import { cobrarVencida } from '#modules/recebimento/index.ts';
import { PartnerError } from '#platform/http-partner.ts';
import { integerOf, noMore, onInstallation, readArgs, required, type Sentences } from '../arguments.ts';
import { print, UsageError } from '../command.ts';
import { bancoDoPix } from './banco.ts';

const frases: Sentences = {
  'fatura.nao_encontrada': ({ faturaId }) => `Não existe a fatura ${faturaId}.`,
  'pix.fatura_nao_aberta': ({ faturaId }) => `A fatura ${faturaId} não está em aberto.`,
  'pix.fatura_nao_vencida': ({ faturaId }) =>
    `A fatura ${faturaId} não venceu: o banco cobra por ela com vencimento, desde a emissão.`,
  'pix.sem_cobranca': ({ faturaId }) => `O convênio da fatura ${faturaId} não cobra por Pix no banco (pix_modo COBV).`,
};

/** The charge by which an overdue invoice is paid today. */
export async function cobrar(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, { fatura: { type: 'string' }, demo: { type: 'boolean' } });
  noMore(positionals);
  const faturaId = integerOf('--fatura', required('--fatura', values.fatura), 1);
  await onInstallation(values.demo, frases, async (installation) => {
    const { db, clock } = installation;
    const pix = bancoDoPix(installation, values.demo);
    const { tipo, valor, copiaECola, expiraEm } = await cobrarVencida({ db, clock, pix }, faturaId).catch(semResposta);
    print(`${formatReais(valor)} hoje, com multa e juros${tipo === 'COBV' ? ', que o banco calcula' : ''}.`);
    if (expiraEm) print(`Vale até ${expiraEm.toLocaleString('pt-BR', { timeZone: 'America/Sao_Paulo' })}.`);
    print(copiaECola);
  });
}

const semResposta = (error: unknown): never => {
  if (!(error instanceof PartnerError)) throw error;
  const repetido = error.reason === 'recusa' ? '' : ' Repetido, o pedido é o mesmo.';
  throw new UsageError(`O banco não fez a cobrança: ${error.message}.${repetido}`);
};
