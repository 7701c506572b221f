import { easter } from '#kernel/business-days.ts';
import { addDays, type Day, day, daysBetween } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { datasDoAviso } from '../../src/modules/inadimplencia/prazos.ts';
import type { AvisoAberto, ContratoEmCobranca, Divida } from '../../src/modules/inadimplencia/situacao.ts';

export interface RegrasDoAviso {
  suspensao_parcial_dias: number | null;
  suspensao_dias: number;
  rescisao_dias: number;
}

/** A notice prepared on a day, whose proof has not come. */
export const avisoDe = (preparadoEm: Day, regras: RegrasDoAviso, changed: Partial<AvisoAberto> = {}): AvisoAberto => ({
  id: 1,
  faturas: [1],
  preparadoEm,
  enviadoEm: null,
  prova: null,
  ...datasDoAviso(preparadoEm, regras),
  suspensaoDias: regras.suspensao_dias,
  rescisaoDias: regras.rescisao_dias,
  suspensoEm: null,
  diasSuspenso: 0,
  mensagens: [{ canal: 'EMAIL', estado: 'PENDENTE', entrega: null, dia: null }],
  ...changed,
});

export const dividaDe = (faturaId: number, vencimento: string, changed: Partial<Divida> = {}): Divida => ({
  faturaId,
  vencimento: day(vencimento),
  devido: centavos(9990),
  contestado: centavos(0),
  ...changed,
});

/** A contract in service that owes invoice 1, due on 10 December 2026. */
export const contratoDe = (changed: Partial<ContratoEmCobranca> = {}): ContratoEmCobranca => ({
  id: 1,
  clienteId: 1,
  status: 'HABILITADO',
  isento: false,
  temSms: false,
  dividas: [dividaDe(1, '2026-12-10')],
  aviso: null,
  confianca: null,
  esperaParcela: false,
  ...changed,
});

/** 0 is Monday. */
export const diaDaSemana = (value: Day): number => daysBetween(day('2024-01-01'), value) % 7;

/** The holidays of the law, written down apart from the program's own list. */
export function feriado(value: Day): boolean {
  const year = Number(value.slice(0, 4));
  const fixos = ['01-01', '04-21', '05-01', '09-07', '10-12', '11-02', '11-15', '11-20', '12-25'];
  const pascoa = easter(year);
  return fixos.includes(value.slice(5)) || [-48, -47, -2, 60].some((days) => addDays(pascoa, days) === value);
}
