import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { mudarStatus, type StatusContrato } from '#modules/contratos/index.ts';
import { atualizarRede } from '#modules/radius/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { radclient, testFreeRadius } from '../support/freeradius.ts';
import { makeInternauta, makeNas, SEGREDO } from '../support/rede.ts';

const t = await testDatabase();
const { db } = t;
await makeNas(db);
const radius = await testFreeRadius(t, 'balcao_teste_autenticacao');

const entrar = (login: string, senha: string) =>
  radclient(radius.auth, 'auth', SEGREDO, { 'User-Name': login, 'User-Password': senha });

async function mudar(contratoId: number, ...status: StatusContrato[]): Promise<void> {
  for (const para of status) {
    await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
      mudarStatus(tx, { contratoId, para, motivo: 'TESTE' }),
    );
  }
  await atualizarRede(db, { contratoId });
}

test('a contract logs in with its password and gets the speed of its plan, in its maker’s words', async () => {
  const { contrato, login, senha } = await makeInternauta(db);
  assert.match(await entrar(login, senha), /Access-Reject/);
  await atualizarRede(db, { contratoId: contrato.id });
  const answer = await entrar(login, senha);
  assert.match(answer, /Received Access-Accept/);
  assert.match(answer, /Mikrotik-Rate-Limit = "50000k\/100000k"/);
  assert.match(answer, /Acct-Interim-Interval = 600/);
  assert.doesNotMatch(answer, /Huawei|Address-List/);
});

test('a wrong password, an unknown login and another’s password are refused, without attributes and without a trace of the password', async () => {
  const [um, outro] = [await makeInternauta(db), await makeInternauta(db)];
  await atualizarRede(db, { contratoId: um.contrato.id });
  await db.updateTable('contrato').set({ senha_radius: 'outra-senha' }).where('id', '=', outro.contrato.id).execute();
  await atualizarRede(db, { contratoId: outro.contrato.id });
  for (const [login, senha] of [
    [um.login, 'errada'],
    [um.login, 'outra-senha'],
    ['ninguem', 'senha'],
  ] as const) {
    const answer = await entrar(login, senha);
    assert.match(answer, /Received Access-Reject/);
    assert.doesNotMatch(answer, /Mikrotik/);
  }
  const { rows } = await sql<{
    reply: string;
    pass: null;
  }>`select reply, pass from radius.radpostauth where username = ${um.login}`.execute(db);
  assert.deepEqual(rows, [
    { reply: 'Access-Reject', pass: null },
    { reply: 'Access-Reject', pass: null },
  ]);
  assert.match(await entrar(outro.login, 'outra-senha'), /Access-Accept/);
});

test('CHAP is checked against the same password', async () => {
  const { contrato, login, senha } = await makeInternauta(db);
  await atualizarRede(db, { contratoId: contrato.id });
  const chap = (password: string) =>
    radclient(radius.auth, 'auth', SEGREDO, { 'User-Name': login, 'CHAP-Password': password });
  assert.match(await chap(senha), /Received Access-Accept/);
  assert.match(await chap('errada'), /Received Access-Reject/);
});

test('suspension walls a login in, partial suspension slows it down, trust and payment restore it, cancellation ends it', async () => {
  const { contrato, login, senha } = await makeInternauta(db);
  await mudar(contrato.id, 'SUSPENSO PARCIALMENTE');
  assert.match(await entrar(login, senha), /Filter-Id = "reduzido"[\s\S]*Mikrotik-Rate-Limit = "512k\/1024k"/);
  await mudar(contrato.id, 'SUSPENSO');
  assert.match(await entrar(login, senha), /Mikrotik-Address-List = "bloqueados"/);
  await mudar(contrato.id, 'EM NEGOCIACAO');
  assert.match(await entrar(login, senha), /bloqueados/, 'a negotiation alone changes nothing');
  await mudar(contrato.id, 'SUSPENSO', 'HABILITADO EM CONFIANCA');
  assert.match(await entrar(login, senha), /Mikrotik-Rate-Limit = "50000k\/100000k"/);
  await mudar(contrato.id, 'SUSPENSO', 'HABILITADO');
  const restored = await entrar(login, senha);
  assert.match(restored, /Mikrotik-Rate-Limit = "50000k\/100000k"/);
  assert.doesNotMatch(restored, /bloqueados/);
  await mudar(contrato.id, 'CANCELADO');
  assert.match(await entrar(login, senha), /Received Access-Reject/);
  const { rows } = await sql`select from radius.radcheck where contrato_id = ${contrato.id}
    union all select from radius.radusergroup where contrato_id = ${contrato.id}`.execute(db);
  assert.equal(rows.length, 0);
});

