import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  type DayFormat,
  day,
  dayAt,
  daysBetween,
  epochMillis,
  formatDay,
  instantAt,
  parseDay,
  startOfDay,
} from '#kernel/dates.ts';

const FORMATS: DayFormat[] = ['yyyy-MM-dd', 'dd/MM/yyyy', 'dd-MM-yyyy', 'ddMMyyyy'];
const anyDay = fc
  .integer({ min: 0, max: daysBetween(day('1900-01-01'), day('2199-12-31')) })
  .map((n) => addDays(day('1900-01-01'), n));

const written: [DayFormat, string][] = [
  ['yyyy-MM-dd', '2026-02-28'],
  ['dd/MM/yyyy', '28/02/2026'],
  ['dd-MM-yyyy', '28-02-2026'],
  ['ddMMyyyy', '28022026'],
];
for (const [format, text] of written) {
  test(`${text} is read and written as ${format}`, () => {
    assert.equal(parseDay(text, format), '2026-02-28');
    assert.equal(formatDay(day('2026-02-28'), format), text);
  });
}

const refused: [string, string, DayFormat][] = [
  ['31 February', '31-02-2026', 'dd-MM-yyyy'],
  ['31 April', '31/04/2026', 'dd/MM/yyyy'],
  ['29 February of a common year', '2026-02-29', 'yyyy-MM-dd'],
  ['29 February of 2100, no leap year', '2100-02-29', 'yyyy-MM-dd'],
  ['a thirteenth month', '2026-13-01', 'yyyy-MM-dd'],
  ['month zero', '2026-00-10', 'yyyy-MM-dd'],
  ['day zero', '2026-01-00', 'yyyy-MM-dd'],
  ['before 1900', '1899-12-31', 'yyyy-MM-dd'],
  ['after 2199', '2200-01-01', 'yyyy-MM-dd'],
  ['another format', '28/02/2026', 'yyyy-MM-dd'],
  ['a short year', '28/02/26', 'dd/MM/yyyy'],
  ['a day of one digit', '1/02/2026', 'dd/MM/yyyy'],
  ['mixed separators', '28/02-2026', 'dd/MM/yyyy'],
  ['a time after it', '2026-02-28T00:00', 'yyyy-MM-dd'],
  ['a line break after it', '2026-02-28\n', 'yyyy-MM-dd'],
  ['nothing', '', 'ddMMyyyy'],
];
for (const [name, text, format] of refused) {
  test(`refused: ${name} (${JSON.stringify(text)})`, () => assert.equal(parseDay(text, format), null));
}

test('29 February of a leap year is a day', () => {
  assert.equal(day('2028-02-29'), '2028-02-29');
  assert.throws(() => day('2026-02-30'), RangeError);
});

test('every day is read back from each format', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...FORMATS), (d, format) => parseDay(formatDay(d, format), format) === d),
  );
});

const months: [string, number, string][] = [
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-08-31', 3, '2026-11-30'],
  ['2026-05-10', 0, '2026-05-10'],
];
for (const [from, n, to] of months) {
  test(`${from} and ${n} months is ${to}`, () => assert.equal(addMonths(day(from), n), to));
}

test('days are added over months, years and summer time', () => {
  assert.equal(addDays(day('2026-12-31'), 1), '2027-01-01');
  assert.equal(addDays(day('2018-11-03'), 1), '2018-11-04');
  assert.equal(addDays(day('2028-03-01'), -1), '2028-02-29');
  assert.throws(() => addDays(day('2199-12-31'), 1), RangeError);
});

test('adding the days between two days leads from one to the other', () => {
  fc.assert(fc.property(anyDay, anyDay, (a, b) => addDays(a, daysBetween(a, b)) === b));
});

const midnights: [string, string, string][] = [
  ['the example of the document', '1988-03-15', new Date(574398000000).toISOString()],
  ['an ordinary day', '2026-07-01', '2026-07-01T03:00:00.000Z'],
  ['a day of summer time', '2018-12-25', '2018-12-25T02:00:00.000Z'],
  ['the day whose midnight did not exist', '2018-11-04', '2018-11-04T03:00:00.000Z'],
  ['the day after 25 hours of Saturday', '2019-02-17', '2019-02-17T03:00:00.000Z'],
];
for (const [name, text, instant] of midnights) {
  test(`${name}: ${text} begins at ${instant}`, () => {
    assert.equal(epochMillis(day(text)), Date.parse(instant));
    assert.equal(startOfDay(day(text)).toISOString(), instant);
  });
}

test('a day begins when the time zone says, and both times it is asked', () => {
  fc.assert(
    fc.property(anyDay, (d) => {
      const expected = Temporal.PlainDate.from(d).toZonedDateTime('America/Sao_Paulo').epochMilliseconds;
      return epochMillis(d) === expected && epochMillis(d) === expected;
    }),
  );
});

test('an instant is on the day that the time zone says', () => {
  const instants = fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2199, 11, 31) });
  fc.assert(
    fc.property(instants, (ms) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('America/Sao_Paulo');
      return dayAt(ms) === zoned.toPlainDate().toString();
    }),
    { numRuns: 2000 },
  );
});

test('a day holds its first instant and not the one before, in every summer time since 1985', () => {
  for (let d = day('1985-10-01'); d < '2020-03-01'; d = addDays(d, 1)) {
    assert.equal(dayAt(epochMillis(d)), d);
    assert.equal(dayAt(epochMillis(d) - 1), addDays(d, -1));
  }
});

test('late evening in São Paulo is not tomorrow yet', () => {
  assert.equal(dayAt(new Date('2026-08-05T02:59:59.999Z')), '2026-08-04');
  assert.equal(dayAt(new Date('2026-08-05T03:00:00.000Z')), '2026-08-05');
});

test('before 1914 São Paulo was six minutes further west', () => {
  assert.equal(dayAt(new Date('1910-06-01T03:06:27Z')), '1910-05-31');
  assert.equal(dayAt(new Date('1910-06-01T03:06:28Z')), '1910-06-01');
});

for (const instant of [Number.NaN, -Infinity, Date.UTC(1899, 11, 31), Date.UTC(2200, 0, 1, 3), 8.64e15]) {
  test(`the instant ${instant} has no day`, () => assert.throws(() => dayAt(instant), RangeError));
}

test('a time of day is an instant of São Paulo, also on the days on which summer time began or ended', () => {
  const cases: [string, string, string][] = [
    ['2026-11-30', '00:00', '2026-11-30T03:00:00.000Z'],
    ['2026-11-30', '23:59', '2026-12-01T02:59:00.000Z'],
    // Midnight was skipped: that day began at 01:00.
    ['2018-11-04', '00:30', '2018-11-04T03:30:00.000Z'],
    ['2018-11-04', '01:30', '2018-11-04T03:30:00.000Z'],
    ['2018-11-04', '17:00', '2018-11-04T19:00:00.000Z'],
    // 23:30 came twice.
    ['2018-02-17', '22:30', '2018-02-18T00:30:00.000Z'],
    ['2018-02-17', '23:30', '2018-02-18T01:30:00.000Z'],
    ['2018-02-18', '00:00', '2018-02-18T03:00:00.000Z'],
  ];
  for (const [text, time, instant] of cases) {
    assert.equal(instantAt(day(text), time).toISOString(), instant, `${text} ${time}`);
  }
});
