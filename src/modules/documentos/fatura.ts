import { type Day, formatDay } from '#kernel/dates.ts';
import { formatDocument } from '#kernel/documents.ts';
import { formatReais } from '#kernel/money.ts';
import { linhaDigitavel, linhaFormatada } from '#modules/cobranca/index.ts';
import type { Reader } from '#platform/db.ts';
import { PdfSheet } from '#platform/pdf-sheet.ts';
import { qrCode } from '#platform/qr-code.ts';
import type { Templates } from '#platform/templates.ts';
import { cabecalho, LEFT, RIGHT, WIDTH } from './cabecalho.ts';
import { dadosDaFatura, type FaturaImpressa, type LinhaDaFatura } from './fatura-dados.ts';
import { escreverLinhas } from './fatura-linhas.ts';
import { type ComBoleto, campo, fichaDeCompensacao } from './ficha.ts';
import { valorAtualizado } from './instrucoes.ts';
import { pixDaFatura } from './pix.ts';

/**
 * The PDF of an invoice as it is on that day: its lines, and while it is open its boleto and its Pix on the same page.
 * Throws notFound `fatura.nao_encontrada`.
 */
export async function faturaEmPdf(db: Reader, templates: Templates, faturaId: number, hoje: Day): Promise<Buffer> {
  const [fatura, logo] = await Promise.all([dadosDaFatura(db, faturaId, hoje), templates.bytes('logo.png')]);
  return desenharFatura(fatura, logo, hoje);
}

/** Draws the invoice; lines that do not fit beside its boleto go on further pages. */
export function desenharFatura(fatura: FaturaImpressa, logo: Buffer | null, hoje: Day): Promise<Buffer> {
  const sheet = new PdfSheet({ title: `Fatura ${fatura.numeroDocumento}` });
  const { empresa } = fatura;
  const y = quadro(sheet, fatura, cabecalho(sheet, empresa, logo, 'FATURA'), hoje);
  const boleto = comBoleto(fatura);
  const pix = pixDaFatura(fatura);
  const bottom = boleto || pix ? RECIBO - 14 : FIM;
  let rest: readonly LinhaDaFatura[] = escreverLinhas(sheet, linhasDe(fatura), fatura, { from: y, to: bottom });
  if (boleto || pix) recibo(sheet, fatura, boleto, pix);
  if (boleto) {
    sheet.line(LEFT, FICHA - 20, RIGHT, FICHA - 20, { dashed: true });
    fichaDeCompensacao(sheet, boleto, FICHA);
  }
  while (rest.length > 0) {
    sheet.newPage();
    const from = cabecalho(sheet, empresa, logo, 'FATURA') + 12;
    sheet.text(LEFT, from - 12, `Documento ${fatura.numeroDocumento} - ${fatura.cliente} - página ${sheet.pages}`, {
      size: 7.5,
    });
    rest = escreverLinhas(sheet, rest, fatura, { from: from + 6, to: FIM });
  }
  return sheet.finish();
}

const RECIBO = 420;
const FICHA = 552;
const FIM = 806;

// An invoice from before its lines were kept shows its value all the same.
function linhasDe({ linhas, valor }: FaturaImpressa): LinhaDaFatura[] {
  if (linhas.length > 0) return linhas;
  return [
    {
      contratoId: null,
      descricao: 'Serviços contratados',
      valor,
      inicio: null,
      fim: null,
      parcela: null,
      parcelas: null,
    },
  ];
}

function comBoleto(fatura: FaturaImpressa): ComBoleto | null {
  const { codigoBarras, convenio } = fatura;
  return codigoBarras !== null && convenio !== null ? { ...fatura, codigoBarras, convenio } : null;
}

const dia = (value: Day | null): string => (value === null ? '' : formatDay(value, 'dd/MM/yyyy'));

const SITUACOES: Readonly<Record<FaturaImpressa['situacao'], (fatura: FaturaImpressa) => string>> = {
  ABERTA: () => 'EM ABERTO',
  PAGA: ({ pagaEm }) => `PAGA${pagaEm === null ? '' : ` EM ${dia(pagaEm)}`}`,
  NEGOCIADA: () => 'NEGOCIADA',
  CANCELADA: () => 'CANCELADA',
};

