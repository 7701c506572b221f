import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { gerarAgenda } from '#modules/agenda/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { makePraca } from './makers.ts';

const { db } = await testDatabase();
const praca = await makePraca(db);
const modelo = {
  turno: 'MANHA' as const,
  tipo_servico: 'SUPORTE' as const,
  cidade_id: praca.cidade,
  tecnologia_id: praca.tecnologia,
  tecnicos: 2,
  visitas_por_tecnico: 3,
};
// Fridays, and Mondays until the turn of the year with one technician more from another row.
await db
  .insertInto('agenda_modelo')
  .values([
    { ...modelo, dia_semana: 5 },
    { ...modelo, dia_semana: 1, fim: day('2026-12-31') },
    { ...modelo, dia_semana: 1, fim: day('2026-12-31'), tecnicos: 1, visitas_por_tecnico: 1 },
  ])
  .execute();
await db
  .insertInto('feriado')
  .values({ dia: day('2026-12-21'), descricao: 'ANIVERSARIO', cidade_id: praca.cidade })
  .execute();
const outra = await makePraca(db);
await db
  .insertInto('feriado')
  .values({ dia: day('2026-12-18'), descricao: 'ALHEIO', cidade_id: outra.cidade })
  .execute();

const gerar = (de: string, ate: string) =>
  inTransaction(db, { origem: 'teste', operacao: 'gerar' }, (tx) => gerarAgenda(tx, day(de), day(ate)));
const itens = () =>
  db
    .selectFrom('agenda_item')
    .select(['dia', 'tecnicos_em_campo', 'capacidade'])
    .where('cidade_id', '=', praca.cidade)
    .orderBy('dia')
    .execute();

test('the agenda follows the template, without holidays of the nation and of the city', async () => {
  assert.equal(await gerar('2026-12-14', '2027-01-08'), 4);
  assert.deepEqual(await itens(), [
    { dia: day('2026-12-14'), tecnicos_em_campo: 3, capacidade: 7 },
    { dia: day('2026-12-18'), tecnicos_em_campo: 2, capacidade: 6 },
    // 21 is the city's holiday, 25 Christmas, 1 January the New Year.
    { dia: day('2026-12-28'), tecnicos_em_campo: 3, capacidade: 7 },
    { dia: day('2027-01-08'), tecnicos_em_campo: 2, capacidade: 6 },
  ]);
});

test('made again, also by two at once, nothing is doubled or taken back', async () => {
  await db
    .updateTable('agenda_item')
    .set({ capacidade: 9, agendadas: 8 })
    .where('dia', '=', day('2026-12-18'))
    .execute();
  const made = await Promise.all([gerar('2026-12-14', '2027-01-15'), gerar('2026-12-14', '2027-01-15')]);
  assert.equal(made[0] + made[1], 1);
  const all = await itens();
  assert.equal(all.length, 5);
  assert.equal(all[1]?.capacidade, 9);
});
