import { formatReais } from '#kernel/money.ts';
import { colocarPix, conciliarPix, pixPendentes } from '#modules/recebimento/index.ts';
import { PartnerError } from '#platform/http-partner.ts';
import { inTransaction } from '#platform/transaction.ts';
import { readConfig } from '../config.ts';
import { pixOf } from '../ports.ts';
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
import { bancoDoPix } from './pix/banco.ts';
import { cobrar } from './pix/cobrar.ts';
import { devolucoes, devolver } from './pix/devolver.ts';

const frases: Sentences = {
  'pix.nao_encontrado': ({ fimAFim }) => `Não existe o Pix ${fimAFim}.`,
  'pix.com_lugar': ({ fimAFim }) => `O Pix ${fimAFim} já tem lugar.`,
  'fatura.nao_encontrada': ({ faturaId }) => `Não existe a fatura ${faturaId}.`,
};

const demo = { demo: { type: 'boolean' } } as const;

async function conciliar(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, { dias: { type: 'string' }, ...demo });
  noMore(positionals);
  const dias = integerOf('--dias', values.dias ?? '1', 1, 90);
  await onInstallation(values.demo, frases, async (installation) => {
    const { db, clock } = installation;
    const pix = bancoDoPix(installation, values.demo);
    const feitos = await conciliarPix({ db, clock, pix }, dias * 86_400_000).catch(semBanco);
    print(`${feitos.APLICADO} com lugar, ${feitos.SEM_LUGAR} sem lugar, ${feitos.DEVOLVIDO} devolvidos.`);
  });
}

async function webhook(args: string[]): Promise<void> {
  noMore(readArgs(args, {}).positionals);
  const config = readConfig();
  const pix = pixOf(config);
  const { pixWebhookUrl, pixWebhookSegredo } = config;
  if (!pix.disponivel || !pixWebhookUrl || !pixWebhookSegredo) {
    throw new UsageError('Configure BALCAO_PIX_URL, BALCAO_PIX_WEBHOOK_URL e BALCAO_PIX_WEBHOOK_SEGREDO.');
  }
  await onInstallation(false, frases, async ({ db }) => {
    const chaves = await db
      .selectFrom('convenio')
      .select('pix_chave')
      .distinct()
      .where('pix_chave', 'is not', null)
      .execute();
    if (chaves.length === 0) throw new UsageError('Nenhum convênio tem chave Pix.');
    for (const { pix_chave: chave } of chaves) {
      if (chave === null) continue;
      const endereco = `${pixWebhookUrl.replace(/\/$/, '')}/pix/webhook/${pixWebhookSegredo}`;
      await pix.configurarWebhook(chave, endereco).catch(semBanco);
      print(`O banco avisará dos Pix à chave ${chave}.`);
    }
  });
}

const semBanco = (error: unknown): never => {
  throw error instanceof PartnerError ? new UsageError(`O banco não respondeu: ${error.message}.`) : error;
};

async function pendentes(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, demo);
  noMore(positionals);
  await onInstallation(values.demo, frases, async ({ db }) => {
    const found = await pixPendentes(db);
    if (found.length === 0) {
      print('Nada sem lugar.');
      return;
    }
    printTable(
      ['endToEndId', 'txid', 'valor', 'devolvido', 'recebido em', 'fatura', 'motivo'],
      found.map(({ fimAFim, txid, valor, devolvido, recebidoEm, faturaId, motivo }) => [
        fimAFim,
        txid ?? '',
        formatReais(valor),
        devolvido > 0 ? formatReais(devolvido) : '',
        recebidoEm.toLocaleString('pt-BR', { timeZone: 'America/Sao_Paulo' }),
        String(faturaId ?? ''),
        motivo ?? '',
      ]),
    );
  });
}

async function aplicar(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, { fatura: { type: 'string' }, ...demo });
  const [fimAFim, ...more] = positionals;
  noMore(more);
  if (!fimAFim) throw new UsageError('Use: balcao pix aplicar <endToEndId> --fatura N');
  const faturaId = integerOf('--fatura', required('--fatura', values.fatura), 1);
  await onInstallation(values.demo, frases, async ({ db, clock }) => {
    await inTransaction(db, { origem: 'comando', operacao: 'pix aplicar' }, (tx) =>
      colocarPix(tx, fimAFim, faturaId, clock.today()),
    );
    print(`Pix ${fimAFim} aplicado à fatura ${faturaId}.`);
  });
}

const actions = { conciliar, cobrar, pendentes, aplicar, devolver, devolucoes, webhook };

export const pix: Command = {
  name: 'pix',
  about:
    'Pix: confere com o banco o que foi recebido, cobra faturas vencidas, dá lugar ao que não tem, devolve (docs/recebimento.md)',
  usage: [
    'conciliar [--dias N] [--demo]',
    'cobrar --fatura N [--demo]   a cobrança de hoje de uma fatura vencida',
    'pendentes [--demo]',
    'aplicar <endToEndId> --fatura N [--demo]',
    'devolver <endToEndId> --motivo "…" [--valor 10,00] [--demo]   inteiro ou em parte, a quem pagou',
    'devolucoes [--demo]   as últimas, e como estão',
    'webhook   diz ao banco para onde avisar',
  ],
  async run([action, ...args]) {
    await actionOf('pix', actions, action)(args);
  },
};
