import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { makeIntegrador, testApp, tokenHeaders } from '../support/app.ts';
import { askWith } from '../support/ask.ts';
import { makeContrato } from '../support/makers.ts';
import { makeInternauta } from '../support/rede.ts';

const t = await testApp();
const { db } = t;
const integrador = await makeIntegrador(db);
const ask = askWith(t, { authorization: integrador.authorization });
const GIB = 1024 ** 3;
let next = 1;

/** The test's clock at noon of a day of São Paulo. */
const estamosEm = (dia: string) => t.clock.setOffset(Date.parse(`${dia}T12:00:00-03:00`) - Date.now());

const dono = await makeInternauta(db);
const outro = await makeInternauta(db);
const senhaErrada = { ...dono.assinante.acesso, senha: 'outra' };

const consumiu = (
  contrato_id: number,
  ...dias: readonly (readonly [dia: string, download: number, upload?: number])[]
) =>
  db
    .insertInto('radius.consumo_dia')
    .values(dias.map(([dia, download, upload = 0]) => ({ contrato_id, dia: day(dia), download, upload })))
    .execute();

/** A session as an archive has it. */
async function sessao(contrato_id: number, inicio: string, fim: string | null, changed: object = {}): Promise<number> {
  const radacctid = 900_000 + next++;
  const [acctstarttime, acctstoptime] = [new Date(inicio), fim === null ? null : new Date(fim)];
  await db
    .insertInto('radius.radacct')
    .values({
      radacctid,
      contrato_id,
      acctsessionid: String(radacctid),
      acctuniqueid: radacctid.toString(16).padStart(32, '0'),
      username: 'login',
      nasipaddress: '10.0.0.1',
      acctstarttime,
      acctstoptime,
      acctupdatetime: acctstoptime ?? acctstarttime,
      acctsessiontime: 60,
      acctoutputoctets: 0,
      acctinputoctets: 0,
      arquivada: true,
      ...changed,
    })
    .execute();
  return radacctid;
}

const total = (contrato: number, acesso: object = dono.assinante.acesso) =>
  ask('POST', `/ws/comercial/total_navegacao/contrato/${contrato}`, acesso);
const extrato = (contrato: number, de: string, ate: string, acesso: object = dono.assinante.acesso) =>
  ask('POST', `/ws/comercial/contrato/${contrato}/extrato/navegacao?dataInicio=${de}&dataFim=${ate}`, acesso);
const grafico = (login: string, de: string, ate: string, acesso: object = dono.assinante.acesso) =>
  ask('POST', `/ws/redes/graficos_navegacao?${new URLSearchParams({ login, dataInicio: de, dataFim: ate })}`, acesso);

test('the total is of the billing period of today, both directions, of that contract alone', async () => {
  estamosEm('2027-03-20');
  const segundo = await makeContrato(db, dono.assinante.id);
  // The period of makeContrato's due day begins on the 11th.
  await consumiu(
    dono.contrato.id,
    ['2027-03-10', 7 * GIB],
    ['2027-03-11', GIB, GIB / 2],
    ['2027-03-20', GIB],
    ['2027-03-21', 9 * GIB],
  );
  await consumiu(segundo.id, ['2027-03-12', 4 * GIB]);
  assert.deepEqual((await total(dono.contrato.id)).json(), { navegadoGB: 2.5, limiteGB: null });
  assert.deepEqual((await total(segundo.id)).json(), { navegadoGB: 4, limiteGB: null });
  estamosEm('2027-04-11');
  assert.deepEqual((await total(dono.contrato.id)).json(), { navegadoGB: 0, limiteGB: null });
});

