import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../support/db.ts';
import { dataFolder, startProgram } from '../support/program.ts';

const { db, url } = await testDatabase();
const env = { BALCAO_DATA_DIR: dataFolder(), BALCAO_LOG: 'silent', DATABASE_URL: url };
async function balcao(...args: string[]) {
  const program = startProgram(args, env);
  const { code } = await program.ended;
  return { code, out: program.stdout(), err: program.stderr() };
}

test('as many sessions as were ordered, over the past year, with the totals of their days', async () => {
  const { code, out } = await balcao('gerar', '--clientes', '60', '--sessoes', '3000', '--semente', '7');
  assert.equal(code, 0);
  assert.match(out, /^3\.000 sessões de \d+ contratos em \d+ s\.$/m);
  const { rows } = await sql<{
    sessoes: number;
    contratos: number;
    sem_contrato: number;
    primeira: number;
    futuras: number;
    resto: number;
  }>`select count(*)::int as sessoes, count(distinct contrato_id)::int as contratos,
      count(*) filter (where contrato_id is null)::int as sem_contrato,
      (extract(epoch from agora() - min(acctstarttime)) / 86400)::int as primeira,
      count(*) filter (where acctstarttime > agora())::int as futuras,
      (select count(*)::int from radius.radacct_resto) as resto
    from radius.radacct`.execute(db);
  const [s] = rows;
  assert.equal(s?.sessoes, 3000);
  assert.ok((s?.contratos ?? 0) > 10);
  assert.deepEqual([s?.sem_contrato, s?.futuras, s?.resto], [0, 0, 0], 'each in the partition of its month');
  assert.ok((s?.primeira ?? 0) > 330 && (s?.primeira ?? 0) <= 367, `${s?.primeira} days back`);
  // The login is the contract's, and its bytes are those of its days.
  const { rows: wrong } = await sql`select r.contrato_id from radius.radacct r join contrato k on k.id = r.contrato_id
    where k.login_radius is distinct from r.username`.execute(db);
  assert.deepEqual(wrong, []);
  const conferido = await balcao('rede', 'conferir');
  assert.match(conferido.out, /^Sessões e dias somam os mesmos bytes: sim\.$/m);
  assert.match(conferido.out, /^Sessões que terminam antes de começar: 0\.$/m);
});

test('an order that cannot be kept is refused, and nothing is written', async () => {
  for (const n of ['0', '-1', 'muitas', '100000001']) {
    const { code, err } = await balcao('gerar', '--clientes', '1', `--sessoes=${n}`);
    assert.equal(code, 1, n);
    assert.match(err, /--sessoes deve ser um número inteiro de 1 a 100000000\./, n);
  }
  // A base that has customers is no place for more sessions.
  const { code, err } = await balcao('gerar', '--clientes', '1', '--sessoes', '10');
  assert.equal(code, 1);
  assert.match(err, /já tem clientes/);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from radius.radacct`.execute(db);
  assert.equal(rows[0]?.n, 3000);
});
