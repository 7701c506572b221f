import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { handlersOf } from '../../src/routines.ts';
import { calendario } from '../inadimplencia/makers.ts';
import { testApp } from '../support/app.ts';
import { makePraca } from './makers.ts';

const t = await testApp();
const { db } = t;
const { ir } = await calendario(t);
const praca = await makePraca(db);
await db
  .insertInto('agenda_modelo')
  .values(
    [1, 2, 3, 4, 5, 6, 7].map((dia_semana) => ({
      dia_semana,
      turno: 'MANHA' as const,
      tipo_servico: 'SUPORTE' as const,
      cidade_id: praca.cidade,
      tecnologia_id: praca.tecnologia,
      tecnicos: 1,
      visitas_por_tecnico: 2,
    })),
  )
  .execute();
const itens = async () =>
  (await db.selectFrom('agenda_item').select(['dia', 'capacidade']).orderBy('dia').execute()).map(
    ({ dia, capacidade }) => `${dia} ${capacidade}`,
  );

test('each night at 01:00 the agenda is 60 days ahead, without a day doubled or taken back', async () => {
  await ir('2027-03-01', '00:50');
  await db.deleteFrom('agenda_item').execute();
  await ir('2027-03-01', '00:58');
  assert.deepEqual(await itens(), [], 'not before its time');
  await ir('2027-03-01', '01:01');
  const primeira = await itens();
  assert.equal(primeira[0], '2027-03-02 2');
  assert.equal(primeira.at(-1), '2027-04-30 2');
  // Good Friday and Tiradentes have none.
  assert.equal(primeira.length, 58);

  // What the operator changed stays, also when two processes make it at once.
  await db.updateTable('agenda_item').set({ capacidade: 0 }).where('dia', '=', day('2027-03-02')).execute();
  const gerar = handlersOf(t.services)['rotina.agenda'];
  await Promise.all([gerar?.({}), gerar?.({})]);
  assert.deepEqual(await itens(), ['2027-03-02 0', ...primeira.slice(1)]);

  // 1 May is a holiday, 2 May is not.
  await ir('2027-03-02', '01:01');
  assert.equal((await itens()).at(-1), '2027-04-30 2');
  await ir('2027-03-03', '01:01');
  assert.equal((await itens()).at(-1), '2027-05-02 2');
});

test('nights on which nothing ran are caught up with at once', async () => {
  await ir('2027-06-01', '08:00');
  const todos = await itens();
  assert.equal(todos.at(-1), '2027-07-31 2');
  assert.equal(new Set(todos.map((item) => item.slice(0, 10))).size, todos.length);
});
