import { Temporal } from 'temporal-polyfill';

declare const brand: unique symbol;

/** A calendar day, `yyyy-MM-dd`, from 1900 to 2199. Days compare with < and > as the texts they are. */
export type Day = string & { readonly [brand]: 'Day' };

export type DayFormat = 'yyyy-MM-dd' | 'dd/MM/yyyy' | 'dd-MM-yyyy' | 'ddMMyyyy';

const ZONE = 'America/Sao_Paulo';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(2200, 0, 2);

const patterns: Readonly<Record<DayFormat, RegExp>> = {
  'yyyy-MM-dd': /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)$/,
  'dd/MM/yyyy': /^(?<d>\d\d)\/(?<m>\d\d)\/(?<y>\d{4})$/,
  'dd-MM-yyyy': /^(?<d>\d\d)-(?<m>\d\d)-(?<y>\d{4})$/,
  ddMMyyyy: /^(?<d>\d\d)(?<m>\d\d)(?<y>\d{4})$/,
};

/** Reads a day written in exactly that format; null for any other text and for days that do not exist. */
export function parseDay(text: string, format: DayFormat): Day | null {
  const { y = '', m = '', d = '' } = patterns[format].exec(text)?.groups ?? {};
  const year = Number(y);
  if (year < 1900 || year > 2199) return null;
  const date = new Date(Date.UTC(year, Number(m) - 1, Number(d)));
  const exists = date.getUTCMonth() === Number(m) - 1 && date.getUTCDate() === Number(d);
  return exists ? (`${y}-${m}-${d}` as Day) : null;
}

/** Marks a `yyyy-MM-dd` text as a day. Throws RangeError when it is none. */
export function day(text: string): Day {
  const parsed = parseDay(text, 'yyyy-MM-dd');
  if (!parsed) throw new RangeError(`not a day: ${text}`);
  return parsed;
}

/** The day as text in one of the formats of the wire. */
export function formatDay(value: Day, format: DayFormat): string {
  if (format === 'yyyy-MM-dd') return value;
  const separator = format === 'ddMMyyyy' ? '' : format.charAt(2);
  return value.slice(8) + separator + value.slice(5, 7) + separator + value.slice(0, 4);
}

/** Days later, or earlier when negative. Throws RangeError outside 1900–2199. */
export function addDays(value: Day, days: number): Day {
  return day(shift(value, days));
}

/** The same day of a later month (earlier when negative), or that month's last: 31 Jan + 1 = 28 or 29 Feb. */
export function addMonths(value: Day, months: number): Day {
  return day(Temporal.PlainDate.from(value).add({ months }).toString());
}

/** Whole days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

/** The calendar day of an instant (Date or epoch milliseconds) in São Paulo. Throws RangeError outside 1900–2199. */
export function dayAt(instant: Date | number): Day {
  const millis = Number(instant);
  if (!(millis > FIRST && millis < LAST)) throw new RangeError(`no instant from 1900 to 2199: ${millis}`);
  // Three hours west is right save in summer time and before 1914; then the neighbouring day is.
  let text = utcDay(millis - 3 * HOUR);
  if (millis < midnight(text)) text = shift(text, -1);
  else if (millis >= midnight(shift(text, 1))) text = shift(text, 1);
  return day(text);
}

/**
 * The wire's epoch milliseconds of a day: its first instant in São Paulo, which is 01:00 where summer time began at
 * midnight (2018-11-04). 1988-03-15 → 574398000000, the example of the document.
 */
export function epochMillis(value: Day): number {
  return midnight(value);
}

/** The first instant of a day in São Paulo. */
export function startOfDay(value: Day): Date {
  return new Date(midnight(value));
}

/**
 * The instant of a time of day, `HH:mm:ss`, on the clock of São Paulo or at an offset (`-03:00`, `UTC`). Of an hour that
 * summer time left out, an hour later; of one that came twice, the first. Throws RangeError when there is no such time.
 */
export function instantAt(value: Day, time: string, zone: string = ZONE): Date {
  return new Date(Temporal.PlainDateTime.from(`${value}T${time}`).toZonedDateTime(zone).epochMilliseconds);
}

// Asking the time zone costs 60 times a look-up, and fixed arithmetic would be wrong the year summer time comes back.
// It cannot grow past the 110 thousand days that exist here: dayAt refuses other instants before it looks.
const midnights = new Map<string, number>();

function midnight(text: string): number {
  let millis = midnights.get(text);
  if (millis === undefined) {
    millis = Temporal.PlainDate.from(text).toZonedDateTime(ZONE).epochMilliseconds;
    midnights.set(text, millis);
  }
  return millis;
}

function shift(text: string, days: number): string {
  return utcDay(Date.parse(text) + days * DAY);
}

function utcDay(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10);
}
