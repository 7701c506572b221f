import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gerarRemessa, type Remessa, remessaFeita } from '#modules/recebimento/index.ts';
import { integerOf, noMore, onInstallation, readArgs, required } from '../arguments.ts';
import { print, UsageError } from '../command.ts';
import { frases } from './frases.ts';

const options = {
  convenio: { type: 'string' },
  saida: { type: 'string' },
  numero: { type: 'string' },
  'a-partir-de': { type: 'string' },
  demo: { type: 'boolean' },
} as const;

/** balcao cnab remessa: what waits for the bank, in as many files as it takes; or one that was made, once more. */
export async function remessa(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, options);
  noMore(positionals);
  const convenio = integerOf('--convenio', required('--convenio', values.convenio), 1);
  const numero = values.numero === undefined ? undefined : integerOf('--numero', values.numero, 1);
  const primeiro = integerOf('--a-partir-de', values['a-partir-de'] ?? '1', 1, 999_999);
  const pasta = resolve(values.saida ?? '.');
  await onInstallation(values.demo, frases, async (installation) => {
    if (numero !== undefined) {
      print(`${gravar(pasta, await remessaFeita(installation.db, convenio, numero))} (remessa ${numero}, outra vez)`);
      return;
    }
    const origem = { origem: 'comando', operacao: 'cnab remessa' };
    let feitas = 0;
    for (;;) {
      const {
        remessa: nova,
        registradas,
        baixadas,
        incompletas,
      } = await gerarRemessa(installation, convenio, origem, {
        primeiro,
      });
      if (!nova) {
        if (feitas === 0) print('Nada a remeter: nenhum boleto espera registro ou baixa.');
        avisar(incompletas);
        return;
      }
      feitas++;
      print(`${gravar(pasta, nova)}: remessa ${nova.numero}, ${registradas} registros e ${baixadas} baixas.`);
    }
  });
}

// It is on record before it is written: when the disk refuses, --numero gives it again.
function gravar(pasta: string, { nome, conteudo, numero }: Remessa): string {
  const path = join(pasta, nome);
  try {
    mkdirSync(pasta, { recursive: true });
    writeFileSync(path, conteudo, 'latin1');
  } catch (error) {
    throw new UsageError(
      `A remessa ${numero} está feita, mas não foi possível gravar ${path}: ${(error as Error).message}. ` +
        `Repita com --numero ${numero}.`,
    );
  }
  return path;
}

function avisar(incompletas: readonly number[]): void {
  if (incompletas.length === 0) return;
  print(
    `Ficaram de fora, sem CPF, CNPJ ou endereço do cliente: faturas ${incompletas.slice(0, 20).join(', ')}` +
      `${incompletas.length > 20 ? ` e mais ${incompletas.length - 20}` : ''}.`,
  );
}
