import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { mudarStatus } from '#modules/contratos/index.ts';
import {
  FABRICANTES,
  genieAcs,
  instalarEquipamento,
  lerComandos,
  oltPorHttp,
  provisionar,
  recolherEquipamento,
} from '#modules/equipamentos/index.ts';
import { wifiDoContrato } from '#modules/radius/index.ts';
import { openPool, type Tx } from '#platform/db.ts';
import { httpPartner } from '#platform/http-partner.ts';
import { migrateJobs, runDueJobs } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { handlersOf } from '../../src/routines.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { insert, makeCaixa, makeLoja } from '../support/vendas.ts';
import { standIn } from './stand-in.ts';

const t = await testApp();
const { db } = t;
const pool = openPool(t.url, { max: 4 });
after(() => pool.end());
await migrateJobs(pool);
const { ask, headers } = await newCaller(t);

// GenieACS' northbound API as documented: a device is looked for by its serial number, a task is posted to it by its id.
const conhecidos = new Set<string>();
const acs = await standIn(({ method, url, body }) => {
  const { pathname, searchParams } = new URL(url, 'http://acs');
  if (method === 'GET' && pathname === '/devices/') {
    const query = JSON.parse(searchParams.get('query') ?? '') as { '_deviceId._SerialNumber': { $in: string[] } };
    const found = query['_deviceId._SerialNumber'].$in.filter((serial) => conhecidos.has(serial));
    return { status: 200, body: found.map((serial) => ({ _id: `00259E-HG8245H%2DX-${serial}` })) };
  }
  const [, device] = /^\/devices\/([^/]+)\/tasks$/.exec(pathname) ?? [];
  const task = body as { name: string; parameterValues: unknown[] };
  const right =
    method === 'POST' &&
    device !== undefined &&
    conhecidos.has(decodeURIComponent(device).split('-').at(-1) ?? '') &&
    searchParams.has('connection_request') &&
    Number(searchParams.get('timeout')) > 0 &&
    task.name === 'setParameterValues' &&
    task.parameterValues.every((triple) => Array.isArray(triple) && triple.length === 3 && triple[2] === 'xsd:string');
  return right ? { status: 200, body: { _id: 'tarefa' } } : { status: 400 };
});
const olt = await standIn(() => ({ status: 200, body: { executado: true } }));
const ponte = httpPartner({ name: 'OLT', url: olt.url, token: null, attempts: 1 });
Object.assign(t.services.equipamentos, {
  olt: oltPorHttp(Object.fromEntries(FABRICANTES.map((f) => [f, ponte])) as never),
  acs: genieAcs({ url: acs.url, esperaMs: 500 }),
  wifi: (reader: typeof db, id: number) => wifiDoContrato(reader, t.services.sealer, id),
});

const writing = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, { origem: 'teste', operacao: 'teste' }, work);
const tarefas = () => runDueJobs(pool, handlersOf(t.services));
let n = 1;
const novo = (contratoId: number, serial = `485754430000${n++}`) => ({
  serial,
  fabricante: 'HUAWEI' as const,
  contratoId,
  cidadeId: null,
  loginPppoe: null,
  telefonia: false,
  mac: null,
  acsId: null,
});
const novoContrato = async () => makeContrato(db, (await makeCliente(db)).id);
const alterar = (idContrato: number, loginWiFi: string, senhaWiFi: string, more = {}) =>
  ask('PUT', '/ws/area/cliente/alterar/dados/rede', { idContrato, loginWiFi, senhaWiFi }, more);
const buscar = async (id: number) =>
  (await ask('GET', `/ws/area/cliente/contrato/rede/${id}`)).json<{ data: Record<string, unknown> }>().data;
const comandos = async (contratoId: number) =>
  (await lerComandos(db, { contratoId })).map(({ tipo, situacao, resultado }) => [tipo, situacao, resultado]);
/** What the ACS was told to set at one piece of equipment, name and password of the first radio. */
const enviados = (serial: string) =>
  acs.recebidos
    .filter(({ method, url }) => method === 'POST' && url.includes(serial))
    .map(({ body }) => {
      const values = (body as { parameterValues: [string, string, string][] }).parameterValues;
      const of = (end: string) => values.find(([name]) => name.endsWith(`WLANConfiguration.1.${end}`))?.[1];
      return [of('SSID'), of('KeyPassphrase')];
    });

