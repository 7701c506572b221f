import { type Day, formatDay } from '#kernel/dates.ts';
import { formatDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { formatReais } from '#kernel/money.ts';
import type { Reader } from '#platform/db.ts';
import { PdfSheet } from '#platform/pdf-sheet.ts';
import type { Templates } from '#platform/templates.ts';
import { cabecalho, LEFT, RIGHT, WIDTH } from './cabecalho.ts';
import { faturasQuitadas, type Periodo, partesDaQuitacao, temDebitos } from './quitacao-dados.ts';

export interface PedidoDeQuitacao extends Periodo {
  clienteId: number;
  hoje: Day;
}

const ROW = 12;
const FIM = 800;

/**
 * The annual statement of settled debts (Lei 12.007/2009) as a PDF, with the invoices due in the period.
 * Throws invalid `quitacao.periodo`, conflict `quitacao.debitos` while something of the period is owed, notFound
 * `cliente.nao_encontrado`.
 */
export async function quitacaoEmPdf(db: Reader, templates: Templates, pedido: PedidoDeQuitacao): Promise<Buffer> {
  const { clienteId, hoje } = pedido;
  if (await temDebitos(db, clienteId, pedido)) throw new DomainError('conflict', 'quitacao.debitos');
  const [partes, faturas, logo] = await Promise.all([
    partesDaQuitacao(db, clienteId),
    faturasQuitadas(db, clienteId, pedido),
    templates.bytes('logo.png'),
  ]);
  const sheet = new PdfSheet({ title: `Quitação anual de débitos ${clienteId}` });
  let y = cabecalho(sheet, partes.empresa, logo, 'QUITAÇÃO ANUAL') + 20;
  sheet.text(PdfSheet.WIDTH / 2, y, 'DECLARAÇÃO DE QUITAÇÃO ANUAL DE DÉBITOS', {
    size: 13,
    bold: true,
    align: 'center',
  });
  y += 30;
  const documento = partes.documento ? `, CPF/CNPJ ${formatDocument(partes.documento)}` : '';
  const empresa = partes.empresa?.nome ?? 'A prestadora';
  for (const texto of [
    `${empresa} declara, nos termos da Lei nº 12.007, de 29 de julho de 2009, que ${partes.cliente}${documento}, cliente ${clienteId}, não tem débitos em aberto nas faturas com vencimento ${porExtenso(pedido)}.`,
    'Esta declaração substitui, para a comprovação do cumprimento das obrigações do consumidor, as quitações dos faturamentos mensais dos débitos do ano a que se refere e dos anos anteriores (art. 4º da Lei nº 12.007/2009).',
  ]) {
    y = sheet.paragraph(LEFT, y, WIDTH, texto, { size: 10, leading: 14 }) + 8;
  }
  if (faturas.length === 0) {
    y = sheet.paragraph(LEFT, y + 4, WIDTH, 'Não houve fatura com vencimento no período.', { size: 10 });
  } else y = titulos(sheet, y + 8);
  for (const fatura of faturas) {
    if (y > FIM) {
      sheet.newPage();
      y = titulos(sheet, 60);
    }
    sheet.text(LEFT + 4, y, fatura.numero_documento, { size: 8.5 });
    sheet.text(LEFT + 200, y, formatDay(fatura.vencimento, 'dd/MM/yyyy'), { size: 8.5, align: 'center' });
    sheet.text(LEFT + 330, y, comoFoiQuitada(fatura), { size: 8.5, align: 'center' });
    sheet.text(RIGHT - 4, y, formatReais(fatura.valor), { size: 8.5, align: 'right' });
    y += ROW;
  }
  sheet.text(LEFT, Math.min(y + 30, FIM + 14), `Emitida em ${formatDay(hoje, 'dd/MM/yyyy')}.`, { size: 9 });
  return sheet.finish();
}

function titulos(sheet: PdfSheet, y: number): number {
  sheet.shade(LEFT, y - 9, WIDTH, 13, 0.92);
  sheet.text(LEFT + 4, y, 'FATURA', { size: 7.5, bold: true });
  sheet.text(LEFT + 200, y, 'VENCIMENTO', { size: 7.5, bold: true, align: 'center' });
  sheet.text(LEFT + 330, y, 'QUITADA EM', { size: 7.5, bold: true, align: 'center' });
  sheet.text(RIGHT - 4, y, 'VALOR', { size: 7.5, bold: true, align: 'right' });
  return y + ROW + 3;
}

function comoFoiQuitada({ situacao, paga_em }: { situacao: string; paga_em: Day | null }): string {
  if (situacao === 'NEGOCIADA') return 'por negociação';
  return paga_em === null ? '' : formatDay(paga_em, 'dd/MM/yyyy');
}

function porExtenso({ inicio, fim }: Periodo): string {
  const ano = inicio.slice(0, 4);
  if (inicio === `${ano}-01-01` && fim === `${ano}-12-31`) return `no ano de ${ano}`;
  return `de ${formatDay(inicio, 'dd/MM/yyyy')} a ${formatDay(fim, 'dd/MM/yyyy')}`;
}
