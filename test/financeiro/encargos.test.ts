import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isBusinessDay, nextBusinessDay } from '#kernel/business-days.ts';
import { addDays, day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { emCentavos, encargos, type RegraDeAtraso } from '#modules/financeiro/index.ts';

const corte: RegraDeAtraso = { multa_centesimos: 200, juros_mes_centesimos: 100, fracao_centavo: 'corte' };
const acima: RegraDeAtraso = { ...corte, fracao_centavo: 'meio-acima' };

const of = (saldo: number, vencimento: string, ate: string, regra = corte): [number, number] => {
  const { multa, juros } = encargos({ saldo: centavos(saldo), vencimento: day(vencimento), ate: day(ate) }, regra);
  return [multa, juros];
};

// R$ 100,00 five days late: 2 % and 5/30 of 1 % are 102,1666…
test('a hundred reais five days late are 102,16 where the fraction is cut, and 102,17 where it is rounded', () => {
  assert.deepEqual(of(10_000, '2026-11-10', '2026-11-15'), [200, 16]);
  assert.deepEqual(of(10_000, '2026-11-10', '2026-11-15', acima), [200, 17]);
});

// [what, balance, due, paid, fine and interest where cut, and where rounded]
const cases: [string, number, string, string, [number, number], [number, number]][] = [
  ['on the day', 10_000, '2026-11-10', '2026-11-10', [0, 0], [0, 0]],
  ['before the day', 10_000, '2026-11-10', '2026-11-01', [0, 0], [0, 0]],
  ['a day late', 10_000, '2026-11-10', '2026-11-11', [200, 3], [200, 3]],
  ['thirty days late: one month', 10_000, '2026-11-10', '2026-12-10', [200, 100], [200, 100]],
  ['a year late', 10_000, '2025-11-10', '2026-11-10', [200, 1216], [200, 1217]],
  ['over 29 February', 10_000, '2028-02-25', '2028-03-01', [200, 16], [200, 17]],
  ['half a cent of the fine', 9_975, '2026-11-10', '2026-11-11', [199, 3], [200, 3]],
  ['a balance of a cent', 1, '2026-11-10', '2026-12-10', [0, 0], [0, 0]],
  ['nothing owed', 0, '2026-11-10', '2026-12-10', [0, 0], [0, 0]],
  ['due on a Saturday, paid on Monday', 10_000, '2026-11-14', '2026-11-16', [0, 0], [0, 0]],
  ['due on a Saturday, paid on Tuesday: a day', 10_000, '2026-11-14', '2026-11-17', [200, 3], [200, 3]],
  ['due on a Sunday, paid on Monday', 10_000, '2026-11-22', '2026-11-23', [0, 0], [0, 0]],
  ['due on the Friday of Consciência Negra', 10_000, '2026-11-20', '2026-11-23', [0, 0], [0, 0]],
  ['the same day of 2023, before the law of the holiday', 10_000, '2023-11-20', '2023-11-21', [200, 3], [200, 3]],
  ['due on Christmas, a Friday', 10_000, '2026-12-25', '2026-12-28', [0, 0], [0, 0]],
  ['due on the last weekday of the year, when banks serve nobody', 10_000, '2026-12-31', '2027-01-04', [0, 0], [0, 0]],
  ['due on Carnival’s Monday, paid on Ash Wednesday', 10_000, '2027-02-08', '2027-02-10', [0, 0], [0, 0]],
  ['due on Carnival’s Monday, paid on Thursday: a day', 10_000, '2027-02-08', '2027-02-11', [200, 3], [200, 3]],
  ['due on Good Friday, paid on Monday', 10_000, '2027-03-26', '2027-03-29', [0, 0], [0, 0]],
  ['due on Corpus Christi, paid on Friday', 10_000, '2027-05-27', '2027-05-28', [0, 0], [0, 0]],
  [
    'ten million reais, thirty years late',
    1_000_000_000,
    '1996-11-11',
    '2026-11-11',
    [20_000_000, 3_652_333_333],
    [20_000_000, 3_652_333_333],
  ],
];
for (const [name, saldo, vencimento, ate, cut, rounded] of cases) {
  test(`late charges: ${name}`, () => {
    assert.deepEqual(of(saldo, vencimento, ate), cut);
    assert.deepEqual(of(saldo, vencimento, ate, acima), rounded);
  });
}

test('each rule is charged by its own percentage', () => {
  assert.deepEqual(of(10_000, '2026-11-10', '2026-12-10', { ...corte, multa_centesimos: 0 }), [0, 100]);
  assert.deepEqual(of(10_000, '2026-11-10', '2026-12-10', { ...corte, juros_mes_centesimos: 0 }), [200, 0]);
  assert.deepEqual(of(12_345, '2026-11-10', '2026-12-10', { ...corte, juros_mes_centesimos: 33 }), [246, 40]);
});

const dias = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays(day('1990-01-01'), n));
const saldos = fc.integer({ min: 0, max: 1_000_000_000 });

test('charges never fall with the days, begin after the next business day, and rounding adds a cent to each at most', () => {
  fc.assert(
    fc.property(saldos, dias, fc.nat(400), (saldo, vencimento, late) => {
      const at = (n: number, regra: RegraDeAtraso) =>
        encargos({ saldo: centavos(saldo), vencimento, ate: addDays(vencimento, n) }, regra);
      const [hoje, amanha, redondo] = [at(late, corte), at(late + 1, corte), at(late, acima)];
      assert.ok(amanha.juros >= hoje.juros && amanha.multa >= hoje.multa);
      for (const key of ['multa', 'juros'] as const) assert.ok([0, 1].includes(redondo[key] - hoje[key]));
      const livre = nextBusinessDay(vencimento);
      assert.ok(isBusinessDay(livre));
      const noDia = encargos({ saldo: centavos(saldo), vencimento, ate: livre }, corte);
      assert.deepEqual({ ...noDia }, { multa: 0, juros: 0 });
    }),
  );
});

test('fractions of a cent', () => {
  const three: [bigint, bigint, number, number][] = [
    [10n, 4n, 2, 3],
    [9n, 4n, 2, 2],
    [11n, 4n, 2, 3],
    [5n, 3n, 1, 2],
    [4n, 3n, 1, 1],
    [0n, 7n, 0, 0],
  ];
  for (const [over, by, cut, rounded] of three) {
    assert.deepEqual([emCentavos(over, by, 'corte'), emCentavos(over, by, 'meio-acima')], [cut, rounded]);
  }
});
