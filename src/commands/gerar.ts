import { parseArgs } from 'node:util';
import { DomainError } from '#kernel/errors.ts';
import { readConfig } from '../config.ts';
import { generate, type Order } from '../generator/generate.ts';
import { openInstallation } from '../installation.ts';
import { type Command, print, UsageError } from './command.ts';

const SENHA = 'segredo';
const MOST = 10_000_000;

export const gerar: Command = {
  name: 'gerar',
  about: 'Enche a base com clientes inventados, para testes de carga',
  usage: ['--clientes N [--semente N] [--somar]'],
  async run(args) {
    const order = readOrder(args);
    const installation = await openInstallation(readConfig(), 'producao');
    try {
      const started = performance.now();
      await generate(installation.db, order, progress(order.clientes));
      print(`${grouped(order.clientes)} clientes em ${seconds(started)} s.`);
      print(
        `Login de cada um: o CPF ou CNPJ. A senha de todos é «${SENHA}»: nunca use esta base com clientes de verdade.`,
      );
    } catch (error) {
      if (error instanceof DomainError && error.code === 'gerar.ha_clientes') {
        throw new UsageError(
          'Esta base já tem clientes. Use outra, ou --somar para acrescentar clientes inventados a ela.',
        );
      }
      throw error;
    } finally {
      await installation.close();
    }
  },
};

function readOrder(args: string[]): Order {
  const values = parse(args);
  return {
    clientes: integer('clientes', values.clientes, 1, MOST),
    semente: integer('semente', values.semente ?? '1', 0, 2_147_483_647),
    senha: SENHA,
    somar: values.somar ?? false,
  };
}

function parse(args: string[]) {
  const options = { clientes: { type: 'string' }, semente: { type: 'string' }, somar: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nUso: balcao gerar ${gerar.usage[0]}`);
  }
}

function integer(name: string, text: string | undefined, min: number, max: number): number {
  const number = Number(text);
  if (!text || !/^\d+$/.test(text) || number < min || number > max) {
    throw new UsageError(`--${name} deve ser um número inteiro de ${min} a ${max}.`);
  }
  return number;
}

/** A line for each tenth. */
function progress(total: number): (done: number) => void {
  const started = performance.now();
  let tenths = 0;
  return (done) => {
    const reached = Math.floor((done * 10) / total);
    if (reached === tenths || done >= total) return;
    tenths = reached;
    print(`${grouped(done)} de ${grouped(total)} clientes (${seconds(started)} s)`);
  };
}

const grouped = (number: number): string => number.toLocaleString('pt-BR');
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(0);
