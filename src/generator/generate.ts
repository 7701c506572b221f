import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import { hashSenha } from '#modules/acesso/index.ts';
import { takeIds } from '#platform/bulk.ts';
import type { Database, Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { type CustomerRows, inventCustomer } from './customer.ts';
import { seededDocuments } from './documents.ts';
import { insertRows } from './insert.ts';
import { type Random, seededRandom } from './random.ts';
import { type Surroundings, surroundings } from './surroundings.ts';

export interface Order {
  clientes: number;
  /** The same seed gives the same customers on an empty database. */
  semente: number;
  /** The password of every login. */
  senha: string;
  /** Adds to the customers that are there. */
  somar: boolean;
}

/** What the customers of one run are made of. */
interface Making {
  random: Random;
  nextDocument: () => string;
  around: Surroundings;
  senhaHash: string;
}

const BATCH = 5_000;
/** Transactions at the same time. */
const WRITERS = 2;
const ORIGIN = { origem: 'comando', operacao: 'gerar' };
const TABLES = [
  'cliente',
  'cliente_telefone',
  'cliente_endereco',
  'acesso_cliente',
  'contrato',
  'contrato_endereco',
  'contrato_promocao',
  'contrato_extra',
] as const;

/**
 * Fills the register with invented customers, a transaction for each batch, and reports how many there are so far.
 * One audit row stands for all of them. Throws conflict `gerar.ha_clientes`.
 */
export async function generate(db: Database, order: Order, report: (done: number) => void): Promise<void> {
  if (!order.somar && (await hasCustomers(db))) throw new DomainError('conflict', 'gerar.ha_clientes');
  const making: Making = {
    random: seededRandom(order.semente),
    nextDocument: seededDocuments(order.semente),
    around: await quietly(db, surroundings),
    senhaHash: await hashSenha(order.senha),
  };
  const batches = invented(db, making, order.clientes);
  let done = 0;
  const write = async () => {
    for await (const rows of batches) {
      await quietly(db, (tx) => insertAll(tx, rows));
      done += rows.cliente.length;
      report(done);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  await summarize(db, order);
  await refreshStatistics(db);
}

async function hasCustomers(db: Database): Promise<boolean> {
  return (await db.selectFrom('cliente').select('id').limit(1).executeTakeFirst()) !== undefined;
}

// However many take from it, the batches are invented one after the other: their order is the seed's.
async function* invented(db: Database, making: Making, clientes: number): AsyncGenerator<CustomerRows> {
  for (let rest = clientes; rest > 0; rest -= BATCH) yield await invent(db, making, Math.min(BATCH, rest));
}

async function invent(db: Database, making: Making, size: number): Promise<CustomerRows> {
  const { random, around, senhaHash } = making;
  const documents = await freeDocuments(db, making, size);
  const clientes = await takeIds(db, 'cliente', size);
  const enderecos = await takeIds(db, 'cliente_endereco', size);
  const contratos = await takeIds(db, 'contrato', size * 2);
  const all = Object.fromEntries(TABLES.map((table) => [table, [] as object[]])) as unknown as CustomerRows;
  for (const [i, documento] of documents.entries()) {
    const ids = {
      cliente: clientes[i] as number,
      endereco: enderecos[i] as number,
      contratos: contratos.slice(i * 2, i * 2 + 2),
    };
    const rows = inventCustomer(random, around, ids, documento, senhaHash);
    for (const table of TABLES) (all[table] as object[]).push(...rows[table]);
  }
  return all;
}

// What a customer has already is passed over.
async function freeDocuments(db: Database, { nextDocument }: Making, size: number): Promise<string[]> {
  const free: string[] = [];
  while (free.length < size) {
    const drawn = Array.from({ length: size - free.length }, nextDocument);
    const { rows } = await sql<{ documento: string }>`
      select documento from unnest(${drawn}::text[]) with ordinality as drawn (documento, place)
      where not exists (select 1 from cliente c where c.documento = drawn.documento)
        and not exists (select 1 from acesso_cliente a where a.login = drawn.documento)
      order by place`.execute(db);
    free.push(...rows.map(({ documento }) => documento));
  }
  return free;
}

async function insertAll(tx: Tx, rows: CustomerRows): Promise<void> {
  for (const table of TABLES) await insertRows(tx, table, rows[table]);
}

async function summarize(db: Database, { clientes, semente }: Order): Promise<void> {
  await db
    .insertInto('auditoria')
    .values({
      quando: sql`agora()`,
      ...ORIGIN,
      tabela: 'cliente',
      registro: '*',
      acao: 'incluiu',
      depois: JSON.stringify({ clientes, semente }),
    })
    .execute();
}

// Else the server would do it in the middle of the first minutes of work.
async function refreshStatistics(db: Database): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`vacuum (analyze) ${sql.join(TABLES.map((table) => sql.table(table)))}`.execute(connection);
    await sql`reset statement_timeout`.execute(connection);
  });
}

/** A transaction without audit rows. */
const quietly = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(db, ORIGIN, work, { quiet: true, unheard: true });
