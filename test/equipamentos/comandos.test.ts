import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import {
  executarComando,
  executarVencidos,
  FABRICANTES,
  genieAcs,
  lerComandos,
  type Meios,
  oltPorHttp,
  pedirComando,
  provisionar,
  recolherEquipamento,
} from '#modules/equipamentos/index.ts';
import type { Tx } from '#platform/db.ts';
import { openPool } from '#platform/db.ts';
import { httpPartner } from '#platform/http-partner.ts';
import { migrateJobs, runDueJobs } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { handlersOf } from '../../src/routines.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { insert, makeCaixa, makeLoja } from '../support/vendas.ts';
import { type Recebido, standIn } from './stand-in.ts';

const t = await testApp();
const { db } = t;
const pool = openPool(t.url, { max: 4 });
after(() => pool.end());
await migrateJobs(pool);
const { ask } = await newCaller(t);

// What the bridge and the ACS answer; a test changes it.
let ponte: Parameters<typeof standIn>[0] = () => ({ status: 200, body: { executado: true } });
let acs: Parameters<typeof standIn>[0] = () => ({ status: 200, body: { _id: 'task' } });
const olt = await standIn((pedido) => ponte(pedido));
const genie = await standIn((pedido) =>
  pedido.url.startsWith('/devices/?') ? { status: 200, body: [{ _id: `ACS-${serialDe(pedido)}` }] } : acs(pedido),
);
const serialDe = ({ url }: Recebido) =>
  (
    JSON.parse(new URL(url, genie.url).searchParams.get('query') ?? '') as {
      '_deviceId._SerialNumber': { $in: string[] };
    }
  )['_deviceId._SerialNumber'].$in[0];
const partner = httpPartner({
  name: 'OLT',
  url: olt.url,
  token: 'segredo',
  attempts: 1,
  attemptMs: 300,
  breaker: { failures: 1000, openMs: 1 },
});
const wifis = new Map<number, { login: string; senha: string }>();
const meios: Omit<Meios, 'db'> = {
  olt: oltPorHttp(Object.fromEntries(FABRICANTES.map((f) => [f, partner])) as never),
  acs: genieAcs({ url: genie.url, esperaMs: 300 }),
  wifi: async (_db, id) => wifis.get(id) ?? null,
};
Object.assign(t.services.equipamentos, meios);
const todos = { db, ...meios };

const writing = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, { origem: 'teste', operacao: 'teste' }, work);
let n = 0;
const CIDADE = 3118304;

/** Equipment at a contract of its own. */
async function makeEquipamento(changed: object = {}) {
  const cliente = await makeCliente(db);
  const contrato = await makeContrato(db, cliente.id);
  const serial = `ZTEG${process.pid}-${n++}`;
  const id = await insert(db, 'equipamento', {
    serial,
    fabricante: 'ZTE',
    contrato_id: contrato.id,
    cidade_id: CIDADE,
    login_pppoe: 'teste',
    situacao: 'PROVISIONADO',
    ...changed,
  });
  const pedido = {
    IdContrato: contrato.id,
    SerialEquipamento: serial,
    IdPlano: contrato.plano_id,
    IdCliente: cliente.id,
    IdCidade: CIDADE,
    LoginPPoE: 'teste',
    TipoEquipamento: 'ZTE',
    isTelefonia: false,
  };
  return { id, serial, contrato, pedido };
}

const desprovisionar = (pedido: object, headers = {}) =>
  ask('POST', '/ws/redes/equipamento/desprovisionar', pedido, headers);
const situacaoDe = async (id: number) =>
  (await db.selectFrom('equipamento').select('situacao').where('id', '=', id).executeTakeFirstOrThrow()).situacao;
const comandosDe = (contratoId: number) => lerComandos(db, { contratoId });
/** As if the time of the next attempt had come. */
const passar = () =>
  sql`update comando_equipamento set proxima_em = agora(), em_curso_ate = null where situacao = 'PENDENTE'`.execute(db);

test('equipment is removed from its OLT: the bridge is told what is on record, and the outcome is kept', async () => {
  const { id, serial, contrato, pedido } = await makeEquipamento();
  const answer = await desprovisionar(pedido);
  assert.deepEqual([answer.statusCode, answer.json()], [200, { desprovisionou: true }]);
  const recebido = olt.recebidos.at(-1);
  const [comando] = await comandosDe(contrato.id);
  assert.equal(recebido?.headers.authorization, 'Bearer segredo');
  assert.equal(recebido?.headers['idempotency-key'], `balcao-comando-${comando?.id}`);
  assert.deepEqual(recebido?.body, {
    comando: 'desprovisionar',
    fabricante: 'ZTE',
    serial,
    telefonia: false,
    caixa: null,
    contrato: contrato.id,
    cliente: pedido.IdCliente,
    plano: pedido.IdPlano,
    cidade: CIDADE,
    loginPPPoE: 'teste',
  });
  assert.equal(await situacaoDe(id), 'INSTALADO');
  assert.deepEqual([comando?.situacao, comando?.resultado, comando?.tentativas], ['CONCLUIDO', 'executado', 1]);
  const again = await desprovisionar(pedido);
  assert.equal(again.statusCode, 409);
});

