// All invoices of a customer who has 120 of them, over HTTP: node bench/faturas.ts [invoices] [seconds] [folder]
// A register with its own PostgreSQL, in the folder, which is kept, or else in a temporary one: 120 invoices for each customer, 12 million unless told,
// with their contracts; lines and ledger rows, which the read does not touch, are left out. Months are inserted one after
// the other, so that a customer's invoices lie as far apart as they do in production.
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startServer } from './child.ts';
import { openRegister } from './register.ts';
import { machine, print, verdict } from './report.ts';
import { http } from './requests.ts';
import { measure, median, type Subject } from './rounds.ts';

const MESES = 120;
const LIMITE_MS = 5;
const [faturas, seconds] = [Number(process.argv[2] ?? 12_000_000), Number(process.argv[3] ?? 5)];
if (!(Number.isInteger(faturas / MESES) && seconds >= 1)) {
  throw new RangeError(`node bench/faturas.ts [invoices, a multiple of ${MESES}] [seconds] [folder]`);
}

const kept = process.argv[4];
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'balcao-faturas-')));
try {
  const register = await openRegister(folder, faturas / MESES);
  try {
    const documentos = await encher(register.env['DATABASE_URL'] ?? '');
    const server = await startServer('src/main.ts', ['servir'], register.env);
    try {
      const { authorization } = register;
      const todas: Subject = {
        name: 'faturas/{cpfcnpj}/todas',
        port: server.port,
        request: () => {
          const documento = documentos[Math.floor(Math.random() * documentos.length)];
          return http(`GET /ws/financeiro/faturas/${documento}/todas`, { authorization });
        },
      };
      const results = await measure([todas], { connections: 1, rounds: 5, seconds });
      const middle = (key: 'p50' | 'p95') => median((results.get(todas) ?? []).map((one) => one[key]));
      const p95 = middle('p95');
      print(`${machine()}, carga ${loadavg()[0]?.toFixed(1)}, p50 ${middle('p50').toFixed(2)} ms`);
      print(
        verdict(
          `${faturas} faturas, ${MESES} na resposta: ms no percentil 95, menos de ${LIMITE_MS}`,
          p95,
          (ms) => ms < LIMITE_MS,
        ),
      );
    } finally {
      await server.stop();
    }
  } finally {
    await register.close();
  }
} finally {
  if (kept === undefined) await rm(folder, { recursive: true, force: true });
}

/** Fills the base unless it is full; gives the documents of customers drawn from all. */
async function encher(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const run = (text: string) => client.query<Record<string, string>>(text);
  const { rows: full } = await run('select from fatura limit 1');
  if (full.length === 0) await inserir(run);
  const { rows } = await run('select documento from cliente where documento is not null order by random() limit 5000');
  await client.end();
  return rows.map(({ documento }) => documento ?? '');
}

type Run = (text: string) => Promise<pg.QueryResult<Record<string, string>>>;

// Constraints and indexes are looked after by hand.
async function inserir(run: Run): Promise<void> {
  await run(`set session_replication_role = replica; set maintenance_work_mem = '256MB'; set synchronous_commit = off`);
  const { rows: indexes } = await run(`select indexname, indexdef from pg_indexes
    where tablename in ('fatura', 'fatura_contrato') and indexname not like '%_pkey'`);
  for (const { indexname } of indexes) await run(`drop index ${indexname}`);
  await run(`create temporary table quem as
    select distinct on (cliente_id) cliente_id, id as contrato_id from contrato order by cliente_id, id`);
  for (let mes = 0; mes < MESES; mes++) {
    await run(`with nova as (
        insert into fatura (cliente_id, valor, vencimento, numero_boleto, numero_documento, situacao, valor_baixado, paga_em)
        select cliente_id, 9990, v, lpad(cliente_id::text, 12, '0'), to_char(v, 'MMYY') || lpad(cliente_id::text, 6, '0'),
          case when ${mes} < ${MESES - 3} then 'PAGA' else 'ABERTA' end,
          case when ${mes} < ${MESES - 3} then 9990 else 0 end, case when ${mes} < ${MESES - 3} then v end
        from quem cross join (select (date '2017-01-10' + interval '${mes} month')::date as v) d
        returning id, cliente_id)
      insert into fatura_contrato (fatura_id, contrato_id, ordem)
      select nova.id, quem.contrato_id, 1 from nova join quem using (cliente_id)`);
    if (mes % 20 === 19) process.stdout.write(`${mes + 1} de ${MESES} meses\n`);
  }
  for (const { indexdef } of indexes) await run(indexdef ?? '');
  await run('vacuum analyze fatura');
  await run('vacuum analyze fatura_contrato');
}
