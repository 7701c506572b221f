import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { cuidarDaRede } from '#modules/radius/index.ts';
import { createClock } from '#platform/clock.ts';
import { testDatabase } from '../support/db.ts';
import { consumoDe, makeInternauta, makeNas, sessoesDe } from '../support/rede.ts';
import { contador, MINUTO, type Pacote } from './pacotes.ts';

const { db } = await testDatabase();
await makeNas(db, { ip: '10.0.0.1', intervalo: 300 });
const { contar, contabilizar } = contador(db);

test('whatever the order and however often packets come, the total is that of the last one', async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 5_000_000_000 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 14 }),
      async (steps, order) => {
        const { contrato, login } = await makeInternauta(db);
        const inicio = Date.now() - 8 * 3_600_000;
        const unica = `p${n++}`;
        let saida = 0;
        const packets: Pacote[] = [{ tipo: 'Start', unica, login, em: new Date(inicio) }];
        for (const [i, step] of steps.entries()) {
          saida += step;
          const tempo = (i + 1) * 600;
          const tipo = i === steps.length - 1 ? 'Stop' : 'Interim-Update';
          packets.push({ tipo, unica, login, em: new Date(inicio + tempo * 1000), tempo, saida, entrada: i });
        }
        const all = [...order.map((i) => packets[i % packets.length]), packets.at(-1)];
        for (const packet of all) if (packet) await contar(packet);
        assert.equal((await sessoesDe(db, login)).length, 1);
        assert.deepEqual(await consumoDe(db, contrato.id), { download: saida, upload: steps.length - 1 });
      },
    ),
    { numRuns: 25 },
  );
});

test('the short way of a packet leaves what the long way leaves', async () => {
  let n = 0;
  const passo = fc.record({
    tipo: fc.constantFrom('Start', 'Interim-Update', 'Interim-Update', 'Interim-Update', 'Stop'),
    minutos: fc.integer({ min: -70, max: 5 }),
    tempo: fc.option(fc.integer({ min: 0, max: 4200 }), { nil: undefined }),
    saida: fc.option(fc.nat({ max: 1000 }), { nil: undefined }),
    entrada: fc.option(fc.nat({ max: 10 }), { nil: undefined }),
    ip: fc.constantFrom('100.64.9.9', '100.64.9.9', '100.64.9.10'),
    delegado: fc.constantFrom('', '', '2001:db8:1::/56'),
  });
  const deixado = async (login: string, contratoId: number) => {
    const { rows } =
      await sql`select acctstarttime, acctupdatetime, acctstoptime, acctinterval, acctsessiontime, acctinputoctets,
        acctoutputoctets, host(framedipaddress) as ip, delegatedipv6prefix::text, acctterminatecause, entrada_base, saida_base,
        fechada_por_regra, arquivada, mais_entrada, mais_saida
      from radius.radacct where username = ${login} order by acctstarttime, radacctid`.execute(db);
    return [rows, await consumoDe(db, contratoId)];
  };
  await fc.assert(
    fc.asyncProperty(fc.array(passo, { minLength: 1, maxLength: 12 }), async (passos) => {
      const [curto, longo] = [await makeInternauta(db), await makeInternauta(db)];
      n += 1;
      const agora = Date.now();
      for (const { minutos, ...p } of passos) {
        const em = new Date(agora + minutos * MINUTO);
        await contar({ ...p, unica: `curto${n}`, login: curto.login, em });
        await contabilizar({ ...p, unica: `longo${n}`, login: longo.login, em });
      }
      assert.deepEqual(await deixado(curto.login, curto.contrato.id), await deixado(longo.login, longo.contrato.id));
    }),
    { numRuns: 60 },
  );
});

test('packets of one session that come at once count each byte once', async () => {
  const { contrato, login } = await makeInternauta(db);
  const inicio = Date.now() - 30 * MINUTO;
  await contar({ tipo: 'Start', unica: 'j1', login, em: new Date(inicio) });
  const packets = Array.from({ length: 40 }, (_, i): Pacote => {
    const tempo = 1 + (i % 20) * 60;
    return {
      tipo: 'Interim-Update',
      unica: 'j1',
      login,
      em: new Date(inicio + tempo * 1000),
      tempo,
      saida: tempo,
      entrada: 1,
    };
  });
  await Promise.all(packets.map(contar));
  assert.equal((await sessoesDe(db, login))[0]?.saida, 1 + 19 * 60);
  assert.deepEqual(await consumoDe(db, contrato.id), { download: 1 + 19 * 60, upload: 1 });
});

test('a session that has been over for an hour goes to its month, and what comes of it still finds it', async () => {
  const { contrato, login } = await makeInternauta(db);
  const onde = async () =>
    (
      await sql<{ onde: string }>`select tableoid::regclass::text as onde from radius.radacct where username = ${login}
        order by acctstarttime`.execute(db)
    ).rows.map((row) => row.onde.replace(/_\d{4}_\d{2}$/, ''));
  const em = (minutos: number) => new Date(Date.now() - minutos * MINUTO);
  const stop: Pacote = { tipo: 'Stop', unica: 'h1', login, em: em(50), tempo: 600, saida: 9, entrada: 1 };
  await contar({ tipo: 'Start', unica: 'h1', login, em: em(60) });
  await contar(stop);
  await cuidarDaRede(db, createClock());
  assert.deepEqual(await onde(), ['radius.radacct_recente'], '50 minutes are less than an hour');
  await cuidarDaRede(db, createClock(11 * MINUTO));
  assert.deepEqual(await onde(), ['radius.radacct']);
  await contar(stop);
  assert.deepEqual(await onde(), ['radius.radacct'], 'the same stop again changes nothing');
  assert.equal((await consumoDe(db, contrato.id)).download, 9);
  await contar({ tipo: 'Start', unica: 'h1', login, em: em(5) });
  assert.deepEqual(await onde(), ['radius.radacct', 'radius.radacct_recente'], 'its number is given again');
});

test('a session that silence ended is reopened by its next packet, from its month too', async () => {
  const { contrato, login } = await makeInternauta(db);
  const em = (minutos: number) => new Date(Date.now() - minutos * MINUTO);
  await contar({ tipo: 'Interim-Update', unica: 'h2', login, em: em(120), tempo: 60, saida: 5, entrada: 0 });
  await cuidarDaRede(db, createClock());
  await cuidarDaRede(db, createClock());
  assert.equal((await sessoesDe(db, login))[0]?.causa, 'Lost-Service');
  await contar({ tipo: 'Interim-Update', unica: 'h2', login, em: em(1), tempo: 7200, saida: 8, entrada: 0 });
  await contar({ tipo: 'Interim-Update', unica: 'h2', login, em: em(0), tempo: 7260, saida: 10, entrada: 0 });
  const { rows } = await sql`select acctstoptime as fim, acctoutputoctets as saida, arquivada from radius.radacct
    where username = ${login}`.execute(db);
  assert.deepEqual(rows, [{ fim: null, saida: 10, arquivada: false }]);
  assert.equal((await consumoDe(db, contrato.id)).download, 10);
});
