import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { dayAt } from '#kernel/dates.ts';
import { extratoDeNavegacao, totalNavegado } from '#modules/radius/index.ts';
import { readConfig } from '../src/config.ts';
import { generate } from '../src/generator/generate.ts';
import { generateSessions } from '../src/generator/sessions.ts';
import { openInstallation } from '../src/installation.ts';
import { grouped, machine, print, verdict } from './report.ts';

const { values } = parseArgs({
  options: {
    clientes: { type: 'string', default: '20000' },
    sessoes: { type: 'string', default: '20000000' },
    vezes: { type: 'string', default: '5000' },
    pasta: { type: 'string' },
  },
});

const folder = values.pasta ? resolve(values.pasta) : await mkdtemp(join(tmpdir(), 'balcao-navegado-'));
const installation = await openInstallation(readConfig({ BALCAO_DATA_DIR: folder }), 'producao');
try {
  const { db } = installation;
  const hoje = dayAt(new Date());
  if ((await db.selectFrom('cliente').select('id').limit(1).execute()).length === 0) {
    const started = performance.now();
    await generate(db, { clientes: Number(values.clientes), semente: 1, senha: 'segredo', somar: false }, () => {});
    await generateSessions(db, { sessoes: Number(values.sessoes), hoje }, (done) => {
      if (done % 2_000_000 === 0)
        print(`${grouped(done)} sessões em ${grouped((performance.now() - started) / 1000)} s`);
    });
  }
  const { rows: sizes } = await sql<{ sessoes: number; dias: number }>`select
    (select count(*) from radius.radacct) as sessoes, (select count(*) from radius.consumo_dia) as dias`.execute(db);
  const { rows } = await sql<{
    id: number;
  }>`select id from contrato where login_radius is not null order by random() limit 5000`.execute(db);
  const ids = rows.map(({ id }) => id);
  print(machine());
  print(`${grouped(sizes[0]?.sessoes ?? 0)} sessões, ${grouped(sizes[0]?.dias ?? 0)} dias de contratos`);
  const total = await p95(ids, (contrato) => totalNavegado(db, { contrato, hoje }));
  print(verdict('total navegado, p95 em ms, menos de 3', total, (ms) => ms < 3));
  const de = new Date(Date.now() - 31 * 86_400_000);
  const extrato = await p95(ids, (contrato) => extratoDeNavegacao(db, { contrato, de, ate: new Date() }));
  print(verdict('extrato de 31 dias, p95 em ms', extrato, () => true));
} finally {
  await installation.close();
  if (!values.pasta) await rm(folder, { recursive: true, force: true });
}

// Cold and warm contracts alike, in an order that no cache likes.
async function p95(ids: readonly number[], ask: (id: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < Number(values.vezes); i++) {
    const started = performance.now();
    await ask(ids[i % ids.length] ?? 0);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}
