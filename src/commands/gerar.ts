import { parseArgs } from 'node:util';
import { DomainError } from '#kernel/errors.ts';
import { readConfig } from '../config.ts';
import { generate, type Order } from '../generator/generate.ts';
import { generateInvoices } from '../generator/invoices.ts';
import { generateSessions } from '../generator/sessions.ts';
import { openInstallation } from '../installation.ts';
import { type Command, print, UsageError } from './command.ts';

const SENHA = 'segredo';
const MOST = 10_000_000;
const MOST_INVOICES = 240;
const MOST_SESSIONS = 100_000_000;

export const gerar: Command = {
  name: 'gerar',
  about: 'Enche a base com clientes inventados, para testes de carga',
  usage: [
    '--clientes N [--semente N] [--somar]',
    '--clientes N --faturas-por-cliente M [--semente N]: e uma fatura de cada um dos M meses passados',
    '--clientes N --sessoes S: e S sessões de internet no último ano, com os totais dos dias',
  ],
  async run(args) {
    const { meses, sessoes, ...order } = readOrder(args);
    const installation = await openInstallation(readConfig(), 'producao');
    try {
      const started = performance.now();
      const { db, clock } = installation;
      await generate(db, order, progress(order.clientes, 'clientes'));
      print(`${grouped(order.clientes)} clientes em ${seconds(started)} s.`);
      if (meses > 0) {
        const history = { meses, hoje: clock.today() };
        const faturas = await generateInvoices(db, history, progress(order.clientes * meses, 'faturas'));
        print(`${grouped(faturas)} faturas em ${seconds(started)} s.`);
      }
      if (sessoes > 0) {
        const pedido = { sessoes, hoje: clock.today() };
        const contratos = await generateSessions(db, pedido, progress(sessoes, 'sessões'));
        print(`${grouped(sessoes)} sessões de ${grouped(contratos)} contratos em ${seconds(started)} s.`);
      }
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

function readOrder(args: string[]): Order & { meses: number; sessoes: number } {
  const values = parse(args);
  const meses = values['faturas-por-cliente'];
  if (meses !== undefined && values.somar) {
    throw new UsageError('--faturas-por-cliente não vai com --somar: daria faturas também a quem já estava na base.');
  }
  return {
    meses: meses === undefined ? 0 : integer('faturas-por-cliente', meses, 1, MOST_INVOICES),
    sessoes: values.sessoes === undefined ? 0 : integer('sessoes', values.sessoes, 1, MOST_SESSIONS),
    clientes: integer('clientes', values.clientes, 1, MOST),
    semente: integer('semente', values.semente ?? '1', 0, 2_147_483_647),
    senha: SENHA,
    somar: values.somar ?? false,
  };
}

function parse(args: string[]) {
  const options = {
    clientes: { type: 'string' },
    semente: { type: 'string' },
    somar: { type: 'boolean' },
    'faturas-por-cliente': { type: 'string' },
    sessoes: { type: 'string' },
  } as const;
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
function progress(total: number, unit: string): (done: number) => void {
  const started = performance.now();
  let tenths = 0;
  return (done) => {
    const reached = Math.floor((done * 10) / total);
    if (reached === tenths || done >= total) return;
    tenths = reached;
    print(`${grouped(done)} de ${grouped(total)} ${unit} (${seconds(started)} s)`);
  };
}

const grouped = (number: number): string => number.toLocaleString('pt-BR');
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(0);
