import { addDays, type Day, startOfDay } from '#kernel/dates.ts';
import type { Reader } from '#platform/db.ts';

export interface FiltroDeAuditoria {
  de?: Day | undefined;
  /** That day included. */
  ate?: Day | undefined;
  integrador?: number | undefined;
  tabela?: string | undefined;
  registro?: string | undefined;
  operacao?: string | undefined;
  limite: number;
}

/** Rows of the audit trail, newest first, with the integrator's and the user's name. */
export function lerAuditoria(db: Reader, filtro: FiltroDeAuditoria) {
  const { de, ate, integrador, tabela, registro, operacao, limite } = filtro;
  return db
    .selectFrom('auditoria as a')
    .leftJoin('integrador as i', 'i.id', 'a.integrador_id')
    .leftJoin('usuario as u', 'u.id', 'a.usuario_id')
    .selectAll('a')
    .select(['i.nome as integrador', 'u.login as usuario'])
    .$if(de !== undefined, (q) => q.where('a.quando', '>=', startOfDay(de as Day)))
    .$if(ate !== undefined, (q) => q.where('a.quando', '<', startOfDay(addDays(ate as Day, 1))))
    .$if(integrador !== undefined, (q) => q.where('a.integrador_id', '=', integrador as number))
    .$if(tabela !== undefined, (q) => q.where('a.tabela', '=', tabela as string))
    .$if(registro !== undefined, (q) => q.where('a.registro', '=', registro as string))
    .$if(operacao !== undefined, (q) => q.where('a.operacao', '=', operacao as string))
    .orderBy('a.id', 'desc')
    .limit(limite)
    .execute();
}

export type LinhaDeAuditoria = Awaited<ReturnType<typeof lerAuditoria>>[number];
