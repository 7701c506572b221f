import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../support/db.ts';
import { radclient, testFreeRadius } from '../support/freeradius.ts';
import { consumoDe, makeInternauta, makeNas, SEGREDO, sessoesDe } from '../support/rede.ts';

const t = await testDatabase();
const { db } = t;
await makeNas(db);
await makeNas(db, { ip: '10.9.9.9' });
const radius = await testFreeRadius(t, 'balcao_teste_contabilidade');
const GIGA = 2 ** 32;
const agora = Math.floor(Date.now() / 1000);

type Tipo = 'Start' | 'Interim-Update' | 'Stop' | 'Accounting-On' | 'Accounting-Off';

async function pacote(
  tipo: Tipo,
  login: string,
  sessao: string,
  more: Record<string, string | number> = {},
): Promise<void> {
  const answer = await radclient(radius.acct, 'acct', SEGREDO, {
    'Acct-Status-Type': tipo,
    'User-Name': login,
    'Acct-Session-Id': sessao,
    'NAS-IP-Address': '127.0.0.1',
    'Framed-IP-Address': '100.64.0.7',
    'Calling-Station-Id': '00:0C:43:00:00:07',
    ...more,
  });
  assert.match(answer, /Received Accounting-Response/);
}

test('start, interim and stop make one session and its total, in both directions', async () => {
  const { contrato, login } = await makeInternauta(db);
  await pacote('Start', login, 'a1', { 'Event-Timestamp': agora - 1200 });
  await pacote('Interim-Update', login, 'a1', {
    'Event-Timestamp': agora - 600,
    'Acct-Session-Time': 600,
    'Acct-Input-Octets': 100,
    'Acct-Output-Octets': 1000,
  });
  assert.deepEqual(await consumoDe(db, contrato.id), { download: 1000, upload: 100 });
  await pacote('Stop', login, 'a1', {
    'Event-Timestamp': agora,
    'Acct-Session-Time': 1200,
    'Acct-Input-Octets': 150,
    'Acct-Output-Octets': 2500,
    'Acct-Terminate-Cause': 'User-Request',
  });
  const [s, ...more] = await sessoesDe(db, login);
  assert.equal(more.length, 0);
  assert.deepEqual([s?.entrada, s?.saida, s?.tempo, s?.causa, s?.ip], [150, 2500, 1200, 'User-Request', '100.64.0.7']);
  assert.equal(s?.inicio.getTime(), (agora - 1200) * 1000);
  assert.equal(s?.fim?.getTime(), agora * 1000);
  assert.deepEqual(await consumoDe(db, contrato.id), { download: 2500, upload: 150 });
});

test('packets that leave out the time, the counters or the moment are answered, and take nothing away', async () => {
  const { contrato, login } = await makeInternauta(db);
  await pacote('Start', login, 'm1', { 'Event-Timestamp': agora - 600 });
  const contado = { 'Event-Timestamp': agora - 300, 'Acct-Session-Time': 300, 'Acct-Input-Octets': 7 };
  await pacote('Interim-Update', login, 'm1', { ...contado, 'Acct-Output-Octets': 70 });
  await pacote('Interim-Update', login, 'm1', { 'Event-Timestamp': agora - 200 });
  await pacote('Interim-Update', login, 'm1', { 'Acct-Session-Time': 500, 'Acct-Output-Octets': 80 });
  await pacote('Stop', login, 'm1');
  const [s, ...more] = await sessoesDe(db, login);
  assert.equal(more.length, 0);
  assert.deepEqual([s?.entrada, s?.saida], [7, 80]);
  assert.ok(s?.fim);
  assert.deepEqual(await consumoDe(db, contrato.id), { download: 80, upload: 7 });
});

test('Gigawords count 2^32 bytes each', async () => {
  const { contrato, login } = await makeInternauta(db);
  await pacote('Start', login, 'g1');
  await pacote('Interim-Update', login, 'g1', {
    'Acct-Session-Time': 600,
    'Acct-Output-Octets': 4294967290,
    'Acct-Input-Octets': 1,
  });
  await pacote('Interim-Update', login, 'g1', {
    'Acct-Session-Time': 1200,
    'Acct-Output-Octets': 10,
    'Acct-Output-Gigawords': 3,
    'Acct-Input-Octets': 2,
  });
  assert.deepEqual(await consumoDe(db, contrato.id), { download: 3 * GIGA + 10, upload: 2 });
  const odd =
    await sql`select from radius.anomalia where tipo = 'CONTADOR_REGREDIU' and detalhe ->> 'login' = ${login}`.execute(
      db,
    );
  assert.equal(odd.rows.length, 0);
});

