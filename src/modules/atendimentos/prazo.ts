import { addDays, type Day, dayAt, startOfDay } from '#kernel/dates.ts';

/** Business hours on one weekday; minutes after midnight in São Paulo. */
export interface Turno {
  /** 1 Monday to 7 Sunday. */
  diaSemana: number;
  inicio: number;
  fim: number;
}

export interface Calendario {
  turnos: readonly Turno[];
  feriado(dia: Day): boolean;
}

export interface Prazo {
  quantidade: number;
  unidade: 'HORAS' | 'DIAS';
  /** true: the clock runs day and night; false: in business hours only. */
  corrido: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LONGEST_GAP = 60;

/**
 * When a ticket opened at that instant runs out of time. In business hours, hours are counted while the house is
 * open; days are working days after that of the opening, to the same time of day or to closing time. What is opened
 * while it is closed begins with the next opening. Without any business hours the clock runs day and night.
 */
export function prazoDe(aberto: Date, prazo: Prazo, calendario: Calendario): Date {
  const inicio = prazo.corrido ? null : primeiraAbertura(aberto, calendario);
  if (inicio === null) return new Date(Number(aberto) + prazo.quantidade * (prazo.unidade === 'HORAS' ? HOUR : DAY));
  return prazo.unidade === 'HORAS'
    ? depoisDeHoras(inicio, prazo.quantidade, calendario)
    : depoisDeDias(inicio, prazo.quantidade, calendario);
}

interface Aberta {
  de: number;
  ate: number;
}

// The hours of one day, as instants; none on a holiday.
function horasDo(dia: Day, { turnos, feriado }: Calendario): Aberta[] {
  if (feriado(dia)) return [];
  const meiaNoite = Number(startOfDay(dia));
  const diaSemana = new Date(`${dia}T12:00:00Z`).getUTCDay() || 7;
  return turnos
    .filter((turno) => turno.diaSemana === diaSemana)
    .map(({ inicio, fim }) => ({ de: meiaNoite + inicio * MINUTE, ate: meiaNoite + fim * MINUTE }))
    .sort((a, b) => a.de - b.de);
}

// The instant itself when the house is open, else its next opening; null when it never opens.
function primeiraAbertura(instante: Date, calendario: Calendario): number | null {
  let dia = dayAt(instante);
  for (let i = 0; i < LONGEST_GAP; i++, dia = addDays(dia, 1)) {
    const seguinte = horasDo(dia, calendario).find(({ ate }) => ate > Number(instante));
    if (seguinte) return Math.max(seguinte.de, Number(instante));
  }
  return null;
}

function depoisDeHoras(inicio: number, horas: number, calendario: Calendario): Date {
  let falta = horas * HOUR;
  let fechados = 0;
  for (let dia = dayAt(inicio); fechados < LONGEST_GAP; dia = addDays(dia, 1)) {
    const abertas = horasDo(dia, calendario);
    fechados = abertas.length > 0 ? 0 : fechados + 1;
    for (const { de, ate } of abertas) {
      const desde = Math.max(de, inicio);
      const cabe = ate - desde;
      if (cabe >= falta) return new Date(desde + falta);
      if (cabe > 0) falta -= cabe;
    }
  }
  return new Date(inicio + horas * HOUR);
}

function depoisDeDias(inicio: number, dias: number, calendario: Calendario): Date {
  let dia = dayAt(inicio);
  const hora = inicio - Number(startOfDay(dia));
  for (let falta = dias; falta > 0; ) {
    dia = addDays(dia, 1);
    if (horasDo(dia, calendario).length > 0) falta--;
  }
  const fecha = horasDo(dia, calendario).at(-1)?.ate ?? 0;
  return new Date(Math.min(Number(startOfDay(dia)) + hora, fecha));
}
