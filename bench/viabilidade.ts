// Technical viability and near boxes with 200,000 boxes: node bench/viabilidade.ts [folder]
// Made once in the folder (default .bench/viabilidade), with a PostgreSQL of its own; each run only measures.
import { sql } from 'kysely';
import { distanciaDoLugar } from '#modules/prospectos/index.ts';
import { caixasProximas } from '#modules/redes/index.ts';
import type { Database } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { readConfig } from '../src/config.ts';
import { openInstallation } from '../src/installation.ts';

const CAIXAS = 200_000;
const CIDADES = 40;
const CHAMADAS = 2_000;

const config = readConfig({ BALCAO_DATA_DIR: process.argv[2] ?? '.bench/viabilidade' });
const { db, close } = await openInstallation(config, 'producao');
try {
  if (!(await db.selectFrom('caixa').select('id').limit(1).executeTakeFirst())) await gerar(db);
  const lugares = await sortear(db);
  const tipoContrato = (await db.selectFrom('tipo_contrato').select('id').executeTakeFirstOrThrow()).id;
  const segmento = (await db.selectFrom('segmento').select('id').executeTakeFirstOrThrow()).id;
  const perto = lugares.map(
    ({ latitude, longitude, logradouro }) =>
      () =>
        distanciaDoLugar(db, { latitude, longitude, logradouro, segmento }),
  );
  const fora = lugares.map(
    ({ latitude, longitude, logradouro }) =>
      () =>
        distanciaDoLugar(db, { latitude: latitude + 0.1, longitude, logradouro, segmento }),
  );
  await medir('viabilidade, na cidade', perto);
  await medir('viabilidade, a 11 km', fora);
  await medir(
    'caixas próximas',
    lugares.map(
      ({ endereco }) =>
        () =>
          caixasProximas(db, { endereco, tipoContrato }),
    ),
  );
} finally {
  await close();
}

/** Boxes of eight outputs within some 5 km of each city's centre; three in ten are full, and one city altogether. */
async function gerar(database: Database): Promise<void> {
  process.stdout.write(`gerando ${CAIXAS} caixas\n`);
  await inTransaction(database, { origem: 'comando', operacao: 'bench' }, async (tx) => {
    await sql`select setseed(0.5), set_config('balcao.auditoria', 'nao', true)`.execute(tx);
    const { rows } = await sql<{ id: number }>`
      with t as (insert into tipo_contrato (nome) values ('RESIDENCIAL') returning id),
        s as (insert into segmento (descricao, tipo_contrato_id) select 'RESIDENCIAL', id from t),
        b as (insert into bairro (cidade_id, nome, nome_abreviado) select min(id), 'CENTRO', 'CENTRO' from cidade returning id),
        l as (insert into logradouro (bairro_id, nome, nome_abreviado) select id, 'RUA', 'RUA' from b),
        c as (insert into cliente (nome) values ('BENCH'))
      insert into tecnologia (descricao, tipo) values ('FIBRA', 'INTERNET') returning id`.execute(tx);
    await sql`insert into caixa (descricao, numero, cidade_id, tecnologia_id, latitude, longitude)
      select 'CAIXA ' || n, n, (select min(id) from cidade), ${rows[0]?.id}::int,
        -20 - (n % ${CIDADES}::int) * 0.1 + (random() + random() + random() - 1.5) * 0.05,
        -44 - (n % 7) * 0.3 + (random() + random() + random() - 1.5) * 0.05
      from generate_series(1, ${CAIXAS}::int) n`.execute(tx);
    await sql`insert into saida_caixa (caixa_id, numero, descricao, status)
      select id, s, 'SAIDA ' || s, case when abs(hashint4(id)) % 10 < 3 or id % ${CIDADES}::int = 0 or random() < 0.8 then 'OCUPADA' else 'LIVRE' end
      from caixa, generate_series(1, 8) s`.execute(tx);
    await sql`insert into cliente_endereco (cliente_id, tipo, logradouro_id, numero, latitude, longitude)
      select (select max(id) from cliente), 'PADRAO', (select max(id) from logradouro), n,
        c.latitude + random() * 0.004, c.longitude + random() * 0.004
      from generate_series(1, ${CHAMADAS}::int) n join caixa c on c.id = 1 + (n * 7919) % ${CAIXAS}::int`.execute(tx);
  });
  await sql`vacuum analyze`.execute(database);
}

function sortear(database: Database) {
  return database
    .selectFrom('cliente_endereco')
    .select(['id as endereco', 'latitude', 'longitude', 'logradouro_id as logradouro'])
    .$narrowType<{ latitude: number; longitude: number; logradouro: number }>()
    .execute();
}

async function medir(nome: string, chamadas: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const chamada of chamadas.slice(0, 200)) await chamada();
  const times: number[] = [];
  for (const chamada of chamadas) {
    const started = performance.now();
    await chamada();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2).padStart(7);
  process.stdout.write(`${nome.padEnd(24)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   p99 ${at(0.99)} ms\n`);
}
