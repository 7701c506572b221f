import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Day } from '#kernel/dates.ts';
import { type Calendario, type Prazo, prazoDe } from '#modules/atendimentos/prazo.ts';

const turnos = [1, 2, 3, 4, 5].map((diaSemana) => ({ diaSemana, inicio: 8 * 60, fim: 18 * 60 }));
const semana: Calendario = {
  turnos: [...turnos, { diaSemana: 6, inicio: 8 * 60, fim: 12 * 60 }],
  feriado: (dia) => dia === ('2026-12-25' as Day) || dia === ('2027-01-01' as Day),
};
const horas = (quantidade: number, corrido = false): Prazo => ({ quantidade, unidade: 'HORAS', corrido });
const dias = (quantidade: number, corrido = false): Prazo => ({ quantidade, unidade: 'DIAS', corrido });
const at = (text: string) => new Date(`${text}-03:00`);

// 2026-11-23 is a Monday.
const casos: [string, Prazo, string, string][] = [
  ['within a day', horas(4), '2026-11-23T09:00', '2026-11-23T13:00'],
  ['up to closing time', horas(4), '2026-11-23T14:00', '2026-11-23T18:00'],
  ['over the night', horas(4), '2026-11-23T16:30', '2026-11-24T10:30'],
  ['from Friday evening over Saturday', horas(4), '2026-11-27T17:00', '2026-11-28T11:00'],
  ['over the weekend', horas(8), '2026-11-27T17:00', '2026-11-30T11:00'],
  ['opened at night', horas(2), '2026-11-23T23:10', '2026-11-24T10:00'],
  ['opened before the house', horas(2), '2026-11-23T05:00', '2026-11-23T10:00'],
  ['opened on a Sunday', horas(1), '2026-11-29T12:00', '2026-11-30T09:00'],
  ['over Christmas', horas(12), '2026-12-24T16:00', '2026-12-28T14:00'],
  ['24 h a day', horas(24, true), '2026-11-28T22:00', '2026-11-29T22:00'],
  ['the next day', dias(1), '2026-11-23T10:15', '2026-11-24T10:15'],
  ['Friday afternoon and one day: Saturday, until it closes', dias(1), '2026-11-27T15:00', '2026-11-28T12:00'],
  ['Saturday and two days', dias(2), '2026-11-28T09:00', '2026-12-01T09:00'],
  ['over the turn of the year', dias(1), '2026-12-31T10:00', '2027-01-02T10:00'],
  ['opened on a holiday', dias(1), '2026-12-25T10:00', '2026-12-28T08:00'],
  ['three days, never stopping', dias(3, true), '2026-11-28T22:00', '2026-12-01T22:00'],
];

for (const [what, prazo, aberto, fim] of casos) {
  test(`deadline ${what}`, () => {
    assert.equal(prazoDe(at(aberto), prazo, semana).toISOString(), at(fim).toISOString());
  });
}

test('without any business hours the clock runs day and night', () => {
  const nunca: Calendario = { turnos: [], feriado: () => false };
  assert.deepEqual(prazoDe(at('2026-11-28T22:00'), horas(3), nunca), at('2026-11-29T01:00'));
});

test('a deadline lies after the opening, in open hours, and later for more hours', () => {
  const instante = fc.integer({ min: Number(at('2026-01-01T00:00')), max: Number(at('2027-12-31T00:00')) });
  fc.assert(
    fc.property(instante, fc.integer({ min: 1, max: 200 }), (millis, n) => {
      const aberto = new Date(millis);
      const fim = prazoDe(aberto, horas(n), semana);
      assert.ok(fim > aberto && prazoDe(aberto, horas(n + 1), semana) > fim);
      const hora = new Date(Number(fim) - 3 * 3_600_000).getUTCHours();
      assert.ok(hora >= 8 && hora <= 18);
    }),
  );
});
