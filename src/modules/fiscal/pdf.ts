import { dayAt, formatDay } from '#kernel/dates.ts';
import { formatDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos, formatReais } from '#kernel/money.ts';
import type { Reader } from '#platform/db.ts';
import { MM, PdfSheet, type TextStyle } from '#platform/pdf-sheet.ts';
import { qrCode } from '#platform/qr-code.ts';
import type { Templates } from '#platform/templates.ts';
import { notaParaImprimir } from './queries.ts';
import { enderecoDaConsulta } from './xml.ts';

type Nota = Awaited<ReturnType<typeof notaParaImprimir>>[number];
type Item = Nota['itens'][number];

const LEFT = 36;
const RIGHT = PdfSheet.WIDTH - LEFT;
const BOTTOM = PdfSheet.HEIGHT - LEFT;
const QR_SIDE = 30 * MM;
const ROW = 12;

const NAMES: Readonly<Record<number, string>> = {
  21: 'NOTA FISCAL DE SERVIÇO DE COMUNICAÇÃO',
  22: 'NOTA FISCAL DE SERVIÇO DE TELECOMUNICAÇÕES',
  62: 'DOCUMENTO AUXILIAR DA NOTA FISCAL FATURA DE SERVIÇOS DE COMUNICAÇÃO ELETRÔNICA',
};

const percent = (centesimos: number): string => `${(centesimos / 100).toFixed(2).replace('.', ',')} %`;

/** Where each column's text ends; the first two begin at their `x`. */
const COLUMNS: readonly {
  title: string;
  x: number;
  align: TextStyle['align'];
  max: number;
  text(item: Item): string;
}[] = [
  { title: 'Descrição', x: LEFT, align: 'left', max: 200, text: (item) => item.descricao },
  { title: 'CFOP', x: LEFT + 206, align: 'left', max: 34, text: (item) => item.cfop ?? '' },
  { title: 'Valor', x: LEFT + 315, align: 'right', max: 74, text: (item) => formatReais(item.valor) },
  { title: 'Base ICMS', x: LEFT + 395, align: 'right', max: 76, text: (item) => formatReais(item.base_icms) },
  { title: 'Alíquota', x: LEFT + 447, align: 'right', max: 48, text: (item) => percent(item.icms_centesimos) },
  { title: 'ICMS', x: RIGHT, align: 'right', max: 72, text: (item) => formatReais(item.valor_icms) },
];

/** A tax note as a PDF of A4 pages; a NFCom's with the QR code of its query. Throws notFound `nota_fiscal.nao_encontrada`. */
export async function notaFiscalEmPdf(db: Reader, templates: Templates, id: number): Promise<Buffer> {
  const [nota] = await notaParaImprimir(db, { id });
  if (!nota) throw new DomainError('notFound', 'nota_fiscal.nao_encontrada', { id });
  const sheet = new PdfSheet({ title: `Nota fiscal ${nota.numero}, série ${nota.serie}` });
  const logo = await templates.bytes('logo.png');
  if (logo) sheet.image(logo, LEFT, 32, 120, 45);
  let y = head(sheet, nota, logo ? 96 : 48);
  y = parties(sheet, nota, y);
  y = items(sheet, nota.itens, y);
  y = room(sheet, y, 8 * ROW + QR_SIDE);
  foot(sheet, nota, totals(sheet, nota, y));
  return sheet.finish();
}

function head(sheet: PdfSheet, nota: Nota, top: number): number {
  sheet.text(LEFT, top, NAMES[nota.modelo] ?? nota.descricao_modelo, { size: 11, bold: true, max: RIGHT - LEFT });
  const numero = String(nota.numero).padStart(9, '0');
  const emissao = formatDay(dayAt(nota.emitida_em), 'dd/MM/yyyy');
  const vencimento = formatDay(nota.vencimento, 'dd/MM/yyyy');
  sheet.text(
    LEFT,
    top + 16,
    `Modelo ${nota.modelo}   Série ${nota.serie}   Número ${numero}   Emissão ${emissao}   Vencimento ${vencimento}`,
    { size: 9 },
  );
  const aviso = warning(nota);
  if (aviso) sheet.text(LEFT, top + 32, aviso, { size: 11, bold: true });
  const end = top + (aviso ? 42 : 26);
  sheet.line(LEFT, end, RIGHT, end);
  return end + 16;
}