test('the same packet twice, and packets out of order, count once', async () => {
  const { contrato, login } = await makeInternauta(db);
  const em = (s: number, bytes: number) => ({
    'Event-Timestamp': agora - 3000 + s,
    'Acct-Session-Time': s,
    'Acct-Input-Octets': bytes,
    'Acct-Output-Octets': bytes * 2,
  });
  await pacote('Interim-Update', login, 'o1', em(600, 10));
  await pacote('Start', login, 'o1', { 'Event-Timestamp': agora - 3000 });
  await pacote('Stop', login, 'o1', em(1800, 40));
  await pacote('Interim-Update', login, 'o1', em(1200, 25));
  for (let i = 0; i < 3; i++) await pacote('Stop', login, 'o1', em(1800, 40));
  await pacote('Start', login, 'o1', { 'Event-Timestamp': agora - 3000 });
  assert.equal((await sessoesDe(db, login)).length, 1);
  assert.deepEqual(await consumoDe(db, contrato.id), { download: 80, upload: 40 });
});

test('the same stop from two servers at the same instant counts once', async () => {
  const { contrato, login } = await makeInternauta(db);
  const stop = { 'Event-Timestamp': agora, 'Acct-Session-Time': 60, 'Acct-Input-Octets': 5, 'Acct-Output-Octets': 7 };
  await Promise.all(Array.from({ length: 6 }, () => pacote('Stop', login, 'p1', stop)));
  assert.equal((await sessoesDe(db, login)).length, 1);
  assert.deepEqual(await consumoDe(db, contrato.id), { download: 7, upload: 5 });
});

test('a NAS that begins again ends its own sessions and no others; what comes of them late still counts', async () => {
  const [meu, outro] = [await makeInternauta(db), await makeInternauta(db)];
  await pacote('Start', meu.login, 'r1', { 'Event-Timestamp': agora - 900, 'NAS-IP-Address': '10.9.9.9' });
  await pacote('Interim-Update', meu.login, 'r1', {
    'Event-Timestamp': agora - 600,
    'Acct-Session-Time': 300,
    'Acct-Output-Octets': 50,
    'NAS-IP-Address': '10.9.9.9',
  });
  await pacote('Start', outro.login, 'r1', { 'Event-Timestamp': agora - 900 });
  await pacote('Accounting-On', '', '0', { 'Event-Timestamp': agora - 300, 'NAS-IP-Address': '10.9.9.9' });
  assert.deepEqual(
    (await sessoesDe(db, meu.login)).map(({ causa, fim }) => [causa, fim?.getTime()]),
    [['NAS-Reboot', (agora - 300) * 1000]],
  );
  assert.equal((await sessoesDe(db, outro.login))[0]?.fim, null);
  // The last interim again: nothing. A later one that was under way: its bytes, and the session stays closed.
  await pacote('Interim-Update', meu.login, 'r1', {
    'Event-Timestamp': agora - 600,
    'Acct-Session-Time': 300,
    'Acct-Output-Octets': 50,
    'NAS-IP-Address': '10.9.9.9',
  });
  await pacote('Interim-Update', meu.login, 'r1', {
    'Event-Timestamp': agora - 400,
    'Acct-Session-Time': 500,
    'Acct-Output-Octets': 70,
    'NAS-IP-Address': '10.9.9.9',
  });
  assert.deepEqual(await consumoDe(db, meu.contrato.id), { download: 70, upload: 0 });
  assert.notEqual((await sessoesDe(db, meu.login))[0]?.fim, null);
  // The NAS numbers its sessions from one again.
  await pacote('Start', meu.login, 'r1', { 'Event-Timestamp': agora - 200, 'NAS-IP-Address': '10.9.9.9' });
  await pacote('Stop', meu.login, 'r1', {
    'Event-Timestamp': agora,
    'Acct-Session-Time': 200,
    'Acct-Output-Octets': 30,
    'NAS-IP-Address': '10.9.9.9',
  });
  assert.deepEqual(
    (await sessoesDe(db, meu.login)).map(({ saida }) => saida),
    [70, 30],
  );
  assert.deepEqual(await consumoDe(db, meu.contrato.id), { download: 100, upload: 0 });
});

