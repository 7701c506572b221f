// How long the two statements take that a seller waits for: plans for sale, and promotions, at a place.
// node bench/catalogo.ts [calls], on a PostgreSQL of its own that is thrown away.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { planosAVenda, promocoesAplicaveis } from '#modules/catalogo/index.ts';
import { createClock } from '#platform/clock.ts';
import { type Database, openDatabase } from '#platform/db.ts';
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { migrate } from '#platform/migrate.ts';
import { fill, SIZE } from './catalogo/fill.ts';

const TARGET_MS = 5;
const calls = Number(process.argv[2] ?? 2000);
if (!Number.isInteger(calls) || calls < 1) throw new RangeError('node bench/catalogo.ts [calls]: a whole number');

const dir = mkdtempSync(join(tmpdir(), 'balcao-bench-'));
const server = await startEmbeddedPostgres({ dir, settings: { fsync: 'off' } });
try {
  await migrate(server.url);
  const db = openDatabase(server.url, { max: 1 });
  await fill(db);
  await run(db);
  await db.destroy();
} finally {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}

async function run(db: Database): Promise<void> {
  const hoje = createClock().today();
  const { rows } = await sql<{ cidade: number; uf: string; bairro: number }>`
    select c.id as cidade, c.uf, b.id as bairro from bench_cidade c join bairro b on b.cidade_id = c.id`.execute(db);
  const placeOf = (n: number) => rows[(n * 7919) % rows.length] ?? { cidade: 0, uf: 'MG', bairro: 0 };
  print(`${SIZE.planos} planos, ${SIZE.promocoes} promoções, ${SIZE.caixas} caixas; ${calls} chamadas de cada`);
  await measure('planos à venda', (n) =>
    planosAVenda(db, {
      tecnologiaId: 1 + (n % 2),
      tipoContratoId: 1,
      tipoPessoa: n % 3 === 0 ? 'JURIDICA' : 'FISICA',
      cidadeId: placeOf(n).cidade,
      hoje,
    }),
  );
  await measure('promoções', (n) => {
    const { cidade, uf, bairro } = placeOf(n);
    return promocoesAplicaveis(db, {
      hoje,
      planoId: 1 + (n % SIZE.planos),
      pacoteId: null,
      tecnologias: [1],
      tipoContratoId: 1,
      formaCobrancaId: 1,
      uf,
      cidadeId: cidade,
      bairroId: bairro,
      cep: '36402157',
      perfilId: 1,
      tipoPessoa: 'FISICA',
      prePago: false,
    });
  });
}

async function measure(name: string, call: (n: number) => Promise<unknown[]>): Promise<void> {
  for (let n = 0; n < 200; n++) await call(n);
  const times: number[] = [];
  let found = 0;
  for (let n = 0; n < calls; n++) {
    const started = performance.now();
    found += (await call(n)).length;
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  const verdict = Number(at(0.95)) < TARGET_MS ? 'dentro' : 'FORA';
  print(
    `${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (${verdict} dos ${TARGET_MS} ms), ${Math.round(found / calls)} linhas por resposta`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
