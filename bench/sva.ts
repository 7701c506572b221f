// Authorisations of NEO a second over HTTP, against the bare server of bench/main.ts:
// node bench/sva.ts [rounds] [seconds]
// A fresh register of 10,000 customers in a temporary folder, its own PostgreSQL, each server in a process of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startServer } from './child.ts';
import { ask } from './load.ts';
import { openRegister, type Register } from './register.ts';
import { figures, machine, print, verdict } from './report.ts';
import { bare, http } from './requests.ts';
import { measure, median, type Subject } from './rounds.ts';

const CLIENTES = 10_000;
const CONNECTIONS = 32;
const TARGET = 3000;
const [rounds, seconds] = [Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 2)];
if (![rounds, seconds].every((n) => Number.isInteger(n) && n >= 1 && n <= 20))
  throw new RangeError('node bench/sva.ts [rounds] [seconds]: 1 to 20');

const folder = await mkdtemp(join(tmpdir(), 'balcao-sva-'));
try {
  const register = await openRegister(folder, CLIENTES);
  try {
    await comProdutos(register.env['DATABASE_URL'] ?? '');
    const [bareServer, server] = [
      await startServer('bench/bare-server.ts', [], register.env),
      await startServer('src/main.ts', ['servir'], register.env),
    ];
    try {
      await compare(register, bareServer.port, server.port);
    } finally {
      await server.stop();
      await bareServer.stop();
    }
  } finally {
    await register.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Two products of NEO, one with every second plan, one with the others. */
async function comProdutos(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`insert into sva_produto (descricao) values ('PAR'), ('IMPAR')`);
  await client.query(`insert into sva_recurso (produto_id, plataforma, recurso, pais, acao)
    select id, 'NEO', descricao, 'BR', 'VIEW' from sva_produto`);
  await client.query(`insert into sva_produto_plano (produto_id, plano_id)
    select p.id, l.id from plano l join sva_produto p on p.descricao = case when l.id % 2 = 0 then 'PAR' else 'IMPAR' end`);
  await client.query('analyze');
  await client.end();
}

async function compare(register: Register, barePort: number, port: number): Promise<void> {
  const { authorization, ids } = register;
  const { body } = await ask(port, http('GET /ws/auth/token/gerar', { authorization }));
  const { token } = JSON.parse(body) as { token: string };
  const rest = 'resource_id=PAR&country_code=BR&action_id=VIEW&ip_address=192.168.1.2';
  const autorizacao = () => {
    const id = ids[Math.floor(Math.random() * ids.length)];
    const path = `/ws/comercial/clientes/integracao/authorization?subscriber_id=${id}&${rest}`;
    return http(`GET ${path}`, { authorization, token });
  };
  const a: Subject = { name: '(a) Fastify e pg, uma consulta', port: barePort, request: bare(register) };
  const neo: Subject = { name: 'NEO, autorização', port, request: autorizacao };
  const results = await measure([a, neo], { connections: CONNECTIONS, rounds, seconds });
  print(machine());
  print(`${CONNECTIONS} conexões, ${rounds} rodadas de ${seconds} s, ${CLIENTES} clientes\n`);
  for (const line of figures(results, a)) print(line);
  const perSecond = median((results.get(neo) ?? []).map((one) => one.perSecond));
  print(`\n${verdict(`autorizações por segundo, ao menos ${TARGET}`, perSecond, (value) => value >= TARGET)}`);
}
