import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import {
  conferir,
  cuidarDaRede,
  cuidarDasParticoes,
  importarBlocos,
  type Pergunta,
  quem,
} from '#modules/radius/index.ts';
import { createClock } from '#platform/clock.ts';
import { examineTextFile } from '#platform/text-file.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { consumoDe, makeInternauta, makeNas, sessoesDe } from '../support/rede.ts';
import { contador, MINUTO } from './pacotes.ts';

const { db } = await testDatabase();
await makeNas(db, { ip: '10.0.0.1', intervalo: 300 });
const { contar } = contador(db);
const origem = { origem: 'teste', operacao: 'teste' };

const perguntar = (pergunta: Partial<Pergunta> & Pick<Pergunta, 'ip' | 'quando'>) =>
  inTransaction(db, origem, (tx) => quem(tx, { operador: 'teste', ...pergunta }));

test('bytes belong to the day of São Paulo on which they were told, and the running total follows', async () => {
  const { contrato, login } = await makeInternauta(db);
  const ontem = new Date(Date.now() - 24 * 60 * MINUTO);
  await contar({ tipo: 'Interim-Update', unica: 'd1', login, em: ontem, tempo: 60, saida: 10, entrada: 1 });
  await contar({ tipo: 'Interim-Update', unica: 'd1', login, em: new Date(), tempo: 86_460, saida: 25, entrada: 2 });
  await contar({ tipo: 'Stop', unica: 'd2', login, em: ontem, tempo: 10, saida: 100, entrada: 0 });
  const { rows } = await sql`select download, upload, download_antes, upload_antes from radius.consumo_dia
    where contrato_id = ${contrato.id} order by dia`.execute(db);
  assert.deepEqual(rows, [
    { download: 110, upload: 1, download_antes: 0, upload_antes: 0 },
    { download: 15, upload: 1, download_antes: 110, upload_antes: 1 },
  ]);
});

test('a session whose NAS is silent for three intervals ends at its last word, and goes on when it speaks again', async () => {
  const { contrato, login } = await makeInternauta(db);
  const t0 = Date.now();
  await contar({ tipo: 'Start', unica: 's1', login, em: new Date(t0 - 20 * MINUTO) });
  await contar({ tipo: 'Interim-Update', unica: 's1', login, em: new Date(t0 - 14 * MINUTO), tempo: 360, saida: 7 });
  await cuidarDaRede(db, createClock());
  assert.equal((await sessoesDe(db, login))[0]?.fim, null, '14 minutes are less than 3 × 300 s');
  await cuidarDaRede(db, createClock(2 * MINUTO));
  const [fechada] = await sessoesDe(db, login);
  assert.deepEqual(
    [fechada?.causa, Math.floor((fechada?.fim?.getTime() ?? 0) / 1000)],
    ['Lost-Service', Math.floor((t0 - 14 * MINUTO) / 1000)],
  );
  await contar({ tipo: 'Interim-Update', unica: 's1', login, em: new Date(t0), tempo: 1200, saida: 20 });
  const [aberta] = await sessoesDe(db, login);
  assert.deepEqual([aberta?.fim, aberta?.saida], [null, 20]);
  assert.equal((await consumoDe(db, contrato.id)).download, 20);
});

test('readings are taken of open sessions alone, once each 600 s, and only grow', async () => {
  const [on, off] = [await makeInternauta(db), await makeInternauta(db)];
  await contar({
    tipo: 'Interim-Update',
    unica: 'l1',
    login: on.login,
    em: new Date(),
    tempo: 10,
    saida: 1000,
    entrada: 10,
  });
  await contar({ tipo: 'Stop', unica: 'l2', login: off.login, em: new Date(), tempo: 10, saida: 5 });
  await cuidarDaRede(db, createClock());
  await cuidarDaRede(db, createClock());
  await contar({ tipo: 'Stop', unica: 'l1', login: on.login, em: new Date(), tempo: 20, saida: 1500, entrada: 20 });
  await contar({
    tipo: 'Interim-Update',
    unica: 'l3',
    login: on.login,
    em: new Date(),
    tempo: 5,
    saida: 50,
    entrada: 1,
  });
  await cuidarDaRede(db, createClock(10 * MINUTO));
  const { rows } =
    await sql`select entrada, saida from radius.leitura where contrato_id = ${on.contrato.id} order by quando`.execute(
      db,
    );
  assert.deepEqual(rows, [
    { entrada: 10, saida: 1000 },
    { entrada: 21, saida: 1550 },
  ]);
  assert.equal(
    (await sql`select from radius.leitura where contrato_id = ${off.contrato.id}`.execute(db)).rows.length,
    0,
  );
});

