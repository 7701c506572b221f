import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { dayAt } from '#kernel/dates.ts';
import { criarPapel } from '#modules/radius/index.ts';
import type { Database } from '#platform/db.ts';
import { readConfig } from '../src/config.ts';
import { generate } from '../src/generator/generate.ts';
import { generateSessions } from '../src/generator/sessions.ts';
import { openInstallation } from '../src/installation.ts';
import { libpqOf, startFreeRadius } from '../test/support/freeradius.ts';
import { grouped, machine, print, verdict } from './report.ts';
import { median } from './rounds.ts';

const { values } = parseArgs({
  options: {
    sessoes: { type: 'string', default: '1500' },
    rodadas: { type: 'string', default: '5' },
    paralelos: { type: 'string', default: '32' },
  },
});
// Debian's own schema and queries, as freeradius-postgresql installs them.
const STOCK = '/etc/freeradius/3.0/mods-config/sql/main/postgresql';
const SECRET = 'segredo-do-bench';
const PAPEL = 'balcao_bench';

const folder = await mkdtemp(join(tmpdir(), 'balcao-bench-radius-'));
const installation = await openInstallation(readConfig({ BALCAO_DATA_DIR: folder }), 'producao');
try {
  const { db, url } = installation;
  await generate(db, { clientes: 2000, semente: 1, senha: 'segredo', somar: false }, () => {});
  await generateSessions(db, { sessoes: 2000, hoje: dayAt(new Date()) }, () => {});
  const { rows } = await sql<{
    login: string;
  }>`select login_radius as login from contrato where login_radius is not null limit 2000`.execute(db);
  const { senha } = await criarPapel(db, PAPEL);
  await sql`insert into radius.nas (nasname, shortname, secret) values ('127.0.0.1', 'bench', ${SECRET})`.execute(db);
  await stockSchema(db);
  const banco = libpqOf(url, PAPEL, senha);
  const ours = await startFreeRadius({ banco, quiet: true });
  const stock = await startFreeRadius({ banco: `${banco} options=-csearch_path=stock`, quiet: true, change: useStock });
  const results: Record<'ours' | 'stock', number[]> = { ours: [], stock: [] };
  try {
    for (let round = 0; round <= Number(values.rodadas); round++) {
      const order = round % 2 === 0 ? (['stock', 'ours'] as const) : (['ours', 'stock'] as const);
      for (const who of order) {
        const perSecond = await measure(
          who === 'ours' ? ours.acct : stock.acct,
          rows.map(({ login }) => login),
          round,
        );
        // The first round fills connections and caches.
        if (round > 0) results[who].push(perSecond);
      }
    }
  } finally {
    await ours.stop();
    await stock.stop();
  }
  await proveTotals(db);
  print(machine());
  print(
    `pacotes por segundo, mediana de ${values.rodadas} rodadas: nosso ${grouped(median(results.ours))}, padrão ${grouped(median(results.stock))}`,
  );
  const ratios = results.ours.map((value, i) => value / (results.stock[i] ?? 1));
  print(verdict('nosso ÷ padrão, ao menos 0,90', median(ratios), (value) => value >= 0.9));
} finally {
  await installation.close();
  await rm(folder, { recursive: true, force: true });
}

async function stockSchema(db: Database): Promise<void> {
  await sql`create schema stock`.execute(db);
  await db.transaction().execute(async (tx) => {
    await sql`set local search_path = stock`.execute(tx);
    await sql.raw(readFileSync(join(STOCK, 'schema.sql'), 'utf8')).execute(tx);
  });
  await sql
    .raw(`grant usage on schema stock to ${PAPEL};
    grant all on all tables in schema stock to ${PAPEL}; grant all on all sequences in schema stock to ${PAPEL}`)
    .execute(db);
}

// The same module, pool and site; only tables and queries are the stock ones. NASes are found as ours are.
function useStock(path: string, text: string): string {
  if (path !== 'mods-available/balcao') return text;
  return text
    .replace(
      /\$INCLUDE \$\{modconfdir\}.*queries.conf/,
      `acct_table1 = "radacct"\n\tacct_table2 = "radacct"\n\tclient_table = "nas"\n\t$INCLUDE ${STOCK}/queries.conf`,
    )
    .replaceAll('"radius.rad', '"rad');
}

function packet(kind: string, id: string, login: string, step: number): string {
  return [
    `Acct-Status-Type = ${kind}`,
    `User-Name = "${login}"`,
    `Acct-Session-Id = "${id}"`,
    'NAS-IP-Address = 127.0.0.1',
    'Framed-IP-Address = 100.64.0.7',
    'Framed-Protocol = PPP',
    'Service-Type = Framed-User',
    'NAS-Port-Type = Ethernet',
    'Calling-Station-Id = "00:0C:43:00:00:07"',
    'Called-Station-Id = "pppoe1"',
    `Acct-Session-Time = ${step * 600}`,
    `Acct-Input-Octets = ${step * 1_000_000}`,
    `Acct-Output-Octets = ${step * 10_000_000}`,
    `Event-Timestamp = ${Math.floor(Date.now() / 1000) - 2400 + step * 600}`,
  ].join('\n');
}

/** Start, three interims and a stop of each session, by radclient; packets answered a second. */
async function measure(port: number, logins: readonly string[], round: number): Promise<number> {
  const sessions = Array.from({ length: Number(values.sessoes) }, (_, i) => ({
    id: `${round}-${i}`,
    login: logins[i % logins.length] ?? '',
  }));
  let packets = 0;
  let millis = 0;
  for (const [step, kind] of ['Start', 'Interim-Update', 'Interim-Update', 'Interim-Update', 'Stop'].entries()) {
    const text = sessions.map(({ id, login }) => packet(kind, id, login, step)).join('\n\n');
    const file = join(folder, 'pacotes');
    await writeFile(file, text);
    const started = performance.now();
    await radclient([
      '-q',
      '-f',
      file,
      '-p',
      values.paralelos,
      '-r',
      '10',
      '-t',
      '3',
      `127.0.0.1:${port}`,
      'acct',
      SECRET,
    ]);
    millis += performance.now() - started;
    packets += sessions.length;
  }
  return (packets * 1000) / millis;
}

function radclient(args: readonly string[]): Promise<void> {
  const child = spawn('radclient', args, { stdio: 'ignore' });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) =>
      code === 0 ? done() : fail(new Error(`radclient ended with ${code}: packets stayed unanswered`)),
    );
  });
}

// Fast and wrong would be worth nothing: every byte of every session stands in the totals.
async function proveTotals(db: Database): Promise<void> {
  const { rows } = await sql<{ n: number; saida: number; dias: number; abertas: number }>`select
    (select count(*) from radius.radacct where nasipaddress = '127.0.0.1') as n,
    (select sum(acctoutputoctets + acctinputoctets)::bigint from radius.radacct) as saida,
    (select sum(download + upload)::bigint from radius.consumo_dia) as dias,
    (select count(*) from radius.radacct_recente where acctstoptime is null) as abertas`.execute(db);
  const { n, saida, dias, abertas } = rows[0] ?? { n: 0, saida: 0, dias: 1, abertas: 0 };
  const expected = Number(values.sessoes) * (Number(values.rodadas) + 1);
  if (n !== expected || saida !== dias || abertas !== 0) {
    throw new Error(`sessions ${n} of ${expected}, bytes ${saida} and ${dias}, open ${abertas}`);
  }
  print(`${grouped(n)} sessões, todas fechadas; os dias somam os bytes delas.`);
}
