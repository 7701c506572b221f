import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { easter, isBusinessDay, isHoliday, nextBusinessDay } from '#kernel/business-days.ts';
import { addDays, day } from '#kernel/dates.ts';

// Published by ANBIMA ("Feriados Nacionais"), as kept by philss/feriados-anbima, completed by 12 October, which that
// copy has lost. Month and day.
const published: readonly (readonly [year: number, holidays: string])[] = [
  [2001, '01-01 02-26 02-27 04-13 04-21 05-01 06-14 09-07 10-12 11-02 11-15 12-25'],
  [2008, '01-01 02-04 02-05 03-21 04-21 05-01 05-22 09-07 10-12 11-02 11-15 12-25'],
  [2023, '01-01 02-20 02-21 04-07 04-21 05-01 06-08 09-07 10-12 11-02 11-15 12-25'],
  [2024, '01-01 02-12 02-13 03-29 04-21 05-01 05-30 09-07 10-12 11-02 11-15 11-20 12-25'],
  [2025, '01-01 03-03 03-04 04-18 04-21 05-01 06-19 09-07 10-12 11-02 11-15 11-20 12-25'],
  [2026, '01-01 02-16 02-17 04-03 04-21 05-01 06-04 09-07 10-12 11-02 11-15 11-20 12-25'],
  [2038, '01-01 03-08 03-09 04-21 04-23 05-01 06-24 09-07 10-12 11-02 11-15 11-20 12-25'],
];
for (const [year, holidays] of published) {
  test(`the holidays of ${year} are those published`, () => {
    const found: string[] = [];
    for (let d = day(`${year}-01-01`); d.startsWith(String(year)); d = addDays(d, 1)) {
      if (isHoliday(d)) found.push(d.slice(5));
    }
    assert.deepEqual(found, holidays.split(' '));
  });
}

// Published tables of Easter (earliest 22 March, latest 25 April).
for (const date of ['1900-04-15', '1943-04-25', '1999-04-04', '2000-04-23', '2038-04-25', '2100-03-28', '2199-04-14']) {
  test(`Easter is on ${date}`, () => assert.equal(easter(Number(date.slice(0, 4))), date));
}

const pushed: readonly (readonly [name: string, from: string, to: string])[] = [
  ['an ordinary Tuesday stays', '2026-11-24', '2026-11-24'],
  ['a Saturday goes to Monday', '2026-11-28', '2026-11-30'],
  ['a Sunday goes to Monday', '2026-11-29', '2026-11-30'],
  ['Carnival goes to Ash Wednesday', '2026-02-14', '2026-02-18'],
  ['Good Friday goes past Easter', '2026-04-03', '2026-04-06'],
  ['20 November on a Friday goes to Monday', '2026-11-20', '2026-11-23'],
  ['20 November was worked on before 2024', '2023-11-20', '2023-11-20'],
  ['the last day of the year goes past New Year', '2025-12-31', '2026-01-02'],
  ['when it is a Saturday, the Friday before goes too', '2022-12-30', '2023-01-02'],
  ['Christmas Eve stays: banks open in the morning', '2026-12-24', '2026-12-24'],
];
for (const [name, from, to] of pushed) {
  test(name, () => assert.equal(nextBusinessDay(day(from)), to));
}

const anyDay = fc.integer({ min: 0, max: 109_000 }).map((days) => addDays(day('1900-01-01'), days));

test('the next business day is one, never earlier, at most six days on, with none between', () => {
  fc.assert(
    fc.property(anyDay, (d) => {
      const next = nextBusinessDay(d);
      assert.ok(isBusinessDay(next) && next >= d && next <= addDays(d, 6));
      for (let between = d; between < next; between = addDays(between, 1)) assert.ok(!isBusinessDay(between));
    }),
  );
});

test('a year has from 246 to 256 business days', () => {
  for (let year = 1900; year < 2200; year++) {
    let count = 0;
    for (let n = 0; n < 365; n++) count += isBusinessDay(addDays(day(`${year}-01-01`), n)) ? 1 : 0;
    assert.ok(count >= 246 && count <= 256, `${year}: ${count}`);
  }
});
