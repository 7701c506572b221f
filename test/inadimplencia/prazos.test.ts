import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, type Day, day, daysBetween } from '#kernel/dates.ts';
import {
  avisaEm,
  datasComProva,
  datasDoAviso,
  diaDeSuspensao,
  podeSuspenderEm,
  rescindivelEm,
} from '../../src/modules/inadimplencia/prazos.ts';
import { avisoDe, diaDaSemana, feriado } from './regras-makers.ts';

const REGRAS = { suspensao_parcial_dias: null, suspensao_dias: 15, rescisao_dias: 60 };

test('days on which nothing is suspended: Friday, weekend, holiday, its eve, and about the turn of the year', () => {
  const days: readonly (readonly [string, boolean, string])[] = [
    ['2026-12-07', true, 'Monday'],
    ['2026-12-10', true, 'Thursday'],
    ['2026-12-11', false, 'Friday'],
    ['2026-12-12', false, 'Saturday'],
    ['2026-12-13', false, 'Sunday'],
    ['2026-12-24', false, 'eve of Christmas'],
    ['2026-12-25', false, 'Christmas'],
    ['2026-12-29', true, 'Tuesday'],
    ['2026-12-30', false, 'eve of the last weekday, on which banks serve nobody'],
    ['2026-12-31', false, 'the last weekday'],
    ['2027-02-05', false, 'Friday before Carnival'],
    ['2027-02-08', false, 'Carnival Monday'],
    ['2027-02-09', false, 'Carnival Tuesday'],
    ['2027-02-10', true, 'Ash Wednesday'],
    ['2026-04-20', false, 'Monday, eve of Tiradentes'],
    ['2026-04-22', true, 'the day after it'],
    ['2027-05-26', false, 'eve of Corpus Christi'],
    ['2028-02-29', false, 'leap day, Carnival Tuesday'],
    ['2032-02-29', false, 'leap day, a Sunday'],
  ];
  for (const [when, may, why] of days) assert.equal(podeSuspenderEm(day(when)), may, `${when}, ${why}`);
});

test('the notice of an invoice waits its days from the due date, pushed to a business day', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['2026-12-10', 5, '2026-12-15'],
    ['2026-12-12', 5, '2026-12-19'],
    ['2026-12-31', 5, '2027-01-09'],
    ['2028-02-29', 1, '2028-03-02'],
    ['2028-02-24', 5, '2028-02-29'],
    ['2027-01-31', 30, '2027-03-03'],
  ];
  for (const [due, days, notice] of cases) assert.equal(avisaEm(day(due), { aviso_dias: days }), notice, due);
});

test('a notice names its days: 15 to the suspension, 60 to the rescission, both where they may be', () => {
  const cases: readonly (readonly [string, number, number, string, string])[] = [
    ['2026-11-03', 15, 60, '2026-11-18', '2027-01-18'],
    ['2026-11-02', 15, 60, '2026-11-17', '2027-01-18'],
    ['2026-11-05', 15, 60, '2026-11-23', '2027-01-22'],
    ['2026-12-15', 15, 60, '2027-01-04', '2027-03-05'],
    ['2028-02-14', 15, 60, '2028-03-01', '2028-05-02'],
    ['2028-01-31', 15, 60, '2028-02-15', '2028-04-17'],
    ['2027-01-31', 28, 60, '2027-03-01', '2027-04-30'],
    ['2027-01-31', 15, 365, '2027-02-15', '2028-02-15'],
  ];
  for (const [from, suspension, rescission, suspended, rescinded] of cases) {
    assert.deepEqual(
      datasDoAviso(day(from), { suspensao_parcial_dias: null, suspensao_dias: suspension, rescisao_dias: rescission }),
      { suspendeParcialEm: null, suspendeEm: suspended, rescindeEm: rescinded },
      from,
    );
  }
});