test('a counter that goes back is told, and no byte is lost or counted twice', async () => {
  const { contrato, login } = await makeInternauta(db);
  const em = (s: number, saida: number) => ({
    'Event-Timestamp': agora - 3000 + s,
    'Acct-Session-Time': s,
    'Acct-Output-Octets': saida,
  });
  await pacote('Start', login, 'c1', { 'Event-Timestamp': agora - 3000 });
  await pacote('Interim-Update', login, 'c1', em(600, 4_000_000_000));
  await pacote('Interim-Update', login, 'c1', em(1200, 5_032_704)); // turned at 2^32
  assert.equal((await consumoDe(db, contrato.id)).download, GIGA + 5_032_704);
  await pacote('Interim-Update', login, 'c1', em(1800, 1000)); // began again
  await pacote('Stop', login, 'c1', em(2400, 1500));
  assert.equal((await consumoDe(db, contrato.id)).download, GIGA + 5_032_704 + 1500);
  assert.equal((await sessoesDe(db, login))[0]?.saida, GIGA + 5_032_704 + 1500);
  const odd =
    await sql`select from radius.anomalia where tipo = 'CONTADOR_REGREDIU' and detalhe ->> 'login' = ${login}`.execute(
      db,
    );
  assert.equal(odd.rows.length, 1);
});

test('an unknown login, an unknown NAS and a clock that is wrong are told, and their sessions kept', async () => {
  const { contrato, login } = await makeInternauta(db);
  await pacote('Stop', 'fantasma', 'u1', { 'Acct-Session-Time': 10, 'Acct-Output-Octets': 99 });
  await pacote('Start', login, 'u2', { 'NAS-IP-Address': '10.1.2.3' });
  await pacote('Start', login, 'u3', { 'Event-Timestamp': 1000 });
  await pacote('Stop', login, 'u3', {
    'Event-Timestamp': agora + 86_400 * 30,
    'Acct-Session-Time': 10,
    'Acct-Output-Octets': 3,
  });
  const { rows } = await sql<{
    tipo: string;
    chave: string;
  }>`select tipo, chave from radius.anomalia where chave in ('fantasma', '10.1.2.3', '127.0.0.1') order by tipo`.execute(
    db,
  );
  assert.deepEqual(
    rows.map(({ tipo, chave }) => `${tipo} ${chave}`),
    ['LOGIN_DESCONHECIDO fantasma', 'NAS_DESCONHECIDO 10.1.2.3', 'RELOGIO 127.0.0.1'],
  );
  assert.equal((await sessoesDe(db, 'fantasma'))[0]?.saida, 99);
  const u3 = (await sessoesDe(db, login)).find(({ acctsessionid }) => acctsessionid === 'u3');
  assert.ok(u3 && Math.abs(u3.inicio.getTime() - Date.now()) < 60_000, 'the moment of its arrival holds');
  assert.equal((await consumoDe(db, contrato.id)).download, 3);
});

test('a session that ends before it began is kept as it came and told', async () => {
  const { login } = await makeInternauta(db);
  await pacote('Start', login, 'f1', { 'Event-Timestamp': agora - 100 });
  await pacote('Stop', login, 'f1', {
    'Event-Timestamp': agora - 500,
    'Acct-Session-Time': 20,
    'Acct-Output-Octets': 8,
  });
  const [s] = await sessoesDe(db, login);
  assert.ok(s?.fim && s.fim < s.inicio);
  const { rows } =
    await sql`select from radius.anomalia where tipo = 'FIM_ANTES_DO_INICIO' and detalhe ->> 'login' = ${login}`.execute(
      db,
    );
  assert.equal(rows.length, 1);
});

test('a login with quotes, a backslash or bytes that are no UTF-8 breaks no statement', async () => {
  await pacote('Start', `o'neil; drop table radius.radacct --`, 'q1');
  await pacote('Start', 'a\\\\351b', 'q2');
  assert.equal((await sql`select from radius.radacct where acctsessionid in ('q1', 'q2')`.execute(db)).rows.length, 2);
});
