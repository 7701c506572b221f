import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { criarIntegrador, type TipoCredencial } from '#modules/acesso/index.ts';
import type { Database } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { readConfig } from '../src/config.ts';
import { generate } from '../src/generator/generate.ts';
import { openInstallation } from '../src/installation.ts';

/** Connections of each server, ours and the bare one. */
const POOL = '16';
/** Requests a minute: never reached, but each request is counted as in production. */
const LIMIT = 100_000_000;
const SENHA = 'segredo';

/** A register of invented customers with a PostgreSQL of its own. */
export interface Register {
  clientes: number;
  /** The environment of a server on it. */
  env: Record<string, string>;
  /** The header Authorization of an integrator. */
  authorization: string;
  tokenTiny: string;
  /** Ids drawn from the whole register. */
  ids: readonly number[];
  logins: readonly string[];
  senha: string;
  close(): Promise<void>;
}

/** Opens the register of that size below a folder, making it if it is not there. */
export async function openRegister(folder: string, clientes: number): Promise<Register> {
  const dir = join(folder, String(clientes));
  const config = readConfig({ BALCAO_DATA_DIR: dir });
  const { db, url, close } = await openInstallation(config, 'producao');
  const order = { clientes, semente: 1, senha: SENHA, somar: false };
  if ((await db.selectFrom('cliente').select('id').limit(1).execute()).length === 0) {
    process.stdout.write(`gerando ${clientes} clientes em ${dir}\n`);
    await generate(db, order, () => {});
  }
  const basic = await newIntegrator(db, 'basic');
  const tiny = await newIntegrator(db, 'tiny');
  const sample = await drawn(db, 5_000);
  return {
    clientes,
    env: { BALCAO_DATA_DIR: dir, BALCAO_CONEXOES: POOL, DATABASE_URL: url },
    authorization: `Basic ${Buffer.from(`${basic.usuario}:${basic.segredo}`).toString('base64')}`,
    tokenTiny: tiny.segredo,
    ids: sample.map(({ id }) => id),
    logins: sample.map(({ login }) => login),
    senha: SENHA,
    close,
  };
}

function newIntegrator(db: Database, tipo: TipoCredencial) {
  const nome = `bench-${tipo}-${randomBytes(4).toString('hex')}`;
  return inTransaction(db, { origem: 'comando', operacao: 'bench' }, (tx) =>
    criarIntegrador(tx, { nome, tipo, escopos: ['*'], limitePorMinuto: LIMIT, limiteLotePorMinuto: LIMIT }),
  );
}

const drawn = (db: Database, count: number) =>
  db.selectFrom('acesso_cliente').select(['cliente_id as id', 'login']).orderBy(sql`random()`).limit(count).execute();