// A paper that says nothing of it would be taken for a valid note.
function warning(nota: Nota): string | null {
  if (nota.situacao === 'S') return 'NOTA CANCELADA';
  if (nota.situacao === 'R') return 'NOTA RECUSADA PELO FISCO, SEM VALOR';
  if (nota.modelo !== 62) return null;
  if (nota.situacao_nfcom === 'A_ENVIAR') return 'AINDA NÃO AUTORIZADA: SEM VALOR FISCAL';
  return nota.ambiente === 2 ? 'EMITIDA EM AMBIENTE DE HOMOLOGAÇÃO: SEM VALOR FISCAL' : null;
}

function parties(sheet: PdfSheet, nota: Nota, top: number): number {
  const cnpj = nota.cnpj ?? nota.empresa_cnpj;
  const street = nota.logradouro && `${nota.logradouro}, ${nota.numero_emitente}, ${nota.bairro}`;
  const lines: readonly (readonly [string, string | null | undefined])[] = [
    ['Emitente', nota.razao_social ?? nota.empresa],
    ['CNPJ', cnpj && formatDocument(cnpj)],
    ['Inscrição estadual', nota.inscricao_estadual],
    ['Endereço', street && `${street}, ${nota.cidade} ${nota.uf}, CEP ${nota.cep}`],
    ['Destinatário', nota.nome],
    ['CPF ou CNPJ', nota.documento && formatDocument(nota.documento)],
    ['Endereço', nota.endereco],
  ];
  let y = top;
  for (const [label, value] of lines) {
    if (!value) continue;
    sheet.text(LEFT, y, label, { bold: true });
    sheet.text(LEFT + 90, y, value, { max: RIGHT - LEFT - 90 });
    y += ROW;
  }
  return y + ROW / 2;
}

function items(sheet: PdfSheet, all: readonly Item[], top: number): number {
  const titles = (y: number): number => {
    for (const { title, x, align, max } of COLUMNS)
      sheet.text(x, y, title, { bold: true, max, ...(align && { align }) });
    sheet.line(LEFT, y + 4, RIGHT, y + 4);
    return y + ROW + 2;
  };
  let y = titles(top);
  for (const item of all) {
    if (y > BOTTOM) {
      sheet.newPage();
      y = titles(LEFT + ROW);
    }
    for (const { text, x, align, max } of COLUMNS) sheet.text(x, y, text(item), { max, ...(align && { align }) });
    y += ROW;
  }
  return y + ROW / 2;
}

function totals(sheet: PdfSheet, { valor, itens }: Nota, top: number): number {
  const soma = (of: (item: Item) => number) => centavos(itens.reduce((total, item) => total + of(item), 0));
  const lines: readonly (readonly [string, Centavos])[] = [
    ['Valor total da nota', valor],
    ['Base de cálculo do ICMS', soma((item) => item.base_icms)],
    ['ICMS', soma((item) => item.valor_icms)],
    ['PIS', soma((item) => item.valor_pis)],
    ['COFINS', soma((item) => item.valor_cofins)],
    ['FUST', soma((item) => item.valor_fust)],
    ['FUNTTEL', soma((item) => item.valor_funttel)],
  ];
  let y = top;
  for (const [i, [label, amount]] of lines.entries()) {
    sheet.text(LEFT, y, label, { bold: i === 0 });
    sheet.text(LEFT + 220, y, formatReais(amount), { bold: i === 0, align: 'right' });
    y += ROW;
  }
  return y + ROW / 2;
}

function foot(sheet: PdfSheet, nota: Nota, top: number): void {
  const { chave, chave_codificacao_digital, protocolo, endereco_consulta, ambiente } = nota;
  if (chave_codificacao_digital) {
    sheet.text(LEFT, top, `Chave de codificação digital: ${chave_codificacao_digital.match(/.{4}/g)?.join('.')}`);
  }
  if (!chave) return;
  sheet.text(LEFT, top, `Chave de acesso: ${chave.match(/.{4}/g)?.join(' ')}`);
  if (protocolo) sheet.text(LEFT, top + ROW, `Protocolo de autorização: ${protocolo}`);
  if (!endereco_consulta || !ambiente) return;
  const consulta = enderecoDaConsulta({ endereco_consulta, ambiente }, chave);
  sheet.qr(LEFT + 8, top + 2 * ROW, QR_SIDE, qrCode(consulta));
  sheet.paragraph(LEFT + QR_SIDE + 30, top + 3 * ROW, RIGHT - LEFT - QR_SIDE - 30, `Consulta: ${consulta}`);
}

/** Where to go on so that so many points are free. */
function room(sheet: PdfSheet, y: number, points: number): number {
  if (y + points <= BOTTOM) return y;
  sheet.newPage();
  return LEFT + ROW;
}
