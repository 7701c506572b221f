import { after } from 'node:test';
import type { Insertable } from 'kysely';
import { addDays, type Day, day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { registrarPagamento } from '#modules/financeiro/index.ts';
import { writeOffset } from '#platform/clock.ts';
import { type DB, openPool, type Tx } from '#platform/db.ts';
import { runDueJobs, shiftJobs } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { handlersOf, scheduleRoutines } from '../../src/routines.ts';
import type { TestApp } from '../support/app.ts';
import { makeAssinante, makeContrato } from '../support/makers.ts';

const ORIGEM = { origem: 'teste', operacao: 'teste' };

/** Runs work in a transaction of its own. */
export const fazer = <T>(t: TestApp, work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(t.db, ORIGEM, work);

/** How a test goes through the days: the clock moves, and what is due then runs, routines too. */
export async function calendario(t: TestApp) {
  const pool = openPool(t.url);
  after(() => pool.end());
  await scheduleRoutines(t.services);
  const tarefas = () => runDueJobs(pool, handlersOf(t.services));
  return {
    /** Runs what is due at this moment. */
    tarefas,
    /** Goes to that hour of São Paulo (noon unless told) of a day, and runs what is due. */
    async ir(para: string, hora = '12:00'): Promise<Day> {
      const dia = day(para);
      await inTransaction(t.db, ORIGEM, async (tx) => {
        const offset = Date.parse(`${dia}T${hora}:00-03:00`) - Date.now();
        await shiftJobs(tx, await writeOffset(tx, offset));
        t.clock.setOffset(offset);
      });
      await tarefas();
      return dia;
    },
    /** Goes through every day up to that one, its routines too. */
    async atravessar(ate: string): Promise<Day> {
      let dia = t.clock.today();
      while (dia < ate) {
        dia = addDays(dia, 1);
        await this.ir(dia);
      }
      return dia;
    },
  };
}

/** A customer with an e-mail and a login, and a contract of R$ 99,90 with a billing form, in service. */
export async function makeDevedor(
  t: TestApp,
  {
    cliente = {},
    contrato = {},
    forma = {},
  }: {
    cliente?: Partial<Insertable<DB['cliente']>>;
    contrato?: Partial<Insertable<DB['contrato']>>;
    forma?: Partial<Insertable<DB['forma_cobranca']>>;
  } = {},
) {
  const quem = await makeAssinante(t.db, { email: 'devedor@exemplo.com.br', ...cliente });
  const formaId = await makeForma(t, forma);
  const feito = await makeContrato(t.db, quem.id, { forma_cobranca_id: formaId, ...contrato });
  return { cliente: quem, contrato: feito, formaId };
}

export async function makeForma(t: TestApp, changed: Partial<Insertable<DB['forma_cobranca']>> = {}): Promise<number> {
  const empresaId =
    changed.empresa_id ??
    (
      await t.db
        .insertInto('empresa')
        .values({ nome: 'EMPRESA DE TESTE', nome_fantasia: 'TESTE', cnpj: '11222333000181' })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  const { id } = await t.db
    .insertInto('forma_cobranca')
    .values({ descricao: 'BOLETO DE TESTE', empresa_id: empresaId, ...changed })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** An open invoice of contracts. */
export async function makeFatura(
  t: TestApp,
  clienteId: number,
  contratos: readonly number[],
  vencimento: string,
  valor = 9990,
): Promise<number> {
  const { id } = await t.db
    .insertInto('fatura')
    .values({
      cliente_id: clienteId,
      valor: centavos(valor),
      vencimento: day(vencimento),
      numero_boleto: '1',
      numero_documento: '1',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await t.db
    .insertInto('fatura_contrato')
    .values(contratos.map((contrato_id, i) => ({ fatura_id: id, contrato_id, ordem: i + 1 })))
    .execute();
  return id;
}

/** Pays an invoice as a bank's file would, today: the jobs that follow are not run yet. */
export async function pagar(t: TestApp, faturaId: number, valor?: number): Promise<void> {
  const { valor: inteiro } = await t.db
    .selectFrom('fatura')
    .select('valor')
    .where('id', '=', faturaId)
    .executeTakeFirstOrThrow();
  const hoje = t.clock.today();
  await fazer(t, (tx) =>
    registrarPagamento(
      tx,
      {
        faturaId,
        origem: 'PIX',
        origemChave: `teste ${faturaId} ${valor ?? 'inteiro'} ${hoje}`,
        valorPago: centavos(valor ?? inteiro),
        multa: centavos(0),
        juros: centavos(0),
        parcial: valor !== undefined,
        pagoEm: hoje,
      },
      hoje,
    ),
  );
}

export const statusDe = async (t: TestApp, contratoId: number): Promise<string> =>
  (await t.db.selectFrom('contrato').select('status').where('id', '=', contratoId).executeTakeFirstOrThrow()).status;

/** What the outbox holds for a customer, the oldest first. */
export const mensagensDe = (t: TestApp, clienteId: number) =>
  t.db
    .selectFrom('mensagem')
    .select(['modelo', 'canal', 'estado', 'causa'])
    .where('cliente_id', '=', clienteId)
    .orderBy('id')
    .execute();

/** The notices of a contract, the oldest first. */
export const avisosDe = (t: TestApp, contratoId: number) =>
  t.db.selectFrom('aviso_inadimplencia').selectAll().where('contrato_id', '=', contratoId).orderBy('id').execute();

/** The statuses that a contract has gone through, with their reasons. */
export const historicoDe = async (t: TestApp, contratoId: number) =>
  (
    await t.db
      .selectFrom('contrato_historico')
      .select(['para', 'motivo'])
      .where('contrato_id', '=', contratoId)
      .orderBy('id')
      .execute()
  ).map(({ para, motivo }) => `${para}: ${motivo}`);