test('what is not as on record is refused by its name, and nothing is sent', async () => {
  const { pedido } = await makeEquipamento();
  const before = olt.recebidos.length;
  const outro = await makeEquipamento();
  for (const [campo, valor] of [
    ['IdCliente', outro.pedido.IdCliente],
    ['IdPlano', outro.pedido.IdPlano],
    ['IdCidade', 1],
    ['LoginPPoE', 'outro'],
    ['TipoEquipamento', 'NOKIA'],
    ['isTelefonia', true],
  ] as const) {
    const answer = await desprovisionar({ ...pedido, [campo]: valor });
    assert.equal(answer.statusCode, 400, campo);
    assert.match(answer.json<{ error: string }>().error, new RegExp(campo));
  }
  assert.equal((await desprovisionar({ ...pedido, SerialEquipamento: outro.serial })).statusCode, 404);
  assert.equal((await desprovisionar({ ...pedido, IdContrato: 2_000_000_000 })).statusCode, 404);
  assert.equal(olt.recebidos.length, before);
});

test('a bridge that refuses ends the command; one that is down has it tried again until it works', async () => {
  const recusado = await makeEquipamento();
  ponte = () => ({ status: 200, body: { executado: false, motivo: 'porta sem ONU' } });
  assert.deepEqual((await desprovisionar(recusado.pedido)).json(), { desprovisionou: false });
  assert.equal(await situacaoDe(recusado.id), 'PROVISIONADO');
  const [fim] = await comandosDe(recusado.contrato.id);
  assert.deepEqual([fim?.situacao, fim?.resultado], ['FALHOU', 'recusado: porta sem ONU']);

  const { id, contrato, pedido } = await makeEquipamento();
  ponte = () => ({ status: 500 });
  assert.deepEqual((await desprovisionar(pedido)).json(), { desprovisionou: false });
  await executarVencidos(todos);
  const [comando] = await comandosDe(contrato.id);
  assert.deepEqual(
    [comando?.situacao, comando?.resultado, comando?.tentativas],
    ['PENDENTE', 'erro', 1],
    'not before its time',
  );
  // A second request joins the command that waits.
  ponte = () => ({ status: 200, body: { executado: true } });
  await passar();
  assert.deepEqual((await desprovisionar(pedido)).json(), { desprovisionou: true });
  assert.equal((await comandosDe(contrato.id)).length, 1);
  assert.equal(await situacaoDe(id), 'INSTALADO');
  const chaves = olt.recebidos.slice(-2).map(({ headers }) => headers['idempotency-key']);
  assert.equal(chaves[0], chaves[1], 'the bridge knows the repetition');
});

test('a repeated request with its Idempotency-Key gets the first answer and sends nothing', async () => {
  const { pedido } = await makeEquipamento();
  const headers = { 'idempotency-key': `k${n++}` };
  assert.deepEqual((await desprovisionar(pedido, headers)).json(), { desprovisionou: true });
  const before = olt.recebidos.length;
  assert.deepEqual((await desprovisionar(pedido, headers)).json(), { desprovisionou: true });
  assert.equal(olt.recebidos.length, before);
});

test('a process that dies at it leaves the command to the next one, once its time is up', async () => {
  const { id, contrato } = await makeEquipamento();
  const comando = await writing((tx) =>
    pedirComando(tx, { equipamentoId: id, contratoId: contrato.id, tipo: 'DESPROVISIONAR' }),
  );
  await sql`update comando_equipamento set em_curso_ate = agora() + interval '40 s', tentativas = 1 where id = ${comando}`.execute(
    db,
  );
  const before = olt.recebidos.length;
  assert.equal((await executarComando(todos, comando)).situacao, 'PENDENTE');
  assert.equal(olt.recebidos.length, before, 'somebody else is at it');
  await passar();
  await executarVencidos(todos);
  assert.equal(await situacaoDe(id), 'INSTALADO');
});

