import { isBusinessDay, nextBusinessDay } from '#kernel/business-days.ts';
import { addDays, type Day, daysBetween } from '#kernel/dates.ts';
import type { Politica } from '#modules/financeiro/index.ts';
import type { AvisoAberto } from './situacao.ts';

/**
 * Whether a service may be suspended on that day: not on a Friday, a weekend, a holiday or its eve (Lei 14.015/2020, in
 * Lei 13.460/2017 art. 6 and Lei 8.987/1995 art. 6 § 4), so that who pays then is not without it for days. It was
 * written for public services; here it holds for all.
 */
export const podeSuspenderEm = (dia: Day): boolean => isBusinessDay(dia) && isBusinessDay(addDays(dia, 1));

/** That day, or the next on which a service may be suspended. */
export function diaDeSuspensao(dia: Day): Day {
  let found = dia;
  while (!podeSuspenderEm(found)) found = addDays(found, 1);
  return found;
}

/** The day from which a notice goes out for an invoice. */
export const avisaEm = (vencimento: Day, { aviso_dias }: Pick<Politica, 'aviso_dias'>): Day =>
  addDays(nextBusinessDay(vencimento), aviso_dias);

/** Policies of before this was asked of them may have less. */
const PARCIAL_MINIMO_DIAS = 15;

export interface DatasDoAviso {
  suspendeParcialEm: Day | null;
  suspendeEm: Day;
  rescindeEm: Day;
}

type RegrasDoAviso = Pick<Politica, 'suspensao_parcial_dias' | 'suspensao_dias' | 'rescisao_dias'>;

/**
 * What a notice of that day says: total suspension `suspensao_dias` later (RGC, Resolução Anatel 765/2023: 15 at
 * least), rescission after `rescisao_dias` of it (60 at least). The partial stage, which the former rule had (Resolução
 * 632/2014, art. 90: 15 days after the notice too), is there where the policy has it and it comes first.
 */
export function datasDoAviso(preparadoEm: Day, regras: RegrasDoAviso): DatasDoAviso {
  const suspendeEm = diaDeSuspensao(addDays(preparadoEm, regras.suspensao_dias));
  const parcial =
    regras.suspensao_parcial_dias === null
      ? null
      : diaDeSuspensao(addDays(preparadoEm, Math.max(PARCIAL_MINIMO_DIAS, regras.suspensao_parcial_dias)));
  return {
    suspendeParcialEm: parcial && parcial < suspendeEm ? parcial : null,
    suspendeEm,
    rescindeEm: nextBusinessDay(addDays(suspendeEm, regras.rescisao_dias)),
  };
}

/** The days of a notice whose sending is proved for that day: a late one moves them, an early one does not. */
export function datasComProva(aviso: AvisoAberto, enviadoEm: Day): DatasDoAviso {
  const { preparadoEm, suspendeParcialEm, suspensaoDias, rescisaoDias } = aviso;
  const suspendeEm = maior(aviso.suspendeEm, diaDeSuspensao(addDays(enviadoEm, suspensaoDias)));
  const espera = suspendeParcialEm && daysBetween(preparadoEm, suspendeParcialEm);
  const parcial = espera === null ? null : diaDeSuspensao(addDays(enviadoEm, espera));
  return {
    suspendeParcialEm: parcial && suspendeParcialEm && maior(suspendeParcialEm, parcial),
    suspendeEm,
    rescindeEm: maior(aviso.rescindeEm, nextBusinessDay(addDays(suspendeEm, rescisaoDias))),
  };
}

/** When a suspended contract may be rescinded, if it stays suspended from today on. */
export function rescindivelEm({ rescindeEm, rescisaoDias, diasSuspenso }: AvisoAberto, hoje: Day): Day {
  return nextBusinessDay(maior(rescindeEm, addDays(hoje, Math.max(rescisaoDias - diasSuspenso, 0))));
}

const maior = (a: Day, b: Day): Day => (a > b ? a : b);
