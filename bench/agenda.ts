// Visits booked and moved a second over HTTP, from 32 connections on 50 items of the agenda, and whether any item took more
// than it has places: node bench/agenda.ts [seconds]
// A fresh installation in a temporary folder, its own PostgreSQL with fsync, the server in a process of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { criarIntegrador } from '#modules/acesso/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { readConfig } from '../src/config.ts';
import { type Installation, openInstallation } from '../src/installation.ts';
import { makePraca } from '../test/agenda/makers.ts';
import { startServer } from './child.ts';
import { ask, load } from './load.ts';
import { http } from './requests.ts';

const CONNECTIONS = 32;
const ITENS = 50;
const LUGARES = 40;
const CHAMADOS = 1500;
const SEGUNDOS = Number(process.argv[2] ?? 10);
if (!Number.isInteger(SEGUNDOS) || SEGUNDOS < 1 || SEGUNDOS > 30)
  throw new RangeError('node bench/agenda.ts [seconds]: 1 to 30');

const folder = await mkdtemp(join(tmpdir(), 'balcao-agenda-'));
try {
  const { authorization, chamados, itens } = await onDatabase(prepare);
  const server = await startServer('src/main.ts', ['servir'], { BALCAO_DATA_DIR: folder });
  try {
    const { body } = await ask(server.port, http('GET /ws/auth/token/gerar', { authorization }));
    const { token } = JSON.parse(body) as { token: string };
    const headers = { authorization, token, 'content-type': 'application/json' };
    let n = 0;
    const book = () => {
      const idItemConfiguracaoAgendaTecnica = itens[Math.floor(Math.random() * itens.length)];
      const pedido = { idAtendimento: chamados[n++ % chamados.length], idItemConfiguracaoAgendaTecnica };
      const line = 'PUT /ws/servicos/agendamento/agenda_tecnica/configuracoes/efetivar';
      return http(line, headers, JSON.stringify(pedido));
    };
    const target = { port: server.port, request: book };
    await load(target, CONNECTIONS, 3_000);
    const { perSecond, p50, p99, answers, refused } = await load(target, CONNECTIONS, SEGUNDOS * 1000);
    process.stdout.write(
      `${((perSecond * (answers - refused)) / answers).toFixed(0)} visitas/s em ${CONNECTIONS} conexões e ${ITENS} itens (alvo: 300), p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${answers - refused} marcadas ou remarcadas, ${refused} sem vaga\n`,
    );
  } finally {
    await server.stop();
  }
  process.stdout.write(
    `${await onDatabase(overbooked)} itens com mais visitas que lugares, ou mal contados (alvo: 0)\n`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function onDatabase<T>(work: (db: Installation['db']) => Promise<T>): Promise<T> {
  const { db, close } = await openInstallation(readConfig({ BALCAO_DATA_DIR: folder }), 'producao');
  try {
    return await work(db);
  } finally {
    await close();
  }
}

async function prepare(db: Installation['db']) {
  const praca = await makePraca(db);
  const itens: number[] = [];
  for (let i = 0; i < ITENS; i++) itens.push(await praca.item(LUGARES));
  const chamados: number[] = [];
  for (let i = 0; i < CHAMADOS; i++) chamados.push(await praca.atendimento());
  const { segredo } = await inTransaction(db, { origem: 'comando', operacao: 'bench' }, (tx) =>
    criarIntegrador(tx, { nome: 'bench', tipo: 'basic', escopos: ['*'], limitePorMinuto: null }),
  );
  return { authorization: `Basic ${Buffer.from(`bench:${segredo}`).toString('base64')}`, chamados, itens };
}

async function overbooked(db: Installation['db']): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from agenda_item i
    where i.agendadas > i.capacidade
      or i.agendadas <> (select count(*) from visita v where v.agenda_item_id = i.id and v.situacao = 'AGENDADA')`.execute(
    db,
  );
  return rows[0]?.n ?? -1;
}