test('a change of the Wi-Fi reaches the equipment through the ACS, and its outcome is shown', async () => {
  const contrato = await novoContrato();
  const equipamento = novo(contrato.id);
  conhecidos.add(equipamento.serial);
  await writing((tx) => instalarEquipamento(tx, equipamento));
  await tarefas();
  assert.deepEqual(await comandos(contrato.id), [], 'no Wi-Fi was set yet');
  const answer = await alterar(contrato.id, 'CASA DA ÁGUA', 'segredo 123');
  assert.deepEqual(answer.json(), {
    data: `O login e a senha do Wi-Fi do contrato de ID '${contrato.id}' foram atualizadas com sucesso.`,
    status: 'OK',
  });
  assert.deepEqual(enviados(equipamento.serial), [], 'the answer waits for nobody');
  await tarefas();
  assert.deepEqual(enviados(equipamento.serial), [['CASA DA ÁGUA', 'segredo 123']]);
  assert.deepEqual(await comandos(contrato.id), [['CONFIGURAR_WIFI', 'CONCLUIDO', 'executado']]);
  assert.deepEqual(await buscar(contrato.id), {
    senhaWiFi: 'segredo 123',
    fornecedorEquipamento: 'HUAWEI',
    criptografiaRede: null,
    serial: equipamento.serial,
    loginWiFi: 'CASA DA ÁGUA',
  });
});

