import { addDays, type Day, day, daysBetween } from './dates.ts';

/**
 * The national holidays, with Carnival's Monday and Tuesday and Corpus Christi: the days that banks keep (Resolução CMN
 * 4.880/2020, which follows 2.932/2002). Those of states and cities are not among them: a bill is paid in any place.
 */
export function isHoliday(value: Day): boolean {
  return calendarOf(value).holidays.has(value);
}

/**
 * Whether banks open and clear on that day: neither a weekend nor a holiday, nor the year's last weekday, on which they
 * serve nobody (Resolução 2.596/1999; Febraban: a bill due then is paid on the next business day without additions).
 */
export function isBusinessDay(value: Day): boolean {
  return !isWeekend(value) && !isHoliday(value) && value !== calendarOf(value).lastWeekday;
}

/** The day itself when it is a business day, or else the next one. Throws RangeError past 2199. */
export function nextBusinessDay(value: Day): Day {
  let found = value;
  while (!isBusinessDay(found)) found = addDays(found, 1);
  return found;
}

/** The first day on which what is due then counts as unpaid: the day after the banks' next day of business. */
export const vencidaDesde = (vencimento: Day): Day => addDays(nextBusinessDay(vencimento), 1);

/** Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher). */
export function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1);
}

// Month, day and, where a law of our times made it, the first year.
const FIXED: readonly (readonly [month: number, day: number, since?: number])[] = [
  [1, 1],
  [4, 21],
  [5, 1],
  [9, 7],
  [10, 12, 1980], // Lei 6.802/1980
  [11, 2],
  [11, 15],
  [11, 20, 2024], // Lei 14.759/2023
  [12, 25],
];

/** Whether the law closes everything that day: the fixed holidays and Good Friday, not what banks keep besides. */
export function isNationalHoliday(value: Day): boolean {
  const year = Number(value.slice(0, 4));
  return (
    FIXED.some(([month, date, since = 0]) => year >= since && value === dayOf(year, month, date)) ||
    value === addDays(easter(year), -2)
  );
}

// Days after Easter: Carnival's Monday and Tuesday, Good Friday, Corpus Christi.
const MOVABLE = [-48, -47, -2, 60];

interface Calendar {
  holidays: ReadonlySet<Day>;
  lastWeekday: Day;
}

const byYear = new Map<string, Calendar>();

function calendarOf(value: Day): Calendar {
  const year = value.slice(0, 4);
  let found = byYear.get(year);
  if (!found) {
    found = { holidays: holidaysOf(Number(year)), lastWeekday: lastWeekday(Number(year)) };
    byYear.set(year, found);
  }
  return found;
}

function holidaysOf(year: number): ReadonlySet<Day> {
  return new Set([
    ...FIXED.filter(([, , since = 0]) => year >= since).map(([month, date]) => dayOf(year, month, date)),
    ...MOVABLE.map((days) => addDays(easter(year), days)),
  ]);
}

function lastWeekday(year: number): Day {
  let last = dayOf(year, 12, 31);
  while (isWeekend(last)) last = addDays(last, -1);
  return last;
}

const MONDAY = day('1900-01-01');

const isWeekend = (value: Day): boolean => daysBetween(MONDAY, value) % 7 >= 5;

const dayOf = (year: number, month: number, date: number): Day =>
  day(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
