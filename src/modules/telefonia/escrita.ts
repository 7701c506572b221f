import { instantAt, parseDay } from '#kernel/dates.ts';

const FIRST = Date.UTC(2000, 0, 1);
/** A week: longer ones are a counter that ran away. */
const LONGEST = 604_800;

const EPOCH = /^(\d{10})(?:[.,]\d{1,9})?$|^(\d{13})$/;
const ESCRITO = new RegExp(
  [
    /^(?:(?<y>\d{4})(?<sep>[-/]?)(?<m>\d\d)\k<sep>(?<d>\d\d)|(?<dia>\d\d)[-/](?<mes>\d\d)[-/](?<ano>\d{4}))/,
    /(?:[T ] *|(?<=^\d{8}))(?<h>[01]\d|2[0-3]):?(?<min>[0-5]\d)(?::?(?<s>[0-5]\d)(?:[.,]\d{1,9})?)?/,
    / *(?<zona>Z|[+-]\d\d:?\d\d)?$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
);

/**
 * The instant of a text such as `2026-01-31T10:00:00-03:00`, `2026-01-31 10:00:00`, `31/01/2026 10:00`, `20260131100000`,
 * or of seconds or milliseconds since 1970; without a zone on the clock of São Paulo. Null: another text, a day or hour
 * that does not exist, or before 2000.
 */
export function instanteEscrito(texto: string): Date | null {
  const epoch = EPOCH.exec(texto);
  if (epoch) return desde2000(new Date(epoch[1] ? Number(epoch[1]) * 1000 : Number(epoch[2])));
  const lido = ESCRITO.exec(texto)?.groups;
  if (!lido) return null;
  const { y, m, d, ano, mes, dia: doMes, h, min, s = '00', zona } = lido;
  const dia = parseDay(y ? `${y}-${m}-${d}` : `${ano}-${mes}-${doMes}`, 'yyyy-MM-dd');
  try {
    return dia && desde2000(instantAt(dia, `${h}:${min}:${s}`, zona && offset(zona)));
  } catch {
    // An offset that no place has.
    return null;
  }
}

const offset = (zona: string) => (/z/i.test(zona) ? 'UTC' : zona.replace(/(\d\d):?(\d\d)$/, '$1:$2'));
const desde2000 = (instante: Date) => (instante.getTime() >= FIRST ? instante : null);

/** Seconds of a duration, written so (`75`, `75.4`) or as `h:mm:ss`; a part of a second is cut. Null: none, or over a week. */
export function duracaoEscrita(texto: string): number | null {
  const [, segundos] = /^(\d{1,9})(?:[.,]\d+)?$/.exec(texto) ?? [];
  const [, h, min, s] = /^(\d{1,3}):([0-5]\d):([0-5]\d)(?:[.,]\d+)?$/.exec(texto) ?? [];
  if (segundos === undefined && h === undefined) return null;
  const soma = segundos === undefined ? Number(h) * 3600 + Number(min) * 60 + Number(s) : Number(segundos);
  return soma <= LONGEST ? soma : null;
}