test('who had an address: by instant, with its port behind CGNAT, and each question is on record', async () => {
  const [um, dois] = [await makeInternauta(db), await makeInternauta(db)];
  const t0 = new Date(Date.now() - 120 * MINUTO);
  const em = (minutos: number) => new Date(t0.getTime() + minutos * MINUTO);
  await contar({ tipo: 'Start', unica: 'q1', login: um.login, em: em(0), ip: '198.51.100.20' });
  await contar({ tipo: 'Stop', unica: 'q1', login: um.login, em: em(30), tempo: 1800, ip: '198.51.100.20' });
  await contar({
    tipo: 'Start',
    unica: 'q2',
    login: dois.login,
    em: em(40),
    ip: '198.51.100.20',
    delegado: '2001:db8:77:ab00::/56',
  });
  const logins = async (p: Partial<Pergunta> & Pick<Pergunta, 'ip' | 'quando'>) =>
    (await perguntar(p)).map(({ login }) => login);
  assert.deepEqual(await logins({ ip: '198.51.100.20', quando: em(10) }), [um.login]);
  assert.deepEqual(await logins({ ip: '198.51.100.20', quando: em(35) }), []);
  assert.deepEqual(await logins({ ip: '198.51.100.20', quando: em(50) }), [dois.login]);
  assert.deepEqual(await logins({ ip: '2001:db8:77:ab12::5', quando: em(50) }), [dois.login]);

  await contar({ tipo: 'Start', unica: 'q3', login: um.login, em: em(40), ip: '100.70.0.1' });
  await contar({ tipo: 'Start', unica: 'q4', login: dois.login, em: em(41), ip: '100.70.0.2' });
  const path = join(tmpdir(), `cgnat-${process.pid}.csv`);
  const linhas = [
    'ip_publico;porta_inicial;porta_final;ip_privado;obs',
    '203.0.113.9;1024;3071;100.70.0.1;região',
    '203.0.113.9;3072;5119;100.70.0.2;',
    '203.0.113.9;5000;6000;100.70.0.3;',
    '203.0.113.9;7000;6000;100.70.0.3;',
    'x;1;2;y',
    '203.0.113.9;30',
  ];
  await writeFile(path, Buffer.from(linhas.join('\r\n'), 'latin1'));
  const importar = async () => inTransaction(db, origem, async (tx) => importarBlocos(tx, await examineTextFile(path)));
  const feito = await importar();
  assert.deepEqual([feito.incluidos, feito.rejeitadas.map(({ linha }) => linha)], [2, [4, 5, 6, 7]]);
  assert.deepEqual([(await importar()).incluidos, (await importar()).existentes], [0, 2]);
  assert.deepEqual(await logins({ ip: '203.0.113.9', porta: 2000, quando: em(60) }), [um.login]);
  assert.deepEqual(await logins({ ip: '203.0.113.9', porta: 3072, quando: em(60) }), [dois.login]);
  assert.deepEqual(await logins({ ip: '203.0.113.9', porta: 9000, quando: em(60) }), []);
  assert.equal((await logins({ ip: '203.0.113.9', quando: em(60), motivo: 'ofício 7' })).length, 2);
  await assert.rejects(perguntar({ ip: 'lugar nenhum', quando: em(0) }), { code: 'quem.ip' });
  const { rows } = await sql<{ operador: string; motivo: string }>`select c.operador, c.motivo from radius.consulta c
    join auditoria a on a.tabela = 'consulta' and a.registro = c.id::text order by c.id desc limit 1`.execute(db);
  assert.deepEqual(rows, [{ operador: 'teste', motivo: 'ofício 7' }]);
});

test('what does not add up is found', async () => {
  const { contrato, login } = await makeInternauta(db);
  await contar({ tipo: 'Stop', unica: 'x1', login, em: new Date(), tempo: 5, saida: 500 });
  assert.ok(!(await conferir(db)).diferencas.some((d) => d.contrato_id === contrato.id));
  await sql`update radius.consumo_dia set download = download + 1 where contrato_id = ${contrato.id}`.execute(db);
  assert.deepEqual(
    (await conferir(db)).diferencas.filter((d) => d.contrato_id === contrato.id),
    [{ contrato_id: contrato.id, sessoes: 500, dias: 501 }],
  );
});

// Last: it drops the months of the others.
test('months are made ahead, what came before its month moves in, and a month goes when its year is over', async () => {
  const { login } = await makeInternauta(db);
  const mes = (m: string) =>
    sql<{
      n: number;
    }>`select count(*) as n from pg_class where relname = ${`radacct_${m}`} and relnamespace = 'radius'::regnamespace`
      .execute(db)
      .then(({ rows }) => rows[0]?.n);
  const inserir = (inicio: string, fim: string | null) =>
    sql`insert into radius.radacct (arquivada, acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctupdatetime, acctstoptime)
    values (true, ${inicio}, ${inicio}, ${login}, '10.0.0.1', ${inicio}, ${fim ?? inicio}, ${fim})`.execute(db);
  await inserir('2033-05-10T12:00:00Z', '2033-05-10T13:00:00Z');
  await inserir('2033-06-10T12:00:00Z', '2034-01-10T13:00:00Z');
  const em = (when: string) => createClock(Date.parse(when) - Date.now());
  await cuidarDasParticoes(db, em('2033-05-15T12:00:00Z'));
  assert.deepEqual([await mes('2033_05'), await mes('2033_08'), await mes('2033_09')], [1, 1, 0]);
  assert.equal((await sql`select from radius.radacct_resto where username = ${login}`.execute(db)).rows.length, 0);
  assert.equal((await sessoesDe(db, login)).length, 2);
  await cuidarDasParticoes(db, em('2034-05-31T12:00:00Z'));
  assert.equal(await mes('2033_05'), 1, 'its year is not over');
  const dropped = await cuidarDasParticoes(db, em('2034-06-02T12:00:00Z'));
  assert.ok(dropped.includes('radacct_2033_05'));
  await cuidarDasParticoes(db, em('2034-07-15T12:00:00Z'));
  assert.equal(await mes('2033_06'), 1, 'a session of it ended within the year');
  assert.ok((await cuidarDasParticoes(db, em('2035-01-12T12:00:00Z'))).includes('radacct_2033_06'));
});
