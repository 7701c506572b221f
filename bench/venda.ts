// Internet contracts sold a second, each with its output, login, history and audit rows: node bench/venda.ts [seconds]
// A fresh installation in a temporary folder, its own PostgreSQL with fsync, the server in a process of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { criarIntegrador } from '#modules/acesso/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { readConfig } from '../src/config.ts';
import { openInstallation } from '../src/installation.ts';
import { makeCaixa, makeComprador, makeLoja, makePlano, vendaBody } from '../test/support/vendas.ts';
import { startServer } from './child.ts';
import { ask, load } from './load.ts';
import { http } from './requests.ts';

const CONNECTIONS = 16;
const SEGUNDOS = Number(process.argv[2] ?? 10);
if (!Number.isInteger(SEGUNDOS) || SEGUNDOS < 1 || SEGUNDOS > 15)
  throw new RangeError('node bench/venda.ts [seconds]: 1 to 15');
const POR_SEGUNDO = 1_500; // outputs prepared for each second: more than can be sold

const folder = await mkdtemp(join(tmpdir(), 'balcao-venda-'));
try {
  const { authorization, sale } = await prepareShop();
  const server = await startServer('src/main.ts', ['servir'], { BALCAO_DATA_DIR: folder });
  try {
    const { body } = await ask(server.port, http('GET /ws/auth/token/gerar', { authorization }));
    const { token } = JSON.parse(body) as { token: string };
    const headers = { authorization, token, 'content-type': 'application/json' };
    const target = {
      port: server.port,
      request: () => http('POST /ws/comercial/contratos/cadastrar', headers, JSON.stringify(sale())),
    };
    await load(target, CONNECTIONS, 3_000);
    const { perSecond, p50, p99, answers, refused } = await load(target, CONNECTIONS, SEGUNDOS * 1000);
    const line = `${perSecond.toFixed(0)} vendas/s em ${CONNECTIONS} conexões (alvo: 300), p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${answers} vendas, ${refused} recusadas\n`;
    process.stdout.write(line);
  } finally {
    await server.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** A shop with more free outputs than can be sold in the time. */
async function prepareShop() {
  const { db, close } = await openInstallation(readConfig({ BALCAO_DATA_DIR: folder }), 'producao');
  try {
    const loja = await makeLoja(db);
    const comprador = await makeComprador(db, loja);
    const plano = await makePlano(db, loja, {}, { reserva_saida_caixa: true });
    const { caixa } = await makeCaixa(db, loja, 0);
    const saidas = Math.min(32_000, (SEGUNDOS + 4) * POR_SEGUNDO);
    const { rows } = await sql<{ id: number }>`insert into saida_caixa (caixa_id, numero, descricao)
      select ${caixa}::int, n, 'SAIDA ' || n from generate_series(1, ${saidas}::int) n returning id`.execute(db);
    const { segredo } = await inTransaction(db, { origem: 'comando', operacao: 'bench' }, (tx) =>
      criarIntegrador(tx, { nome: 'bench', tipo: 'basic', escopos: ['*'], limitePorMinuto: null }),
    );
    let next = 0;
    return {
      authorization: `Basic ${Buffer.from(`bench:${segredo}`).toString('base64')}`,
      sale: () => vendaBody(loja, comprador, plano, { idCaixa: caixa, idSaidaCaixa: rows[next++]?.id }),
    };
  } finally {
    await close();
  }
}
