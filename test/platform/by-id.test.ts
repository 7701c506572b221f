import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { preparedById } from '#platform/by-id.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';

const { db } = await testDatabase();

const segmentoPorId = preparedById((builder, id) =>
  builder.selectFrom('segmento').select(['id', 'descricao']).where('id', '=', id),
);

async function makeSegmento(descricao: string): Promise<number> {
  const { id } = await db.insertInto('segmento').values({ descricao }).returning('id').executeTakeFirstOrThrow();
  return id;
}

test('of many who ask at once each gets his own row, and who asks for none gets none', async () => {
  const ids: number[] = [];
  for (let i = 0; i < 50; i++) ids.push(await makeSegmento(`segmento ${i}`));
  const asked = [...ids, ...ids.toReversed(), 999_999];
  const rows = await Promise.all(asked.map((id) => segmentoPorId(db, id)));
  assert.deepEqual(
    rows.map((row) => row?.id),
    [...ids, ...ids.toReversed(), undefined],
  );
  assert.equal(rows[7]?.descricao, 'segmento 7');
});

test('a row is as new as the request, also for one who had to wait', async () => {
  const id = await makeSegmento('antes');
  const busy = Array.from({ length: 20 }, (_, i) => segmentoPorId(db, i + 1));
  await db.updateTable('segmento').set({ descricao: 'depois' }).where('id', '=', id).execute();
  assert.equal((await segmentoPorId(db, id))?.descricao, 'depois');
  await Promise.all(busy);
});

test('a transaction sees what it has written itself', async () => {
  await inTransaction(db, { origem: 'teste', operacao: 'teste' }, async (tx) => {
    const { id } = await tx
      .insertInto('segmento')
      .values({ descricao: 'só aqui' })
      .returning('id')
      .executeTakeFirstOrThrow();
    assert.equal((await segmentoPorId(tx, id))?.descricao, 'só aqui');
    assert.equal(await segmentoPorId(db, id), undefined);
  });
});

test('a number that can be nobody’s id gives nothing, and disturbs nobody', async () => {
  const id = await makeSegmento('ao lado');
  const asked = [2 ** 31, -(2 ** 40), 1.5, Number.NaN, id].map((one) => segmentoPorId(db, one));
  assert.deepEqual(await Promise.all(asked), [
    undefined,
    undefined,
    undefined,
    undefined,
    { id, descricao: 'ao lado' },
  ]);
});

test('a statement that fails is refused to all who share it, and to nobody after them', async () => {
  const numero = preparedById((builder, id) =>
    builder
      .selectFrom('segmento')
      .select(['id', sql<number>`descricao::integer`.as('numero')])
      .where('id', '=', id),
  );
  const [good, bad] = [await makeSegmento('7'), await makeSegmento('sete')];
  const answers = await Promise.allSettled([bad, bad, good, bad].map((id) => numero(db, id)));
  assert.equal(answers[0]?.status, 'rejected');
  assert.deepEqual(await numero(db, good), { id: good, numero: 7 });
});
