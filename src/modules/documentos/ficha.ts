import { formatDay } from '#kernel/dates.ts';
import { formatDocument } from '#kernel/documents.ts';
import { formatReais } from '#kernel/money.ts';
import { bancos, type Convenio, linhaDigitavel, linhaFormatada } from '#modules/cobranca/index.ts';
import { interleaved2of5 } from '#platform/barcode.ts';
import { MM, type PdfSheet } from '#platform/pdf-sheet.ts';
import { enderecoDaEmpresa, LEFT, RIGHT, WIDTH } from './cabecalho.ts';
import type { FaturaImpressa } from './fatura-dados.ts';
import { instrucoes } from './instrucoes.ts';

/** FEBRABAN, «Convenção de cobrança, anexo: especificações do boleto»: the bar code is 103 mm wide and 13 mm high. */
const BAR_WIDTH = 103 * MM;
const BAR_HEIGHT = 13 * MM;
/** And stands 5 mm from the left edge. */
const BAR_LEFT = LEFT + 5 * MM;

const ROW = 21;
/** The column at the right, with dates and amounts. */
const SIDE = RIGHT - 142;

/** An invoice that has a boleto. */
export type ComBoleto = FaturaImpressa & { codigoBarras: string; convenio: Convenio };

/** The part that banks clear («ficha de compensação»), from `top` on; 270 points high. */
export function fichaDeCompensacao(sheet: PdfSheet, fatura: ComBoleto, top: number): void {
  const { convenio, codigoBarras, empresa } = fatura;
  const banco = bancos[convenio.banco];
  const vencimento = formatDay(fatura.vencimento, 'dd/MM/yyyy');
  sheet.text(LEFT, top, banco.nome, { size: 11, bold: true, max: 112 });
  sheet.text(LEFT + 140, top, banco.codigoComDigito, { size: 12, bold: true, align: 'center' });
  for (const x of [LEFT + 116, LEFT + 164]) sheet.line(x, top - 12, x, top + 4, { width: 1 });
  sheet.text(RIGHT, top, linhaFormatada(linhaDigitavel(codigoBarras)), { size: 11, bold: true, align: 'right' });
  let y = top + 4;
  sheet.box(LEFT, y, WIDTH, ROW * 8 + 20);
  sheet.line(SIDE, y, SIDE, y + ROW * 7);
  const row = (
    cells: readonly (readonly [x: number, label: string, value: string])[],
    side: readonly [string, string],
  ) => {
    for (const [i, [x, label, value]] of cells.entries()) {
      const end = cells[i + 1]?.[0] ?? SIDE;
      if (i > 0) sheet.line(x, y, x, y + ROW);
      campo(sheet, x, y, end - x, label, value);
    }
    campo(sheet, SIDE, y, RIGHT - SIDE, side[0], side[1], true);
    y += ROW;
    sheet.line(LEFT, y, RIGHT, y);
  };
  row(
    [[LEFT, 'Local de pagamento', 'Pagável em qualquer banco, lotérica ou aplicativo de pagamento']],
    ['Vencimento', vencimento],
  );
  const doc = empresa?.cnpj ? ` - CNPJ ${formatDocument(empresa.cnpj)}` : '';
  row(
    [[LEFT, 'Beneficiário', `${empresa?.nome ?? ''}${doc}`]],
    ['Agência / Código do beneficiário', banco.agenciaBeneficiario(convenio)],
  );
  row(
    [[LEFT, 'Endereço do beneficiário', empresa ? enderecoDaEmpresa(empresa) : '']],
    ['Nosso número', fatura.numeroBoleto],
  );
  const emissao = formatDay(fatura.emitidaEm ?? fatura.vencimento, 'dd/MM/yyyy');
  row(
    [
      [LEFT, 'Data do documento', fatura.emitidaEm ? emissao : ''],
      [LEFT + 80, 'Número do documento', fatura.numeroDocumento],
      [LEFT + 180, 'Espécie doc.', 'DS'],
      [LEFT + 230, 'Aceite', 'N'],
      [LEFT + 268, 'Data do processamento', fatura.emitidaEm ? emissao : ''],
    ],
    ['(=) Valor do documento', formatReais(fatura.valor)],
  );
  row(
    [
      [LEFT, 'Carteira', convenio.carteira],
      [LEFT + 80, 'Espécie', 'R$'],
      [LEFT + 180, 'Quantidade', ''],
      [LEFT + 268, 'Valor', ''],
    ],
    ['(-) Desconto / abatimento', ''],
  );
  for (const label of ['(+) Multa / juros', '(=) Valor cobrado']) {
    campo(sheet, SIDE, y, RIGHT - SIDE, label, '', true);
    y += ROW;
    sheet.line(SIDE, y, RIGHT, y);
  }
  sheet.text(LEFT + 3, y - ROW * 2 + 6, 'Instruções (texto de responsabilidade do beneficiário)', {
    size: 5.5,
    grey: 0.3,
  });
  let text = y - ROW * 2 + 15;
  for (const instrucao of instrucoes(fatura))
    text = sheet.paragraph(LEFT + 3, text, SIDE - LEFT - 6, instrucao, { size: 7 });
  sheet.line(LEFT, y, RIGHT, y);
  sheet.text(LEFT + 3, y + 6, 'Pagador', { size: 5.5, grey: 0.3 });
  const documento = fatura.documento ? ` - CPF/CNPJ ${formatDocument(fatura.documento)}` : '';
  sheet.text(LEFT + 36, y + 10, `${fatura.cliente}${documento}`, { size: 7.5, bold: true, max: WIDTH - 40 });
  sheet.text(LEFT + 36, y + 20, fatura.endereco[0], { size: 7.5, max: WIDTH - 40 });
  sheet.text(LEFT + 36, y + 30, fatura.endereco[1], { size: 7.5, max: WIDTH - 40 });
  const bars = y + ROW + 28;
  sheet.bars(BAR_LEFT, bars, BAR_WIDTH, BAR_HEIGHT, interleaved2of5(codigoBarras));
  sheet.text(RIGHT, bars + 2, 'Autenticação mecânica - Ficha de Compensação', {
    size: 6.5,
    bold: true,
    align: 'right',
  });
}

/** A labelled cell of 21 points. */
export function campo(
  sheet: PdfSheet,
  x: number,
  y: number,
  width: number,
  label: string,
  value: string,
  right = false,
): void {
  sheet.text(x + 3, y + 6, label, { size: 5.5, grey: 0.3, max: width - 4 });
  if (value === '') return;
  const style = { size: 8, bold: right, max: width - 6 };
  if (right) sheet.text(x + width - 3, y + 17, value, { ...style, align: 'right' });
  else sheet.text(x + 3, y + 17, value, style);
}
