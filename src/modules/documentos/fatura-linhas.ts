import { type Day, formatDay } from '#kernel/dates.ts';
import { formatReais } from '#kernel/money.ts';
import type { PdfSheet } from '#platform/pdf-sheet.ts';
import { LEFT, RIGHT } from './cabecalho.ts';
import type { FaturaImpressa, LinhaDaFatura } from './fatura-dados.ts';

const ROW = 11;
const DESCRICAO_MAX = 300;

/** Where the lines of the first page and of the others start and end. */
export interface Lugar {
  from: number;
  to: number;
}

/** Writes as many lines as fit, then the total when all of them did; gives those that are left. */
export function escreverLinhas(
  sheet: PdfSheet,
  linhas: readonly LinhaDaFatura[],
  fatura: FaturaImpressa,
  { from, to }: Lugar,
) {
  sheet.shade(LEFT, from - 9, RIGHT - LEFT, 12, 0.92);
  sheet.text(LEFT + 4, from, 'DESCRIÇÃO', { size: 7, bold: true });
  sheet.text(LEFT + 390, from, 'PERÍODO', { size: 7, bold: true, align: 'center' });
  sheet.text(RIGHT - 4, from, 'VALOR', { size: 7, bold: true, align: 'right' });
  const room = Math.floor((to - from) / ROW);
  // The total takes a row of its own; on a page that does not end the list «continua» does.
  const fitting = linhas.length < room ? linhas.length : room - 1;
  let y = from + ROW + 2;
  for (const linha of linhas.slice(0, fitting)) {
    sheet.text(LEFT + 4, y, descricaoDe(linha), { size: 7.5, max: DESCRICAO_MAX });
    sheet.text(LEFT + 390, y, periodo(linha.inicio, linha.fim), { size: 7.5, align: 'center' });
    sheet.text(RIGHT - 4, y, formatReais(linha.valor), { size: 7.5, align: 'right' });
    y += ROW;
  }
  const rest = linhas.slice(fitting);
  if (rest.length > 0) {
    sheet.text(RIGHT - 4, y, 'continua na próxima página', { size: 7, align: 'right', grey: 0.35 });
  } else {
    sheet.line(LEFT, y - 8, RIGHT, y - 8);
    sheet.text(RIGHT - 4, y + 2, `TOTAL ${formatReais(fatura.valor)}`, { size: 8.5, bold: true, align: 'right' });
  }
  return rest;
}

function descricaoDe({ contratoId, descricao, parcela, parcelas }: LinhaDaFatura): string {
  const vezes = parcela === null || parcelas === null ? '' : ` (${parcela}/${parcelas})`;
  return `${contratoId === null ? '' : `Contrato ${contratoId} · `}${descricao}${vezes}`;
}

const dia = (value: Day): string => formatDay(value, 'dd/MM/yyyy');

function periodo(inicio: Day | null, fim: Day | null): string {
  if (inicio === null) return '';
  return fim === null || fim === inicio ? dia(inicio) : `${dia(inicio)} a ${dia(fim)}`;
}
