import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Achado, conferir } from '#modules/financeiro/index.ts';
import type { Database } from '#platform/db.ts';
import { startProgram } from '../support/program.ts';
import { baseParaFaturar, escrito } from './base.ts';

const CLIENTES = 1_500;
const [inteira, morta, dupla] = [
  await baseParaFaturar(CLIENTES),
  await baseParaFaturar(CLIENTES),
  await baseParaFaturar(CLIENTES),
];
const faturar = ({ url }: { url: string }, ...more: string[]) =>
  startProgram(['faturar', '--competencia', '2026-12', ...more], { DATABASE_URL: url });

const meses = async (db: Database): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from contrato_faturado`.execute(db);
  return rows[0]?.n ?? 0;
};

async function confere(db: Database): Promise<void> {
  const achados: Achado[] = [];
  await conferir(db, (achado) => achados.push(achado));
  assert.deepEqual(achados, []);
}

test('a simulation prints a line for every cent that is then billed, and writes nothing', async () => {
  const simulada = faturar(inteira, '--simular');
  assert.equal((await simulada.ended).code, 0, simulada.stderr());
  assert.equal(await meses(inteira.db), 0);
  const cents = (text: string) => Math.round(Number(text.replace(/R\$\s|\./gu, '').replace(',', '.')) * 100);
  let [total, linhas] = [0, 0];
  for (const line of simulada.stdout().split('\n')) {
    const [, amount] = /(-?R\$\s[\d.]+,\d\d)$/u.exec(line) ?? [];
    if (amount && line.startsWith('cliente') && line.includes('vence em')) total += cents(amount);
    if (amount && line.startsWith('  ')) linhas += cents(amount);
  }
  assert.ok(total > 0);
  assert.equal(linhas, total);

  const feita = faturar(inteira);
  assert.equal((await feita.ended).code, 0, feita.stderr());
  const { rows } = await sql<{ valor: number }>`select sum(valor)::bigint as valor from fatura`.execute(inteira.db);
  assert.equal(rows[0]?.valor, total);
  const [, said] = /^Faturados (.*)$/m.exec(feita.stdout()) ?? [];
  assert.equal(/^Seriam faturados (.*)$/m.exec(simulada.stdout())?.[1], said);
  await confere(inteira.db);
});

test('a second run changes nothing', async () => {
  const before = await escrito(inteira.db);
  const outra = faturar(inteira);
  assert.equal((await outra.ended).code, 0);
  assert.match(outra.stdout(), /^Faturados 0 contratos em 0 faturas: /m);
  assert.deepEqual(await escrito(inteira.db), before);
});

test('killed twenty times at a random moment and begun again, it writes what an undisturbed run does', async (t) => {
  let killed = 0;
  while (killed < 20) {
    const done = await meses(morta.db);
    const run = faturar(morta);
    const goOn = Math.random() < 0.5;
    const moment = Math.random() * 25;
    await Promise.race([run.ended, goOn ? changes(morta.db, done) : working(morta.db)]);
    await wait(moment);
    assert.equal(run.process.exitCode, null, `it ended after ${killed} kills: ${run.stdout()}${run.stderr()}`);
    run.process.kill('SIGKILL');
    await run.ended;
    killed++;
  }
  t.diagnostic(`${await meses(morta.db)} months were on record when it was killed for the last time`);
  const last = faturar(morta);
  assert.equal((await last.ended).code, 0, last.stderr());
  assert.deepEqual(await escrito(morta.db), await escrito(inteira.db));
  await confere(morta.db);
});

test('two processes at once bill every month once', async () => {
  const runs = [faturar(dupla), faturar(dupla), faturar(dupla)];
  const numbers = [];
  for (const run of runs) {
    assert.equal((await run.ended).code, 0, run.stderr());
    numbers.push(Number(/^Faturados ([\d.]+) /m.exec(run.stdout())?.[1]?.replaceAll('.', '')));
  }
  const { rows } = await sql<{
    n: number;
  }>`select count(distinct contrato_id)::integer as n from contrato_faturado`.execute(dupla.db);
  assert.equal(
    numbers.reduce((a, b) => a + b, 0),
    rows[0]?.n,
  );
  assert.deepEqual(await escrito(dupla.db), await escrito(inteira.db));
  await confere(dupla.db);
});

/** Until somebody bills. */
async function working(db: Database): Promise<void> {
  for (let busy = false; !busy; await wait(5)) {
    const { rows } = await sql<{ busy: boolean }>`
      select exists (select from pg_locks where locktype = 'advisory' and classid = 731609
        and database = (select oid from pg_database where datname = current_database())) as busy`.execute(db);
    busy = rows[0]?.busy === true;
  }
}

/** Until more is on record. */
async function changes(db: Database, before: number): Promise<void> {
  while ((await meses(db)) === before) await wait(5);
}