test('the partial stage is there where it comes before the total, and never before fifteen days', () => {
  const from = day('2026-11-03');
  const parcial = (dias: number, total: number) =>
    datasDoAviso(from, { suspensao_parcial_dias: dias, suspensao_dias: total, rescisao_dias: 60 }).suspendeParcialEm;
  assert.equal(parcial(15, 45), '2026-11-18');
  assert.equal(parcial(1, 45), '2026-11-18');
  assert.equal(parcial(45, 45), null);
  assert.equal(parcial(60, 15), null);
});

test('a proof that comes late moves the days, one on the day itself does not', () => {
  const aviso = avisoDe(day('2026-11-03'), { ...REGRAS, suspensao_parcial_dias: 15, suspensao_dias: 45 });
  const { suspendeParcialEm, suspendeEm, rescindeEm } = aviso;
  assert.deepEqual(datasComProva(aviso, day('2026-11-03')), { suspendeParcialEm, suspendeEm, rescindeEm });
  assert.deepEqual(datasComProva(aviso, day('2026-11-10')), {
    suspendeParcialEm: '2026-11-25',
    suspendeEm: '2026-12-28',
    rescindeEm: '2027-02-26',
  });
});

const dia = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays(day('2024-01-01'), n));
const regras = fc.record({
  suspensao_parcial_dias: fc.option(fc.integer({ min: 1, max: 365 })),
  suspensao_dias: fc.integer({ min: 15, max: 365 }),
  rescisao_dias: fc.integer({ min: 60, max: 730 }),
});

test('whatever the settings and the days, no term is shorter than the law has it', () => {
  fc.assert(
    fc.property(dia, regras, fc.integer({ min: 0, max: 400 }), (preparado, regra, espera) => {
      const aviso = avisoDe(preparado, regra);
      const enviado = addDays(preparado, espera);
      for (const [inicio, datas] of [
        [preparado, aviso],
        [enviado, datasComProva(aviso, enviado)],
      ] as const) {
        const { suspendeParcialEm, suspendeEm, rescindeEm } = datas;
        assert.ok(daysBetween(inicio, suspendeEm) >= Math.max(15, regra.suspensao_dias));
        assert.ok(daysBetween(suspendeEm, rescindeEm) >= Math.max(60, regra.rescisao_dias));
        if (suspendeParcialEm) assert.ok(daysBetween(inicio, suspendeParcialEm) >= 15);
        if (suspendeParcialEm) assert.ok(suspendeParcialEm <= suspendeEm);
      }
    }),
    { numRuns: 500 },
  );
});

test('a suspension falls on Monday to Thursday, off holidays and their eves, and at most twelve days later', () => {
  fc.assert(
    fc.property(dia, (when) => {
      const found: Day = diaDeSuspensao(when);
      assert.ok(diaDaSemana(found) < 4, found);
      assert.ok(!feriado(found) && !feriado(addDays(found, 1)), found);
      assert.ok(daysBetween(when, found) >= 0 && daysBetween(when, found) <= 12, `${when} ${found}`);
    }),
    { numRuns: 500 },
  );
});

test('a rescission waits for all the days of suspension, whatever trust took of them', () => {
  fc.assert(
    fc.property(
      dia,
      regras,
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 0, max: 800 }),
      (from, regra, n, m) => {
        const aviso = avisoDe(from, regra);
        const hoje = addDays(aviso.suspendeEm, n);
        const diasSuspenso = Math.min(m, n);
        const quando = rescindivelEm({ ...aviso, suspensoEm: aviso.suspendeEm, diasSuspenso }, hoje);
        assert.ok(quando >= aviso.rescindeEm);
        if (quando === hoje) assert.ok(diasSuspenso >= regra.rescisao_dias);
        else assert.ok(diasSuspenso + daysBetween(hoje, quando) >= regra.rescisao_dias);
        assert.ok(diaDaSemana(quando) < 5 && !feriado(quando));
      },
    ),
    { numRuns: 500 },
  );
});
