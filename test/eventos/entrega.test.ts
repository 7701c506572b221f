import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import {
  alterarWebhook,
  criarWebhook,
  entregarEventos,
  girarSegredo,
  publicarEventos,
  reenviarDesde,
  webhooks,
} from '#modules/eventos/index.ts';
import { createClock, writeOffset } from '#platform/clock.ts';
import { Sealer } from '#platform/sealer.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente } from '../support/makers.ts';
import { receptor } from './receptor.ts';

const { db } = await testDatabase();
const clock = createClock();
const sealer = new Sealer(randomBytes(32));
const ORIGEM = { origem: 'teste', operacao: 'teste' };

const despachar = async () => {
  await publicarEventos(db);
  return entregarEventos({ db, clock, sealer });
};
const advance = async (milliseconds: number) => {
  clock.setOffset(clock.offset() + milliseconds);
  await inTransaction(db, ORIGEM, (tx) => writeOffset(tx, clock.offset()));
};
const renomear = (id: number, nome: string) => db.updateTable('cliente').set({ nome }).where('id', '=', id).execute();

/** A receiver of its own for the customers of this test. */
async function novoReceptor(tipos: readonly string[] = ['*']) {
  await despachar();
  await db.updateTable('webhook').set({ ativo: false }).execute();
  const r = await receptor();
  const { id, segredo } = await inTransaction(db, ORIGEM, (tx) => criarWebhook(tx, sealer, { url: r.url, tipos }));
  r.segredo = segredo;
  return Object.assign(r, { id });
}

const of = (r: { recebidos: { tipo: string; dados: Record<string, unknown> }[] }, clienteId: number) =>
  r.recebidos.filter(({ dados }) => dados['idCliente'] === clienteId).map(({ tipo }) => tipo);

test('an event comes signed, once, though two dispatchers run', async () => {
  const r = await novoReceptor();
  const { id } = await makeCliente(db);
  await renomear(id, 'OUTRO NOME');
  await Promise.all([despachar(), despachar(), despachar()]);
  await despachar();
  assert.deepEqual(of(r, id), ['cliente.criado', 'cliente.alterado']);
  assert.deepEqual(r.recebidos[1]?.dados, { idCliente: id, campos: ['nome'] });
  assert.deepEqual(r.errados, []);
  assert.equal(await despachar(), 0);
});

test('what was rolled back is no event, and neither is a change to the same value', async () => {
  const r = await novoReceptor();
  const { id, nome } = await makeCliente(db);
  await assert.rejects(
    inTransaction(db, ORIGEM, async (tx) => {
      await tx.updateTable('cliente').set({ nome: 'X' }).where('id', '=', id).execute();
      throw new Error('changed its mind');
    }),
  );
  await renomear(id, nome);
  await despachar();
  assert.deepEqual(of(r, id), ['cliente.criado']);
});

test('an event whose transaction took a smaller id and ended later is passed over by nobody', async () => {
  const r = await novoReceptor();
  const [a, b] = [await makeCliente(db), await makeCliente(db)];
  await despachar();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun = () => {};
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const late = inTransaction(db, ORIGEM, async (tx) => {
    await tx.updateTable('cliente').set({ nome: 'TARDE' }).where('id', '=', a.id).execute();
    begun();
    await held;
  });
  await started;
  await renomear(b.id, 'CEDO');
  await despachar();
  release();
  await late;
  await despachar();
  assert.deepEqual([of(r, a.id).at(-1), of(r, b.id).at(-1)], ['cliente.alterado', 'cliente.alterado']);
  const positions = r.recebidos.map(({ id }) => id);
  assert.deepEqual(
    positions,
    positions.toSorted((x, y) => x - y),
  );
});

test('a receiver that is down for an hour gets everything afterwards, each record in its order', async () => {
  const r = await novoReceptor();
  r.responder = () => 503;
  const [a, b] = [await makeCliente(db), await makeCliente(db)];
  for (let n = 0; n < 3; n++) for (const { id } of [a, b]) await renomear(id, `NOME ${n}`);
  for (let minutes = 0; minutes < 60; minutes += 5) {
    await despachar();
    await advance(5 * 60_000);
  }
  assert.equal(r.recebidos.length, 0);
  const [lista] = (await webhooks(db)).filter(({ id }) => id === r.id);
  assert.deepEqual([Number(lista?.pendentes), Number(lista?.desistidas), lista?.resposta], [8, 0, '503']);
  r.responder = () => 200;
  await advance(3 * 3_600_000);
  await despachar();
  const expected = ['cliente.criado', 'cliente.alterado', 'cliente.alterado', 'cliente.alterado'];
  assert.deepEqual([of(r, a.id), of(r, b.id)], [expected, expected]);
  for (const { id } of [a, b]) {
    const own: number[] = r.recebidos.filter(({ dados }) => dados['idCliente'] === id).map((evento) => evento.id);
    assert.deepEqual(
      own,
      own.toSorted((x, y) => x - y),
    );
  }
});

