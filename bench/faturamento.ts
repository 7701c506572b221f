// How long a month's billing takes, and what the bare INSERT … SELECT of the same rows takes in the same run.
// node bench/faturamento.ts [contracts], on a PostgreSQL of its own that is thrown away.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';
import { readConfig } from '../src/config.ts';
import { generate } from '../src/generator/generate.ts';
import { openInstallation } from '../src/installation.ts';
import { grouped, machine, print, verdict } from './report.ts';

/** Contracts in service that a generated customer has, on average. */
const PER_CUSTOMER = 1.0625;
const TABLES = ['fatura', 'fatura_contrato', 'fatura_linha', 'boleto', 'razao', 'contrato_faturado'];
const TARGET = { seconds: 600, megabytes: 512, ratio: 4 };

const contratos = Number(process.argv[2] ?? 100_000);
if (!Number.isInteger(contratos) || contratos < 1000)
  throw new RangeError('node bench/faturamento.ts [contracts]: 1000 at least');

const dir = mkdtempSync(join(tmpdir(), 'balcao-bench-'));
const { db, clock, close } = await openInstallation(readConfig({ BALCAO_DATA_DIR: dir }), 'producao');
try {
  await generate(db, { clientes: Math.ceil(contratos / PER_CUSTOMER), semente: 1, senha: 'x', somar: false }, () => {});
  // Every invoice with a boleto goes out by e-mail: the run has the most to ask of the queue.
  await sql`update forma_cobranca set digital = true where convenio_id is not null`.execute(db);
  await unlimited(db, (one) => sql`checkpoint`.execute(one));
  const billed = await bill(clock.today().slice(0, 7));
  const { n, valor } = await totals();
  const bare = await unlimited(db, bareInsert);
  print(machine());
  print(
    `${grouped(n)} contratos faturados, ${grouped(valor / 100)} reais, em ${billed.seconds.toFixed(1)} s: ${grouped(n / billed.seconds)} por segundo`,
  );
  print(`INSERT … SELECT das mesmas linhas: ${bare.toFixed(1)} s`);
  print(verdict(`tempo ÷ INSERT … SELECT, no máximo ${TARGET.ratio}`, billed.seconds / bare, (x) => x <= TARGET.ratio));
  print(
    verdict(`memória do processo em MB, no máximo ${TARGET.megabytes}`, billed.megabytes, (x) => x < TARGET.megabytes),
  );
  const million = (billed.seconds * 1_000_000) / n;
  print(verdict(`segundos por milhão, no máximo ${TARGET.seconds}`, million, (x) => x < TARGET.seconds));
} finally {
  await close();
  rmSync(dir, { recursive: true, force: true });
}

/** Runs `balcao faturar` as a process of its own; its largest resident memory. */
async function bill(competencia: string): Promise<{ seconds: number; megabytes: number }> {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const nodeArgs = process.env['BENCH_NODE_ARGS']?.split(' ') ?? [];
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeArgs, main, 'faturar', '--competencia', competencia], {
    env: { ...process.env, BALCAO_DATA_DIR: dir },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let kilobytes = 0;
  const timer = setInterval(() => {
    kilobytes = Math.max(kilobytes, peakOf(child.pid ?? 0));
  }, 100);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`balcao faturar ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, megabytes: kilobytes / 1024 };
}

// The kernel's own high-water mark.
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

async function totals(): Promise<{ n: number; valor: number }> {
  return unlimited(db, async (one) => {
    const { rows } = await sql<{ n: number; valor: number }>`
      select (select count(distinct contrato_id) from fatura_contrato)::integer as n,
        (select sum(valor) from fatura)::float8 as valor`.execute(one);
    return rows[0] ?? { n: 0, valor: 0 };
  });
}

/** The rows that the billing wrote, into empty tables with the same indexes, checks and keys; seconds. */
async function bareInsert(one: Database): Promise<number> {
  for (const table of TABLES) {
    await sql`create table ${sql.table(`nua_${table}`)} (like ${sql.table(table)} including all)`.execute(one);
    const { rows } = await sql<{ name: string; definition: string }>`
      select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
      where conrelid = ${table}::regclass and contype = 'f'`.execute(one);
    for (const { name, definition } of rows) {
      const toCopy = TABLES.reduce(
        (text, to) => text.replace(`REFERENCES ${to}(`, `REFERENCES nua_${to}(`),
        definition,
      );
      await sql`alter table ${sql.table(`nua_${table}`)} add constraint ${sql.ref(name)} ${sql.raw(toCopy)}`.execute(
        one,
      );
    }
  }
  await sql`checkpoint`.execute(one);
  let seconds = 0;
  for (const table of TABLES) {
    const started = performance.now();
    await sql`insert into ${sql.table(`nua_${table}`)} select * from ${sql.table(table)}`.execute(one);
    const took = (performance.now() - started) / 1000;
    print(`  ${table}: ${took.toFixed(1)} s`);
    seconds += took;
  }
  return seconds;
}

function unlimited<T>(of: Database, work: (one: Database) => Promise<T>): Promise<T> {
  return of.connection().execute(async (one) => {
    await sql`set statement_timeout = 0`.execute(one);
    return work(one);
  });
}