test('a period that begins on the 31st begins on the last day of shorter months', async () => {
  const { id: vencimento_id } = await db
    .insertInto('vencimento')
    .values({ dia: 10, dia_faturamento_inicial: 31, dia_faturamento_final: 30 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: tecnologia_id } = await db
    .insertInto('tecnologia')
    .values({ descricao: 'FIBRA', tipo: 'INTERNET' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: plano_id } = await db
    .insertInto('plano')
    .values({ descricao: 'P', tecnologia_id, valor: centavos(100), franquia_gb: 360 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id } = await makeContrato(db, dono.assinante.id, { vencimento_id, plano_id });
  await consumiu(
    id,
    ['2028-01-30', 100 * GIB],
    ['2028-01-31', GIB],
    ['2028-02-28', GIB],
    ['2028-02-29', 10 * GIB],
    ['2028-03-30', GIB],
    ['2028-03-31', 3 * GIB],
  );
  const lido = async (dia: string) => {
    estamosEm(dia);
    return (await total(id)).json<{ navegadoGB: number; limiteGB: string }>();
  };
  assert.deepEqual(await lido('2028-01-31'), { navegadoGB: 1, limiteGB: '360GB' });
  assert.equal((await lido('2028-02-28')).navegadoGB, 2);
  assert.equal((await lido('2028-02-29')).navegadoGB, 10);
  assert.equal((await lido('2028-03-30')).navegadoGB, 11);
  assert.equal((await lido('2028-03-31')).navegadoGB, 3);
});

test('the statement has the sessions that began on its days, both included, on the clock of São Paulo', async () => {
  const { contrato } = dono;
  const ids = {
    vespera: await sessao(contrato.id, '2027-05-01T02:59:59Z', '2027-05-01T09:00:00Z'),
    primeira: await sessao(contrato.id, '2027-05-01T03:00:00Z', '2027-05-01T04:01:01Z', {
      acctoutputoctets: GIB,
      acctinputoctets: 5_000_000_000,
      callingstationid: '00:0C:43:C2:8F:8F',
      framedipaddress: '187.73.84.95',
      acctterminatecause: 'User-Request',
    }),
    ultima: await sessao(contrato.id, '2027-06-01T02:59:59Z', null),
    depois: await sessao(contrato.id, '2027-06-01T03:00:00Z', null),
  };
  await sessao(outro.contrato.id, '2027-05-10T12:00:00Z', '2027-05-10T13:00:00Z');
  const answer = await extrato(contrato.id, '01-05-2027', '31-05-2027');
  const linhas = answer.json<Record<string, unknown>[]>();
  assert.deepEqual(
    linhas.map(({ idRadacct }) => idRadacct),
    [ids.primeira, ids.ultima],
  );
  assert.deepEqual(linhas[0], {
    id: ids.primeira,
    dataColeta: Date.parse('2027-05-01T04:01:01Z'),
    idRadacct: ids.primeira,
    loginRadius: 'login',
    ipNas: '10.0.0.1',
    inicioSessao: Date.parse('2027-05-01T03:00:00Z'),
    fimSessao: Date.parse('2027-05-01T04:01:01Z'),
    duracaoSessao: 3661,
    download: GIB,
    upload: 5_000_000_000,
    macCliente: '00:0C:43:C2:8F:8F',
    ipCliente: '187.73.84.95',
    isFaturado: false,
    circuitID: null,
    motivoDesconexao: 'User-Request',
    duracaoFormatada: '01:01:01',
    downloadFormatado: 1,
  });
  assert.deepEqual([linhas[1]?.['fimSessao'], linhas[1]?.['duracaoSessao']], [null, 60]);
  assert.deepEqual((await extrato(contrato.id, '02-06-2027', '02-06-2027')).json(), []);
  const umDia = (await extrato(contrato.id, '30-04-2027', '30-04-2027')).json<Record<string, unknown>[]>();
  assert.deepEqual(
    umDia.map(({ idRadacct }) => idRadacct),
    [ids.vespera],
  );
});

test('a day on which summer time began or ended has the sessions of its 23 or 25 hours', async () => {
  const { contrato } = await makeInternauta(db);
  await db.updateTable('contrato').set({ cliente_id: dono.assinante.id }).where('id', '=', contrato.id).execute();
  // 2018-11-04 began at 01:00 (03:00Z) and ended at 02:00Z; 2018-02-17 lasted from 02:00Z to 03:00Z a day later.
  const curto = [
    await sessao(contrato.id, '2018-11-04T03:00:00Z', null),
    await sessao(contrato.id, '2018-11-05T01:59:59Z', null),
  ];
  await sessao(contrato.id, '2018-11-04T02:59:59Z', null);
  await sessao(contrato.id, '2018-11-05T02:00:00Z', null);
  const longo = [
    await sessao(contrato.id, '2018-02-17T02:00:00Z', null),
    await sessao(contrato.id, '2018-02-18T02:59:59Z', null),
  ];
  await sessao(contrato.id, '2018-02-18T03:00:00Z', null);
  const ids = async (dia: string) =>
    (await extrato(contrato.id, dia, dia)).json<{ idRadacct: number }[]>().map(({ idRadacct }) => idRadacct);
  assert.deepEqual(await ids('04-11-2018'), curto);
  assert.deepEqual(await ids('17-02-2018'), longo);
});

test('bad dates are refused by their name', async () => {
  for (const [de, ate, campo] of [
    ['31-02-2027', '01-03-2027', /dataInicio/],
    ['01/03/2027', '01-03-2027', /dataInicio/],
    ['01-03-2027', '2027-03-01', /dataFim/],
    ['02-03-2027', '01-03-2027', /dataFim/],
  ] as const) {
    const answer = await extrato(dono.contrato.id, de, ate);
    assert.equal(answer.statusCode, 400, `${de} ${ate}`);
    assert.match(answer.json<{ error: string }>().error, campo);
  }
  for (const [de, ate, campo] of [
    ['01/03/2027', '01/03/2027 10:00', /dataInicio/],
    ['01/03/2027 24:00', '02/03/2027 10:00', /dataInicio/],
    ['01/03/2027 10:00', '31/04/2027 10:00', /dataFim/],
    ['01/03/2027 10:01', '01/03/2027 10:00', /dataFim/],
  ] as const) {
    const answer = await grafico(dono.login, de, ate);
    assert.equal(answer.statusCode, 400, `${de} ${ate}`);
    assert.match(answer.json<{ error: string }>().error, campo);
  }
});

const leitura = (contrato_id: number, quando: string, entrada: number, saida: number) =>
  db
    .insertInto('radius.leitura')
    .values({ contrato_id, login: dono.login, quando: new Date(quando), entrada, saida })
    .execute();

test('the graph has the readings of a login in an interval of less than 40 days, both ends included', async () => {
  const { contrato, login } = dono;
  await leitura(contrato.id, '2027-01-31T02:50:00Z', 1, 1);
  await leitura(contrato.id, '2027-01-31T03:00:00Z', 5_842_016_016, 65_092_063_096);
  await leitura(contrato.id, '2027-03-12T02:59:00Z', 5_848_510_368, 65_199_855_336);
  await leitura(contrato.id, '2027-03-12T03:00:00Z', 9, 9);
  const ponto = (month: number, dia: number, hour: number, minute: number) => ({
    year: 2027,
    month,
    day: dia,
    hour,
    minute,
    userName: login,
  });
  const answer = await grafico(login, '31/01/2027 00:00', '11/03/2027 23:59');
  assert.deepEqual(answer.json(), [
    { _id: ponto(1, 31, 0, 0), in: 5_842_016_016, out: 65_092_063_096 },
    { _id: ponto(3, 11, 23, 59), in: 5_848_510_368, out: 65_199_855_336 },
  ]);
  for (const ate of ['12/03/2027 00:00', '12/03/2027 00:01', '31/12/2027 00:00']) {
    const longo = await grafico(login, '31/01/2027 00:00', ate);
    assert.equal(longo.statusCode, 400, ate);
    assert.match(longo.json<{ error: string }>().error, /40 dias/);
  }
  assert.equal((await grafico(login, '31/01/2027 00:01', '12/03/2027 00:00')).statusCode, 200);
});

test('the interval and its ends are counted on the clock of the wall, also over the turns of summer time', async () => {
  const { contrato, login } = dono;
  // 39 days and 23 hours of time, 40 days of the wall; then 40 days and an hour, a minute less than 40 days of the wall.
  assert.equal((await grafico(login, '10/10/2018 00:00', '19/11/2018 00:00')).statusCode, 400);
  assert.equal((await grafico(login, '20/01/2018 00:00', '28/02/2018 23:59')).statusCode, 200);
  // Summer time began at midnight of that day: 17:00 is 19:00Z.
  await leitura(contrato.id, '2018-11-04T19:00:00Z', 3, 4);
  const pontos = (await grafico(login, '04/11/2018 17:00', '04/11/2018 17:00')).json<{ _id: { hour: number } }[]>();
  assert.deepEqual(
    pontos.map(({ _id }) => _id.hour),
    [17],
  );
});

test('somebody else’s contract and login, and one that does not exist, answer as a wrong credential', async () => {
  const errado = await total(dono.contrato.id, senhaErrada);
  assert.equal(errado.statusCode, 401);
  const negadas = await Promise.all([
    total(outro.contrato.id),
    total(2_000_000_000),
    extrato(dono.contrato.id, '01-05-2027', '31-05-2027', senhaErrada),
    extrato(outro.contrato.id, '01-05-2027', '31-05-2027'),
    extrato(2_000_000_000, '01-05-2027', '31-05-2027'),
    grafico(dono.login, '01/03/2027 00:00', '02/03/2027 00:00', senhaErrada),
    grafico(outro.login, '01/03/2027 00:00', '02/03/2027 00:00'),
    grafico('ninguem', '01/03/2027 00:00', '02/03/2027 00:00'),
  ]);
  for (const answer of negadas) assert.deepEqual([answer.statusCode, answer.body], [401, errado.body]);
  // Without the integrator's own credential nothing is told at all.
  const sem = await t.app.inject({
    method: 'POST',
    url: `/ws/comercial/total_navegacao/contrato/${dono.contrato.id}`,
    payload: dono.assinante.acesso,
  });
  assert.equal(sem.statusCode, 401);
});

test('the last connection of each internet contract that is not cancelled; an unknown customer is not found', async () => {
  const headers = await tokenHeaders(t, integrador);
  const comToken = askWith(t, headers);
  const { assinante, contrato } = await makeInternauta(db);
  const semConexao = await makeContrato(db, assinante.id);
  const cancelado = await makeContrato(db, assinante.id, { status: 'CANCELADO' });
  await sessao(cancelado.id, '2027-05-03T00:00:00Z', null);
  await sessao(contrato.id, '2027-05-01T00:00:00Z', '2027-05-01T01:00:00Z');
  const ultima = await sessao(contrato.id, '2027-05-02T00:00:00Z', null, {
    acctoutputoctets: 238,
    nasportid: 'GPON 1',
  });
  const answer = await comToken('GET', `/ws/area/cliente/${assinante.id}/equipamentos/ultima_conexao`);
  const { data } = answer.json<{ data: { infoUltimaConexao: Record<string, unknown> }[] }>();
  assert.equal(data.length, 2, String(semConexao.id));
  assert.deepEqual(
    [
      data[0]?.infoUltimaConexao['radacctid'],
      data[0]?.infoUltimaConexao['acctoutputoctets'],
      data[0]?.infoUltimaConexao['nasportid'],
    ],
    [ultima, 238, 'GPON 1'],
  );
  assert.deepEqual(data[1]?.infoUltimaConexao, {});
  assert.equal((await comToken('GET', '/ws/area/cliente/2000000000/equipamentos/ultima_conexao')).statusCode, 404);
  assert.equal((await ask('GET', `/ws/area/cliente/${assinante.id}/equipamentos/ultima_conexao`)).statusCode, 401);
});