test('one record that is refused holds back its own later events, and no others', async () => {
  const r = await novoReceptor();
  const [bad, good] = [await makeCliente(db), await makeCliente(db)];
  r.responder = ({ dados }) => (dados['idCliente'] === bad.id ? 500 : 200);
  await renomear(bad.id, 'B');
  await renomear(good.id, 'G');
  await despachar();
  assert.deepEqual([of(r, bad.id), of(r, good.id)], [[], ['cliente.criado', 'cliente.alterado']]);
  r.responder = () => 200;
  await advance(60_000);
  await despachar();
  assert.deepEqual(of(r, bad.id), ['cliente.criado', 'cliente.alterado']);
});

test('after three days of failures an event is given up, and the later ones of its record go on', async () => {
  const r = await novoReceptor();
  const { id } = await makeCliente(db);
  r.responder = ({ tipo }) => (tipo === 'cliente.criado' ? 400 : 200);
  await renomear(id, 'Y');
  for (let n = 0; n < 31; n++) {
    await despachar();
    await advance(3 * 3_600_000);
  }
  assert.deepEqual(of(r, id), ['cliente.alterado']);
  const [lista] = (await webhooks(db)).filter((w) => w.id === r.id);
  assert.equal(Number(lista?.desistidas), 1);
});

test('events are delivered again from a position on, under the same ids', async () => {
  const r = await novoReceptor();
  const { id } = await makeCliente(db);
  await renomear(id, 'Z');
  await despachar();
  const before = [...r.recebidos];
  assert.equal(
    await inTransaction(db, ORIGEM, (tx) => reenviarDesde(tx, r.id, (before[0]?.id ?? 0) as number)),
    before.length - 1,
  );
  await despachar();
  assert.deepEqual(r.recebidos.slice(before.length), before.slice(1));
});

test('a receiver gets the kinds that it asked for, and from its registration on', async () => {
  const { id } = await makeCliente(db);
  const r = await novoReceptor(['cliente.alterado', 'fatura.*']);
  await renomear(id, 'W');
  await makeCliente(db);
  await despachar();
  assert.deepEqual(
    r.recebidos.map(({ tipo }) => tipo),
    ['cliente.alterado'],
  );
});

test('one that is switched off gets what it missed when it is switched on', async () => {
  const r = await novoReceptor();
  await inTransaction(db, ORIGEM, (tx) => alterarWebhook(tx, r.id, { ativo: false }));
  const { id } = await makeCliente(db);
  await despachar();
  assert.deepEqual(r.recebidos, []);
  await inTransaction(db, ORIGEM, (tx) => alterarWebhook(tx, r.id, { ativo: true }));
  await makeCliente(db);
  await despachar();
  assert.deepEqual(of(r, id), ['cliente.criado']);
});

test('while a secret changes both sign, and a day later the new one alone', async () => {
  const r = await novoReceptor();
  const old = r.segredo;
  const novo = await inTransaction(db, ORIGEM, (tx) => girarSegredo(tx, sealer, r.id));
  await makeCliente(db);
  await despachar();
  r.segredo = novo;
  await makeCliente(db);
  await despachar();
  assert.deepEqual([r.errados, r.recebidos.length], [[], 2]);
  await advance(25 * 3_600_000);
  r.segredo = old;
  await makeCliente(db);
  await despachar();
  assert.equal(r.errados.length, 1);
});

test('a process that dies with a delivery in its hands leaves it to another', async () => {
  const r = await novoReceptor();
  await makeCliente(db);
  await publicarEventos(db);
  await sql`update webhook_entrega set reservada_ate = clock_timestamp() + interval '1 minute' where webhook_id = ${r.id}`.execute(
    db,
  );
  assert.equal(await despachar(), 0);
  await sql`update webhook_entrega set reservada_ate = clock_timestamp() where webhook_id = ${r.id}`.execute(db);
  assert.equal(await despachar(), 1);
});
