import type { Day } from '#kernel/dates.ts';
import type { Arquivo } from '#modules/notificacoes/index.ts';
import type { Reader } from '#platform/db.ts';
import type { Templates } from '#platform/templates.ts';
import { faturaEmPdf } from './fatura.ts';

/** The PDF of an invoice as a message carries it. Throws notFound `fatura.nao_encontrada`. */
export async function anexoDaFatura(db: Reader, templates: Templates, faturaId: number, hoje: Day): Promise<Arquivo> {
  const bytes = await faturaEmPdf(db, templates, faturaId, hoje);
  return { nome: `fatura-${faturaId}.pdf`, tipo: 'application/pdf', bytes };
}
