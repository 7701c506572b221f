import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { mudarStatus } from '#modules/contratos/index.ts';
import { atualizarRede } from '#modules/radius/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { radclient, testFreeRadius } from '../support/freeradius.ts';
import { type Desafio, ntResponse, provaDoServidor, resposta } from '../support/mschap2.ts';
import { makeInternauta, makeNas, SEGREDO } from '../support/rede.ts';

const t = await testDatabase();
const { db } = t;
await makeNas(db);
const radius = await testFreeRadius(t, 'balcao_teste_mschap');

async function assinante() {
  const made = await makeInternauta(db);
  await atualizarRede(db, { contratoId: made.contrato.id });
  return made;
}
const versao1 = (login: string, senha: string) =>
  radclient(radius.auth, 'auth', SEGREDO, { 'User-Name': login, 'MS-CHAP-Password': senha });
/** As a box that dials by PPPoE does it, with challenges of its own. */
async function versao2(login: string, senha: string, changed: Partial<Desafio> = {}) {
  const desafio = { login, senha, autenticador: randomBytes(16), par: randomBytes(16), ...changed };
  const hex = (bytes: Buffer) => `0x${bytes.toString('hex')}`;
  const answer = await radclient(radius.auth, 'auth', SEGREDO, {
    'User-Name': login,
    'MS-CHAP-Challenge': hex(desafio.autenticador),
    'MS-CHAP2-Response': hex(resposta(desafio)),
  });
  return { answer, desafio };
}
/** The text that the server answered in MS-CHAP2-Success, behind the identifier. */
const provaEm = (answer: string) => {
  const [, hex = ''] = /MS-CHAP2-Success = 0x01([\da-f]+)/.exec(answer) ?? [];
  return Buffer.from(hex, 'hex').toString('latin1');
};

test('the reckoning is that of RFC 2759 (9.2)', () => {
  const exemplo: Desafio = {
    login: 'User',
    senha: 'clientPass',
    autenticador: Buffer.from('5B5D7C7D7B3F2F3E3C2C602132262628', 'hex'),
    par: Buffer.from('21402324255E262A28295F2B3A337C7E', 'hex'),
  };
  assert.equal(ntResponse(exemplo).toString('hex').toUpperCase(), '82309ECD8D708B5EA08FAA3981CD83544233114A3D85D6DF');
  assert.equal(provaDoServidor(exemplo), 'S=407A5589115FD0D6209F510FE9C04566932CDA56');
});

test('MS-CHAP is checked against the same password, and gives the speed of the plan', async () => {
  const { login, senha } = await assinante();
  const answer = await versao1(login, senha);
  assert.match(answer, /Received Access-Accept/);
  assert.match(answer, /Mikrotik-Rate-Limit = "50000k\/100000k"/);
  assert.match(await versao1(login, 'errada'), /Received Access-Reject/);
  assert.match(await versao1('ninguem', senha), /Received Access-Reject/);
});

test('MS-CHAPv2: the server proves in its answer that it knows the password too', async () => {
  const { login, senha } = await assinante();
  const { answer, desafio } = await versao2(login, senha);
  assert.match(answer, /Received Access-Accept/);
  assert.match(answer, /Mikrotik-Rate-Limit = "50000k\/100000k"/);
  assert.equal(provaEm(answer), provaDoServidor(desafio));
});

test('MS-CHAPv2 refuses another password, another’s password and an answer to another challenge, without attributes', async () => {
  const { login, senha } = await assinante();
  const outro = await makeInternauta(db);
  await db.updateTable('contrato').set({ senha_radius: 'outra-senha' }).where('id', '=', outro.contrato.id).execute();
  await atualizarRede(db, { contratoId: outro.contrato.id });
  for (const errada of ['errada', 'outra-senha', '']) {
    const { answer } = await versao2(login, errada);
    assert.match(answer, /Received Access-Reject/, errada);
    assert.doesNotMatch(answer, /Mikrotik|MS-CHAP2-Success/, errada);
  }
  assert.match((await versao2(outro.login, 'outra-senha')).answer, /Access-Accept/);
  // Answered to one challenge, sent with another: what was overheard is of no use.
  const antigo = { login, senha, autenticador: randomBytes(16), par: randomBytes(16) };
  const repetida = await radclient(radius.auth, 'auth', SEGREDO, {
    'User-Name': login,
    'MS-CHAP-Challenge': `0x${randomBytes(16).toString('hex')}`,
    'MS-CHAP2-Response': `0x${resposta(antigo).toString('hex')}`,
  });
  assert.match(repetida, /Received Access-Reject/);
  const { rows } = await sql<{ reply: string; n: number }>`select reply, count(*)::int as n from radius.radpostauth
    where username = ${login} group by reply`.execute(db);
  assert.deepEqual(rows, [{ reply: 'Access-Reject', n: 4 }]);
});

test('a password with accents logs in by each of them; a suspended contract is walled in, a cancelled one refused', async () => {
  const { contrato, login } = await makeInternauta(db);
  const senha = 'ação & reação';
  await db.updateTable('contrato').set({ senha_radius: senha }).where('id', '=', contrato.id).execute();
  await atualizarRede(db, { contratoId: contrato.id });
  const { answer, desafio } = await versao2(login, senha);
  assert.match(answer, /Received Access-Accept/);
  assert.equal(provaEm(answer), provaDoServidor(desafio));
  for (const [para, esperado] of [
    ['SUSPENSO', /Received Access-Accept[\s\S]*Mikrotik-Address-List = "bloqueados"/],
    ['CANCELADO', /Received Access-Reject/],
  ] as const) {
    await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
      mudarStatus(tx, { contratoId: contrato.id, para, motivo: 'TESTE' }),
    );
    await atualizarRede(db, { contratoId: contrato.id });
    assert.match((await versao2(login, senha)).answer, esperado, para);
  }
});