test('a change of the speed table reaches the group at once, and the job done twice leaves one row and one audit row', async () => {
  const { contrato, login, senha } = await makeInternauta(db);
  await Promise.all([1, 2, 3].map(() => atualizarRede(db, { contratoId: contrato.id })));
  const audited =
    await sql`select from auditoria where tabela = 'radcheck' and depois ->> 'username' = ${login}`.execute(db);
  assert.equal(audited.rows.length, 1);
  const leaked =
    await sql`select from auditoria where depois::text like ${`%${senha}%`} or antes::text like ${`%${senha}%`}`.execute(
      db,
    );
  assert.equal(leaked.rows.length, 0);
  await db.updateTable('velocidade').set({ upload_kbps: 70_000 }).where('id', '=', contrato.velocidade_id).execute();
  assert.match(await entrar(login, senha), /Mikrotik-Rate-Limit = "70000k\/100000k"/);
});

test('what an operator adds to a login stays, and a contract without a password or a login is passed over', async () => {
  const { contrato, login, senha } = await makeInternauta(db);
  await sql`insert into radius.radreply (username, attribute, value) values (${login}, 'Framed-IP-Address', '198.51.100.7')`.execute(
    db,
  );
  await atualizarRede(db, { contratoId: contrato.id });
  assert.match(await entrar(login, senha), /Framed-IP-Address = 198\.51\.100\.7/);
  await db.updateTable('contrato').set({ senha_radius: null }).where('id', '=', contrato.id).execute();
  await atualizarRede(db, { contratoId: contrato.id });
  assert.match(await entrar(login, senha), /Access-Reject/);
  const { rows } =
    await sql`select from radius.anomalia where tipo = 'SEM_SENHA' and chave = ${String(contrato.id)}`.execute(db);
  assert.equal(rows.length, 1);
  await db.updateTable('contrato').set({ login_radius: null }).where('id', '=', contrato.id).execute();
  await atualizarRede(db, { contratoId: contrato.id });
  await atualizarRede(db, { contratoId: 2_000_000_000 });
});

test('a NAS with a wrong secret, or that is not registered, gets no answer', async () => {
  const { contrato, login, senha } = await makeInternauta(db);
  await atualizarRede(db, { contratoId: contrato.id });
  const answer = await radclient(
    radius.auth,
    'auth',
    'outro-segredo',
    { 'User-Name': login, 'User-Password': senha },
    1,
  );
  assert.doesNotMatch(answer, /Received Access-Accept/);
});

test('the user of FreeRADIUS reads no table of the register, no session and no total', async () => {
  const { rows } = await sql<{ tabela: string }>`
    select n.nspname || '.' || c.relname as tabela from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'radius') and c.relkind in ('r', 'p')
      and has_table_privilege('balcao_teste_autenticacao', c.oid, 'select, update, delete, insert') order by 1`.execute(
    db,
  );
  assert.deepEqual(
    rows.map(({ tabela }) => tabela),
    ['nas', 'radcheck', 'radgroupcheck', 'radgroupreply', 'radpostauth', 'radreply', 'radusergroup'].map(
      (n) => `radius.${n}`,
    ),
  );
});