test('the password is sealed at rest, and stands in no log of ours', async () => {
  const contrato = await novoContrato();
  await alterar(contrato.id, 'REDE', 'naoMeVejam77', { 'idempotency-key': `selada-${contrato.id}` });
  const { senha } = await db
    .selectFrom('contrato_wifi')
    .select('senha')
    .where('contrato_id', '=', contrato.id)
    .executeTakeFirstOrThrow();
  assert.ok(!senha.includes('naoMeVejam77'));
  assert.throws(() => t.services.sealer.open(senha, `wifi.${contrato.id + 1}`), 'it opens for its contract alone');
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from auditoria where antes::text || depois::text like '%naoMeVejam77%')
      + (select count(*) from idempotencia i where i::text like '%naoMeVejam77%')
      + (select count(*) from evento where dados::text like '%naoMeVejam77%')
      + (select count(*) from graphile_worker._private_jobs j where j::text like '%naoMeVejam77%') as n`.execute(db);
  assert.equal(Number(rows[0]?.n), 0);
  // Where the document shows it, and for that contract alone.
  assert.equal((await buscar(contrato.id))['senhaWiFi'], 'naoMeVejam77');
  const outro = await makeContrato(db, contrato.cliente_id);
  assert.equal((await buscar(outro.id))['senhaWiFi'], null);
  const conexoes = await ask('GET', `/ws/area/cliente/${contrato.cliente_id}/equipamentos/ultima_conexao`);
  assert.deepEqual(
    conexoes.json<{ data: Record<string, unknown>[] }>().data.map((item) => [item['loginWiFi'], item['senhaWiFi']]),
    [
      ['REDE', 'naoMeVejam77'],
      [null, null],
    ],
  );
});

test('the same change twice ends as once: one row, one command; with its Idempotency-Key it is not made again', async () => {
  const contrato = await novoContrato();
  const equipamento = novo(contrato.id);
  conhecidos.add(equipamento.serial);
  await writing((tx) => instalarEquipamento(tx, equipamento));
  const key = { 'idempotency-key': `wifi-${contrato.id}` };
  const answers = [
    await alterar(contrato.id, 'REDE', 'primeira1', key),
    await alterar(contrato.id, 'REDE', 'primeira1', key),
    await alterar(contrato.id, 'REDE', 'primeira1'),
  ];
  assert.deepEqual(
    answers.map(({ statusCode, body }) => [statusCode, body]),
    answers.map(() => [200, answers[0]?.body]),
  );
  await tarefas();
  assert.deepEqual(enviados(equipamento.serial), [['REDE', 'primeira1']]);
  assert.deepEqual(await comandos(contrato.id), [['CONFIGURAR_WIFI', 'CONCLUIDO', 'executado']]);
  assert.equal((await alterar(contrato.id, 'REDE', 'segunda22', key)).statusCode, 422);
  assert.equal((await buscar(contrato.id))['senhaWiFi'], 'primeira1');
});

test('two changes at once: name and password are of one of them, and so is what the equipment has', async () => {
  const contrato = await novoContrato();
  const equipamento = novo(contrato.id);
  conhecidos.add(equipamento.serial);
  await writing((tx) => instalarEquipamento(tx, equipamento));
  const pares = Array.from({ length: 6 }, (_, i) => [`REDE ${i}`, `senha-${i}-${i}`] as const);
  const answers = await Promise.all(pares.map(([login, senha]) => alterar(contrato.id, login, senha)));
  assert.ok(answers.every(({ statusCode }) => statusCode === 200));
  const { loginWiFi, senhaWiFi } = await buscar(contrato.id);
  assert.ok(pares.some(([login, senha]) => login === loginWiFi && senha === senhaWiFi));
  await tarefas();
  assert.deepEqual(enviados(equipamento.serial).at(-1), [loginWiFi, senhaWiFi]);
});

test('bad data, an unknown or a cancelled contract and a caller without a Token are refused, and nothing changes', async () => {
  const contrato = await novoContrato();
  await alterar(contrato.id, 'REDE', 'primeira1');
  const refused: [string, string, RegExp][] = [
    ['Á'.repeat(17), 'segunda22', /loginWiFi/],
    ['', 'segunda22', /loginWiFi/],
    ['REDE\n', 'segunda22', /loginWiFi/],
    ['REDE', 'curta77', /senhaWiFi/],
    ['REDE', 'x'.repeat(64), /senhaWiFi/],
    ['REDE', 'com acentuação', /senhaWiFi/],
  ];
  for (const [login, senha, campo] of refused) {
    const answer = await alterar(contrato.id, login, senha);
    assert.equal(answer.statusCode, 400, `${login} ${senha}`);
    assert.match(answer.json<{ error: string }>().error, campo);
  }
  const cancelado = await makeContrato(db, contrato.cliente_id, { status: 'CANCELADO' });
  assert.equal((await alterar(cancelado.id, 'REDE', 'segunda22')).statusCode, 409);
  assert.equal((await alterar(2_000_000_000, 'REDE', 'segunda22')).statusCode, 404);
  assert.equal((await ask('GET', '/ws/area/cliente/contrato/rede/2000000000')).statusCode, 404);
  for (const wrong of [{ token: 'outro' }, { authorization: 'Basic eDp5' }]) {
    assert.equal((await alterar(contrato.id, 'REDE', 'segunda22', { ...headers, ...wrong })).statusCode, 401);
  }
  const { loginWiFi, senhaWiFi } = await buscar(contrato.id);
  assert.deepEqual([loginWiFi, senhaWiFi], ['REDE', 'primeira1']);
});

test('equipment that is installed later is sent the Wi-Fi of its contract, once the ACS knows it', async () => {
  const contrato = await novoContrato();
  await alterar(contrato.id, 'REDE', 'guardada1');
  await tarefas();
  assert.deepEqual(await comandos(contrato.id), []);
  const equipamento = novo(contrato.id);
  await writing((tx) => instalarEquipamento(tx, equipamento));
  await tarefas();
  assert.deepEqual(await comandos(contrato.id), [['CONFIGURAR_WIFI', 'PENDENTE', 'desconhecido_no_acs']]);
  conhecidos.add(equipamento.serial);
  await sql`update comando_equipamento set proxima_em = agora() where situacao = 'PENDENTE'`.execute(db);
  await handlersOf(t.services)['rotina.equipamentos']?.({});
  assert.deepEqual(enviados(equipamento.serial), [['REDE', 'guardada1']]);
  // Exchanged for another one: that gets it as well; what went back to stock and to another contract does not.
  await writing((tx) => recolherEquipamento(tx, equipamento.serial));
  const troca = novo(contrato.id);
  conhecidos.add(troca.serial);
  await writing((tx) => instalarEquipamento(tx, troca));
  const outro = await novoContrato();
  await writing((tx) => instalarEquipamento(tx, novo(outro.id, equipamento.serial)));
  await tarefas();
  assert.deepEqual(enviados(troca.serial), [['REDE', 'guardada1']]);
  assert.equal(enviados(equipamento.serial).length, 1);
  assert.deepEqual(await comandos(outro.id), []);
});

test('what is provisioned is sent the Wi-Fi after the OLT knows it', async () => {
  const contrato = await novoContrato();
  await alterar(contrato.id, 'REDE', 'guardada2');
  const equipamento = novo(contrato.id);
  conhecidos.add(equipamento.serial);
  await writing((tx) => provisionar(tx, equipamento));
  assert.deepEqual(await comandos(contrato.id), [['PROVISIONAR', 'PENDENTE', null]]);
  await tarefas();
  assert.deepEqual(await comandos(contrato.id), [
    ['CONFIGURAR_WIFI', 'CONCLUIDO', 'executado'],
    ['PROVISIONAR', 'CONCLUIDO', 'executado'],
  ]);
  assert.deepEqual(enviados(equipamento.serial), [['REDE', 'guardada2']]);
});

const cancelar = (contratoId: number) =>
  writing((tx) => mudarStatus(tx, { contratoId, para: 'CANCELADO', motivo: 'TESTE' }));
const situacao = async (serial: string) =>
  (await db.selectFrom('equipamento').select('situacao').where('serial', '=', serial).executeTakeFirstOrThrow())
    .situacao;

test('a cancelled contract has its equipment taken off the OLT, where it was connected, once', async () => {
  const loja = await makeLoja(db);
  const { saidas, caixa } = await makeCaixa(db, loja, 2, { mapeamento: 'OLT 1 > PON 2' });
  const contrato = await novoContrato();
  await sql`update saida_caixa set status = 'OCUPADA', contrato_id = ${contrato.id} where id = ${saidas[1]}`.execute(
    db,
  );
  const provisionado = novo(contrato.id);
  await insert(db, 'equipamento', {
    serial: provisionado.serial,
    fabricante: 'HUAWEI',
    contrato_id: contrato.id,
    situacao: 'PROVISIONADO',
  });
  const instalado = novo(contrato.id);
  await writing((tx) => instalarEquipamento(tx, instalado));
  const outro = await novoContrato();
  const alheio = novo(outro.id);
  await insert(db, 'equipamento', {
    serial: alheio.serial,
    fabricante: 'HUAWEI',
    contrato_id: outro.id,
    situacao: 'PROVISIONADO',
  });
  await assert.rejects(
    writing(async (tx) => {
      await mudarStatus(tx, { contratoId: contrato.id, para: 'CANCELADO', motivo: 'TESTE' });
      throw new Error('desfeito');
    }),
    /desfeito/,
  );
  assert.deepEqual(await comandos(contrato.id), []);
  await Promise.all([cancelar(contrato.id), cancelar(contrato.id)]);
  await cancelar(contrato.id);
  await tarefas();
  assert.deepEqual(await comandos(contrato.id), [['DESPROVISIONAR', 'CONCLUIDO', 'executado']]);
  assert.deepEqual(
    [await situacao(provisionado.serial), await situacao(instalado.serial), await situacao(alheio.serial)],
    ['INSTALADO', 'INSTALADO', 'PROVISIONADO'],
  );
  const pedidos = olt.recebidos.map(({ body }) => body as Record<string, unknown>);
  const removidos = pedidos.filter(({ serial }) => serial === provisionado.serial);
  assert.equal(removidos.length, 1);
  assert.equal(removidos[0]?.['comando'], 'desprovisionar');
  // Its output is free again by then.
  assert.deepEqual(removidos[0]?.['caixa'], { id: caixa, numero: '1', saida: 2, mapeamento: 'OLT 1 > PON 2' });
  assert.ok(!pedidos.some(({ serial }) => serial === alheio.serial || serial === instalado.serial));
});

test('a contract that is cancelled while its equipment is provisioned has it removed; one that waits is not provisioned', async () => {
  const contrato = await novoContrato();
  const equipamento = novo(contrato.id);
  await writing((tx) => provisionar(tx, equipamento));
  await cancelar(contrato.id);
  await tarefas();
  assert.deepEqual(await comandos(contrato.id), [['PROVISIONAR', 'FALHOU', 'contrato_cancelado']]);
  const durante = await novoContrato();
  const segundo = novo(durante.id);
  await writing((tx) => provisionar(tx, segundo));
  const { executar } = t.services.equipamentos.olt;
  t.services.equipamentos.olt.executar = async (pedido) => {
    if (pedido.serial === segundo.serial && pedido.comando === 'provisionar') await cancelar(durante.id);
    return executar(pedido);
  };
  await tarefas();
  t.services.equipamentos.olt.executar = executar;
  assert.deepEqual(await comandos(durante.id), [
    ['DESPROVISIONAR', 'CONCLUIDO', 'executado'],
    ['PROVISIONAR', 'CONCLUIDO', 'executado'],
  ]);
  assert.equal(await situacao(segundo.serial), 'INSTALADO');
});
