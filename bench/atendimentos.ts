// Tickets opened a second over HTTP, each with protocol, deadline, history and audit rows:
// node bench/atendimentos.ts [seconds]
// A fresh installation in a temporary folder, its own PostgreSQL with fsync, the server in a process of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { criarIntegrador } from '#modules/acesso/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { readConfig } from '../src/config.ts';
import { openInstallation } from '../src/installation.ts';
import { makeCentro, makeTipo } from '../test/atendimentos/makers.ts';
import { makeCliente, makeContrato } from '../test/support/makers.ts';
import { startServer } from './child.ts';
import { load } from './load.ts';
import { http } from './requests.ts';

const CONNECTIONS = 16;
const SEGUNDOS = Number(process.argv[2] ?? 10);
if (!Number.isInteger(SEGUNDOS) || SEGUNDOS < 1 || SEGUNDOS > 30)
  throw new RangeError('node bench/atendimentos.ts [seconds]: 1 to 30');

const folder = await mkdtemp(join(tmpdir(), 'balcao-atendimentos-'));
try {
  const { authorization, contratos, tipo } = await prepare();
  const server = await startServer('src/main.ts', ['servir'], { BALCAO_DATA_DIR: folder });
  try {
    const headers = { authorization, 'content-type': 'application/json' };
    let n = 0;
    const open = () => {
      const body = { idContrato: contratos[n++ % contratos.length], descricao: 'SEM SINAL', idTipoAtendimento: tipo };
      return http('POST /ws/comercial/atendimentos/cadastrar', headers, JSON.stringify(body));
    };
    const target = { port: server.port, request: open };
    await load(target, CONNECTIONS, 3_000);
    const { perSecond, p50, p99, answers, refused } = await load(target, CONNECTIONS, SEGUNDOS * 1000);
    process.stdout.write(
      `${perSecond.toFixed(0)} atendimentos/s em ${CONNECTIONS} conexões (alvo: 500), p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${answers} abertos, ${refused} recusados\n`,
    );
  } finally {
    await server.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function prepare() {
  const { db, close } = await openInstallation(readConfig({ BALCAO_DATA_DIR: folder }), 'producao');
  try {
    const centro = await makeCentro(db);
    const tipo = await makeTipo(db, { centro_custo_padrao_id: centro, prazo: 8, prazo_unidade: 'HORAS' });
    const contratos = [];
    for (let i = 0; i < 100; i++) contratos.push((await makeContrato(db, (await makeCliente(db)).id)).id);
    const { segredo } = await inTransaction(db, { origem: 'comando', operacao: 'bench' }, (tx) =>
      criarIntegrador(tx, { nome: 'bench', tipo: 'basic', escopos: ['*'], limitePorMinuto: null }),
    );
    return { authorization: `Basic ${Buffer.from(`bench:${segredo}`).toString('base64')}`, contratos, tipo: tipo.id };
  } finally {
    await close();
  }
}
