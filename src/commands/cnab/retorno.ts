import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Day, formatDay, parseDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, formatReais, fromReais } from '#kernel/money.ts';
import { reenviarRecusados } from '#modules/cobranca/index.ts';
import {
  colocarItem,
  encerrarItem,
  itensPendentes,
  lerArquivoDeRetorno,
  type ResumoDoRetorno,
} from '#modules/recebimento/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { integerOf, noMore, onInstallation, printTable, readArgs, required } from '../arguments.ts';
import { print, UsageError } from '../command.ts';
import { frases } from './frases.ts';

const demo = { demo: { type: 'boolean' } } as const;

/** balcao cnab retorno: each file by itself; one that cannot be read does not keep the others from being read. */
export async function retorno(args: string[]): Promise<void> {
  const { values, positionals: files } = readArgs(args, demo);
  if (files.length === 0) throw new UsageError('Use: balcao cnab retorno <arquivo> [<arquivo> …]');
  const recusados: string[] = [];
  await onInstallation(values.demo, frases, async (installation) => {
    for (const file of files) {
      try {
        const arquivo = { nome: basename(file), bytes: ler(file) };
        const origem = { origem: 'comando', operacao: 'cnab retorno' };
        report(file, await lerArquivoDeRetorno(installation, arquivo, origem));
      } catch (error) {
        const text = error instanceof DomainError ? frases[error.code]?.(error.facts) : undefined;
        if (!text && !(error instanceof UsageError)) throw error;
        recusados.push(`${file}: ${text ?? (error as Error).message}`);
      }
    }
  });
  if (recusados.length > 0) throw new UsageError(recusados.join('\n'));
}

function ler(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`Não foi possível ler: ${(error as Error).message}.`);
  }
}

function report(file: string, { jaLido, itens, recebido, semLugar }: ResumoDoRetorno): void {
  if (jaLido) {
    print(`${file}: já lido por inteiro, nada mudou.`);
    return;
  }
  print(
    `${file}: ${itens.APLICADO} aplicados (${formatReais(recebido)}), ${itens.REPETIDO} repetidos, ` +
      `${itens.INFORMATIVO} informativos, ${itens.SEM_LUGAR} sem lugar.`,
  );
  for (const { linha, motivo, valor } of semLugar) {
    print(`  linha ${linha}: ${motivo}${valor === null ? '' : ` (${formatReais(valor)})`}`);
  }
}

/** balcao cnab pendentes */
export async function pendentes(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, demo);
  noMore(positionals);
  await onInstallation(values.demo, frases, async ({ db }) => {
    const itens = await itensPendentes(db);
    if (itens.length === 0) return print('Nada sem lugar.');
    printTable(
      ['item', 'arquivo', 'linha', 'ocorrência', 'nosso número', 'valor', 'dia', 'fatura', 'motivo'],
      itens.map(({ id, arquivo, linha, ocorrencia, nossoNumero, valor, dia, faturaId, motivo }) => [
        String(id),
        arquivo,
        String(linha),
        ocorrencia,
        nossoNumero ?? '',
        valor === null ? '' : formatReais(valor),
        dia === null ? '' : formatDay(dia, 'dd/MM/yyyy'),
        String(faturaId ?? ''),
        motivo ?? '',
      ]),
    );
  });
}

const aplicarOptions = {
  fatura: { type: 'string' },
  valor: { type: 'string' },
  dia: { type: 'string' },
  ...demo,
} as const;

/** balcao cnab aplicar <item> --fatura N */
export async function aplicar(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, aplicarOptions);
  const [item = '', ...more] = positionals;
  noMore(more);
  const itemId = integerOf('O item', item, 1, Number.MAX_SAFE_INTEGER);
  const colocacao = {
    faturaId: integerOf('--fatura', required('--fatura', values.fatura), 1),
    valor: values.valor === undefined ? undefined : valorOf(values.valor),
    dia: values.dia === undefined ? undefined : diaOf(values.dia),
  };
  await onInstallation(values.demo, frases, async ({ db, clock }) => {
    const { resultado } = await inTransaction(db, { origem: 'comando', operacao: 'cnab aplicar' }, (tx) =>
      colocarItem(tx, itemId, colocacao, clock.today()),
    );
    print(`Item ${itemId} aplicado à fatura ${colocacao.faturaId}: ${RESULTADO[resultado]}.`);
  });
}

const RESULTADO = {
  QUITADA: 'quitada',
  PARCIAL: 'paga em parte',
  CREDITO: 'nada devia, ficou de crédito para o cliente',
  REPETIDO: 'este dinheiro já estava registrado',
} as const;

const encerrarOptions = { motivo: { type: 'string' }, ...demo } as const;

/** balcao cnab encerrar <item> --motivo "…" */
export async function encerrar(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, encerrarOptions);
  const [item = '', ...more] = positionals;
  noMore(more);
  const itemId = integerOf('O item', item, 1, Number.MAX_SAFE_INTEGER);
  const motivo = required('--motivo', values.motivo);
  await onInstallation(values.demo, frases, async ({ db }) => {
    await inTransaction(db, { origem: 'comando', operacao: 'cnab encerrar' }, (tx) => encerrarItem(tx, itemId, motivo));
    print(`Item ${itemId} encerrado.`);
  });
}

/** balcao cnab reenviar <fatura> …: boletos that the bank refused. */
export async function reenviar(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, demo);
  if (positionals.length === 0) throw new UsageError('Use: balcao cnab reenviar <fatura> [<fatura> …]');
  const faturas = positionals.map((text) => integerOf('A fatura', text, 1));
  await onInstallation(values.demo, frases, async ({ db }) => {
    const feitas = await inTransaction(db, { origem: 'comando', operacao: 'cnab reenviar' }, (tx) =>
      reenviarRecusados(tx, faturas),
    );
    print(`${feitas.length} de ${faturas.length} vão na próxima remessa; as demais não têm boleto recusado em aberto.`);
  });
}

function valorOf(text: string): Centavos {
  const found = fromReais(text);
  if (found === null || found <= 0) throw new UsageError(`--valor deve ser um valor em reais; está «${text}».`);
  return found;
}

function diaOf(text: string): Day {
  const found = parseDay(text, 'yyyy-MM-dd');
  if (!found) throw new UsageError(`--dia deve ser AAAA-MM-DD; está «${text}».`);
  return found;
}
