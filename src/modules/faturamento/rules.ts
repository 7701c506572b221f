import { addDays, addMonths, type Day, day, daysBetween } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';

/** A due day as billing reads it. */
export interface DiaDeVencimento {
  /** The day of the month on which invoices are due. */
  dia: number;
  /** The day of the month on which a billing window ends; the next one begins on the day after. */
  diaFinal: number;
  /** Due in the month in which the window ends, else in the month after. */
  mesmoMes: boolean;
  /** Bills the window that follows the month's own. */
  prePago: boolean;
}

/** Days from the first to the last, both counted. */
export interface Intervalo {
  inicio: Day;
  fim: Day;
}

/** What becomes of a fraction of a cent: `corte` cuts it off, `meio-acima` rounds half a cent up. */
export type FracaoCentavo = 'corte' | 'meio-acima';

/** The first day of the month of a day: a competência. */
export const mesDe = (dia: Day): Day => day(`${dia.slice(0, 8)}01`);

/** That day of a month, or its last where the month is shorter: 31 in February is the 28th or 29th. */
export function diaDoMes(competencia: Day, dia: number): Day {
  return addDays(competencia, Math.min(dia, daysBetween(competencia, addMonths(competencia, 1))) - 1);
}

/**
 * The billing window of a month: it ends on the due day's `diaFinal` of that month and begins on the day after the
 * month before ended its own. So windows follow each other without a hole and without a day in two, also where
 * a month is too short for the day.
 */
export function janelaDe({ diaFinal }: DiaDeVencimento, competencia: Day): Intervalo {
  const anterior = diaDoMes(addMonths(competencia, -1), diaFinal);
  return { inicio: addDays(anterior, 1), fim: diaDoMes(competencia, diaFinal) };
}

/** The window whose days a month's invoice charges: its own, or prepaid the one that follows. */
export const janelaCobrada = (v: DiaDeVencimento, competencia: Day): Intervalo =>
  janelaDe(v, v.prePago ? addMonths(competencia, 1) : competencia);

/** The day on which a month's invoice is due. */
export const vencimentoDe = (v: DiaDeVencimento, competencia: Day): Day =>
  diaDoMes(v.mesmoMes ? competencia : addMonths(competencia, 1), v.dia);

/** The day on which a month is billed: so many days before it is due, and not before its window begins. */
export function emissaoDe(v: DiaDeVencimento, competencia: Day, antecedenciaDias: number): Day {
  const antes = addDays(vencimentoDe(v, competencia), -antecedenciaDias);
  const { inicio } = janelaDe(v, competencia);
  return antes > inicio ? antes : inicio;
}

/** The latest month whose day of billing has come. */
export function competenciaDoDia(v: DiaDeVencimento, hoje: Day, antecedenciaDias: number): Day {
  let competencia = addMonths(mesDe(hoje), 2);
  while (emissaoDe(v, competencia, antecedenciaDias) > hoje) competencia = addMonths(competencia, -1);
  return competencia;
}

/** The windows that a period lies in, each with its month and the part of the period that is in it; the last is that of the month. */
export function partesDoPeriodo(v: DiaDeVencimento, competencia: Day, periodo: Intervalo): ParteDoMes[] {
  const partes: ParteDoMes[] = [];
  for (let mes = competencia; ; mes = addMonths(mes, -1)) {
    const janela = janelaCobrada(v, mes);
    const parte = intersecao(janela, periodo);
    if (parte) partes.unshift({ competencia: mes, janela, parte });
    if (janela.inicio <= periodo.inicio) return partes;
  }
}

/** The days that two intervals share; null when none. */
export function intersecao(a: Intervalo, b: Intervalo): Intervalo | null {
  const inicio = a.inicio > b.inicio ? a.inicio : b.inicio;
  const fim = a.fim < b.fim ? a.fim : b.fim;
  return inicio <= fim ? { inicio, fim } : null;
}

/** The days of an interval that are in none of others, which may come in any order and overlap. */
export function menos(intervalo: Intervalo, fora: readonly Intervalo[]): Intervalo[] {
  let ficam = [intervalo];
  for (const { inicio, fim } of fora) {
    ficam = ficam.flatMap((trecho) => {
      if (fim < trecho.inicio || inicio > trecho.fim) return [trecho];
      const antes = inicio > trecho.inicio ? [{ inicio: trecho.inicio, fim: addDays(inicio, -1) }] : [];
      const depois = fim < trecho.fim ? [{ inicio: addDays(fim, 1), fim: trecho.fim }] : [];
      return [...antes, ...depois];
    });
  }
  return ficam;
}

const diasDe = ({ inicio, fim }: Intervalo): number => daysBetween(inicio, fim) + 1;

/** A window, and the days of it that one billing holds. */
export interface ParteDaJanela {
  janela: Intervalo;
  parte: Intervalo;
}

/** The same, with the month whose invoice charges the window. */
export interface ParteDoMes extends ParteDaJanela {
  competencia: Day;
}

/**
 * What days of a window cost, of what the whole window costs: fee × days ÷ days of the window, to the cent. It is the
 * difference of what the billed part costs up to the last of the days and up to the day before the first, so that what
 * is charged and what is credited of one part add up exactly, however it is cut.
 */
export function parteDoValor(
  valor: Centavos,
  { janela, parte }: ParteDaJanela,
  trechos: readonly Intervalo[],
  fracao: FracaoCentavo,
): Centavos {
  const dias = diasDe(janela);
  const ate = (n: number) =>
    fracao === 'corte' ? Math.floor((valor * n) / dias) : Math.floor((2 * valor * n + dias) / (2 * dias));
  const soma = trechos.reduce((total, trecho) => {
    const antes = daysBetween(parte.inicio, trecho.inicio);
    return total + ate(antes + diasDe(trecho)) - ate(antes);
  }, 0);
  return centavos(soma);
}
