import { type Day, day } from '#kernel/dates.ts';
import { politicas, vigenteEm } from '#modules/financeiro/index.ts';
import type { Reader } from '#platform/db.ts';
import type { Prazos } from './compor.ts';
import type { Alvo, Regras } from './contrato.ts';
import { competenciaDoDia, type DiaDeVencimento, emissaoDe, janelaDe, vencimentoDe } from './rules.ts';

/** What is billed. */
export interface Pedido {
  hoje: Day;
  /** That month, for every due day whose window has begun; none: what today's date asks for. */
  competencia?: Day | undefined;
  /** One customer alone. */
  clienteId?: number | undefined;
}

/** What does not change in the course of a run. */
export interface Contexto {
  pedido: Pedido;
  regras: Regras & Prazos;
  alvos: readonly Alvo[];
  /** Due days whose window of the asked month has not begun. */
  naoComecados: readonly number[];
}

/** Reads the policies and the due days, and says what each due day has to bill. */
export async function contextoDe(db: Reader, pedido: Pedido): Promise<Contexto> {
  const { hoje, competencia } = pedido;
  const lista = await politicas(db);
  const { fracao_centavo, antecedencia_dias, antecedencia_minima_dias } = vigenteEm(lista, hoje);
  const dias = await diasDeVencimento(db);
  const comecados = dias.filter(({ dia }) => !competencia || janelaDe(dia, competencia).inicio <= hoje);
  return {
    pedido,
    regras: {
      hoje,
      fracao: fracao_centavo,
      antecedenciaMinimaDias: antecedencia_minima_dias,
      suspensos: lista.map(({ vigente_desde: desde, cobra_suspenso: cobra }) => ({ desde: day(desde), cobra })),
      semEspera: competencia !== undefined,
    },
    alvos: comecados.map(({ vencimentoId, dia }) => {
      const mes = competencia ?? competenciaDoDia(dia, hoje, antecedencia_dias);
      const emissao = emissaoDe(dia, mes, antecedencia_dias);
      return { vencimentoId, dia, competencia: mes, emissao, vencimento: vencimentoDe(dia, mes) };
    }),
    naoComecados: dias.filter((dia) => !comecados.includes(dia)).map(({ vencimentoId }) => vencimentoId),
  };
}

async function diasDeVencimento(db: Reader): Promise<{ vencimentoId: number; dia: DiaDeVencimento }[]> {
  const rows = await db
    .selectFrom('vencimento')
    .select(['id', 'dia', 'dia_faturamento_final', 'fatura_mesmo_mes_vencimento', 'pre_pago'])
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    vencimentoId: row.id,
    dia: {
      dia: row.dia,
      diaFinal: row.dia_faturamento_final,
      mesmoMes: row.fatura_mesmo_mes_vencimento,
      prePago: row.pre_pago,
    },
  }));
}