test('provisioning is queued with its cause, carried out by the job, and takes the reserved output into use', async () => {
  const loja = await makeLoja(db);
  const { saidas, caixa } = await makeCaixa(db, loja, 2, { mapeamento: 'OLT 1 > PON 2' });
  const contrato = await makeContrato(db, (await makeCliente(db)).id);
  await sql`update saida_caixa set status = 'RESERVADA', contrato_id = ${contrato.id} where id = ${saidas[1]}`.execute(
    db,
  );
  const novo = {
    serial: `FH${n++}`,
    fabricante: 'FIBERHOME',
    contratoId: contrato.id,
    cidadeId: null,
    loginPppoe: 'p',
    telefonia: true,
    mac: null,
    acsId: null,
  } as const;
  const outro = await makeContrato(db, (await makeCliente(db)).id);
  await assert.rejects(
    writing(async (tx) => {
      await provisionar(tx, { ...novo, serial: `FH${n++}`, contratoId: outro.id });
      throw new Error('desfeito');
    }),
    /desfeito/,
  );
  await writing((tx) => provisionar(tx, novo));
  await runDueJobs(pool, handlersOf(t.services));
  assert.deepEqual(await comandosDe(outro.id), [], 'nothing of what was rolled back');
  const [comando] = await comandosDe(contrato.id);
  assert.deepEqual([comando?.tipo, comando?.situacao], ['PROVISIONAR', 'CONCLUIDO']);
  const { body } = olt.recebidos.at(-1) as Recebido;
  assert.deepEqual((body as { caixa: unknown }).caixa, {
    id: caixa,
    numero: '1',
    saida: 2,
    mapeamento: 'OLT 1 > PON 2',
  });
  const saida = await db
    .selectFrom('saida_caixa')
    .select('status')
    .where('contrato_id', '=', contrato.id)
    .executeTakeFirst();
  assert.equal(saida?.status, 'OCUPADA');
  await assert.rejects(
    writing((tx) => recolherEquipamento(tx, novo.serial)),
    { code: 'equipamento.provisionado' },
  );
  await assert.rejects(
    writing((tx) => provisionar(tx, { ...novo, contratoId: outro.id })),
    { code: 'equipamento.em_uso' },
  );
});

test('a restart answers what came of it', async () => {
  const reiniciar = (idContrato: number) =>
    ask('POST', '/ws/integracao/omnichannel/reiniciar/equipamento', { idContrato });
  const { id, serial, contrato } = await makeEquipamento();
  assert.deepEqual((await reiniciar(contrato.id)).json(), {
    data: `O equipamento do contrato de ID '${contrato.id}' foi reiniciado com sucesso.`,
    status: 'OK',
  });
  const { acs_id } = await db.selectFrom('equipamento').select('acs_id').where('id', '=', id).executeTakeFirstOrThrow();
  assert.equal(acs_id, `ACS-${serial}`, 'it is remembered under which id the ACS knows it');
  acs = (pedido) => (pedido.method === 'POST' ? { status: 202, body: { _id: 'x' } } : { status: 200, body: [] });
  const away = await reiniciar(contrato.id);
  assert.equal(away.statusCode, 503);
  const [comando] = await comandosDe(contrato.id);
  assert.deepEqual([comando?.situacao, comando?.resultado], ['PENDENTE', 'nao_alcancado']);
  acs = () => ({ status: 200, body: { _id: 'x' } });
  await passar();
  await executarVencidos(todos);
  assert.equal((await comandosDe(contrato.id))[0]?.situacao, 'CONCLUIDO');
  const sem = await makeContrato(db, (await makeCliente(db)).id);
  assert.equal((await reiniciar(sem.id)).statusCode, 409);
  assert.equal((await reiniciar(2_000_000_000)).statusCode, 404);
});

test('the Wi-Fi of a contract reaches its equipment; what changed on the way is sent again', async () => {
  const { contrato } = await makeEquipamento({ fabricante: 'HUAWEI' });
  wifis.set(contrato.id, { login: 'CASA', senha: 'primeira1' });
  acs = () => ({ status: 200, body: { _id: 'x' } });
  const configurar = handlersOf(t.services)['equipamento.configurar_wifi'];
  await configurar?.({ contratoId: contrato.id });
  const { rows } = await sql<{
    id: number;
  }>`select id from comando_equipamento where contrato_id = ${contrato.id}`.execute(db);
  // A change comes while the first is on its way.
  acs = () => {
    if (wifis.get(contrato.id)?.senha === 'primeira1') {
      wifis.set(contrato.id, { login: 'CASA', senha: 'segunda22' });
      return { status: 200, body: { _id: 'x' }, atrasoMs: 200 };
    }
    return { status: 200, body: { _id: 'x' } };
  };
  const first = executarComando(todos, Number(rows[0]?.id));
  await new Promise((resolve) => setTimeout(resolve, 100));
  await configurar?.({ contratoId: contrato.id });
  await first;
  await runDueJobs(pool, handlersOf(t.services));
  const enviados = genie.recebidos
    .filter(({ method, body }) => method === 'POST' && JSON.stringify(body).includes('CASA'))
    .map(({ body }) => (body as { parameterValues: [string, string][] }).parameterValues);
  assert.deepEqual(
    enviados.map((valores) => valores.find(([nome]) => nome.endsWith('1.KeyPassphrase'))?.[1]),
    ['primeira1', 'segunda22'],
  );
  assert.equal(enviados[0]?.length, 4, 'both radios');
  const comandos = await comandosDe(contrato.id);
  assert.deepEqual(
    comandos.map(({ situacao }) => situacao),
    ['CONCLUIDO'],
  );
  const rastro = await sql<{
    n: number;
  }>`select count(*)::int as n from auditoria where depois::text like '%segunda22%'`.execute(db);
  assert.equal(rastro.rows[0]?.n, 0, 'no password in the audit trail');
  const sem = await makeContrato(db, (await makeCliente(db)).id);
  await configurar?.({ contratoId: sem.id });
  assert.deepEqual(await comandosDe(sem.id), []);
});