/** Who owes what until when; gives the base line for what follows. */
function quadro(sheet: PdfSheet, fatura: FaturaImpressa, top: number, hoje: Day): number {
  const y = top - 4;
  const documento = fatura.documento ? `CPF/CNPJ ${formatDocument(fatura.documento)}` : '';
  sheet.text(LEFT, y + 8, fatura.cliente, { size: 10, bold: true, max: 290 });
  for (const [i, text] of [documento, ...fatura.endereco, `Cliente ${fatura.clienteId}`].entries()) {
    sheet.text(LEFT, y + 20 + i * 10, text, { size: 8, max: 290 });
  }
  const side = RIGHT - 210;
  const cells: readonly [string, string][] = [
    ['Vencimento', dia(fatura.vencimento)],
    ['Valor', formatReais(fatura.valor)],
    ['Número do documento', fatura.numeroDocumento],
    ['Emissão', dia(fatura.emitidaEm)],
    ['Mês de referência', dia(fatura.competencia).slice(3)],
    ['Situação', SITUACOES[fatura.situacao](fatura)],
  ];
  for (const [i, [label, value]] of cells.entries()) {
    const [x, cell] = [side + (i % 2) * 105, y + Math.floor(i / 2) * 21];
    sheet.box(x, cell, 105, 21);
    campo(sheet, x, cell, 105, label, value, true);
  }
  const avisos = [
    fatura.debitoAutomatico ? 'Débito automático em conta: não é preciso pagar esta fatura de outro modo.' : null,
    fatura.situacao === 'ABERTA' && fatura.saldo < fatura.valor ? `Falta pagar ${formatReais(fatura.saldo)}.` : null,
    atualizado(fatura, hoje),
  ].filter((text) => text !== null);
  for (const [i, text] of avisos.entries()) sheet.text(LEFT, y + 76 + i * 10, text, { size: 8, bold: true });
  return y + 86 + avisos.length * 10;
}

function atualizado(fatura: FaturaImpressa, hoje: Day): string | null {
  const valor = valorAtualizado(fatura);
  return valor === null ? null : `Fatura vencida. Valor para pagamento em ${dia(hoje)}: ${valor}.`;
}

const QR = 92;

/** The payer's receipt, with the QR code of the Pix. */
function recibo(sheet: PdfSheet, fatura: FaturaImpressa, boleto: ComBoleto | null, pix: string | null): void {
  const titulo = boleto ? 'RECIBO DO PAGADOR' : 'PAGUE POR PIX';
  sheet.text(LEFT, RECIBO, titulo, { size: 8, bold: true });
  sheet.box(LEFT, RECIBO + 4, WIDTH, 104);
  if (pix) {
    sheet.qr(RIGHT - QR - 6, RECIBO + 10, QR, qrCode(pix));
    sheet.text(RIGHT - QR - 16, RECIBO + 16, 'Pague por Pix', { size: 8, bold: true, align: 'right' });
  }
  const room = pix ? WIDTH - QR - 24 : WIDTH - 8;
  let y = RECIBO + 6;
  if (boleto) {
    const half = 130;
    campo(sheet, LEFT, y, room - 70, 'Linha digitável', linhaFormatada(linhaDigitavel(boleto.codigoBarras)));
    y += 21;
    campo(sheet, LEFT, y, half, 'Nosso número', fatura.numeroBoleto);
    campo(sheet, LEFT + half, y, half, 'Vencimento', dia(fatura.vencimento));
    campo(sheet, LEFT + 2 * half, y, half, 'Valor do documento', formatReais(fatura.valor));
    y += 26;
  }
  if (!pix) return;
  sheet.text(LEFT + 3, y + 6, 'Pix copia e cola', { size: 5.5, grey: 0.3 });
  sheet.paragraph(LEFT + 3, y + 14, room - 8, pix, { size: 6.5 });
}
