import PDFDocument from 'pdfkit';
import { dayAt, formatDay } from '#kernel/dates.ts';
import { formatDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos, formatReais } from '#kernel/money.ts';
import type { Reader } from '#platform/db.ts';
import type { Templates } from '#platform/templates.ts';
import { notaParaImprimir } from './queries.ts';
import { enderecoDaConsulta } from './xml.ts';

type Nota = Awaited<ReturnType<typeof notaParaImprimir>>[number];
type Item = Nota['itens'][number];

const MARGIN = 40;
const COLUMNS: readonly { title: string; width: number; text(item: Item): string }[] = [
  { title: 'Descrição', width: 195, text: (item) => item.descricao },
  { title: 'CFOP', width: 40, text: (item) => item.cfop ?? '' },
  { title: 'Valor', width: 80, text: (item) => formatReais(item.valor) },
  { title: 'Base ICMS', width: 80, text: (item) => formatReais(item.base_icms) },
  { title: 'Alíq.', width: 45, text: (item) => `${(item.icms_centesimos / 100).toFixed(2).replace('.', ',')} %` },
  { title: 'ICMS', width: 75, text: (item) => formatReais(item.valor_icms) },
];

/** A tax note as a PDF of A4 pages. Throws notFound `nota_fiscal.nao_encontrada`. */
export async function notaFiscalEmPdf(db: Reader, templates: Templates, id: number): Promise<Buffer> {
  const [nota] = await notaParaImprimir(db, { id });
  if (!nota) throw new DomainError('notFound', 'nota_fiscal.nao_encontrada', { id });
  const logo = await templates.bytes('logo.png');
  const title = `Nota fiscal ${nota.numero}, série ${nota.serie}`;
  const pdf = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: title, Producer: 'Balcão' } });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  if (logo) pdf.image(logo, { fit: [120, 45] }).moveDown();
  head(pdf, nota);
  parties(pdf, nota);
  items(pdf, nota.itens);
  totals(pdf, nota);
  await foot(pdf, nota);
  pdf.end();
  return done;
}

const NAMES: Readonly<Record<number, string>> = {
  21: 'NOTA FISCAL DE SERVIÇO DE COMUNICAÇÃO',
  22: 'NOTA FISCAL DE SERVIÇO DE TELECOMUNICAÇÕES',
  62: 'DOCUMENTO AUXILIAR DA NOTA FISCAL FATURA DE SERVIÇOS DE COMUNICAÇÃO ELETRÔNICA',
};

function head(pdf: PDFKit.PDFDocument, nota: Nota): void {
  pdf
    .font('Helvetica-Bold')
    .fontSize(12)
    .text(NAMES[nota.modelo] ?? nota.descricao_modelo);
  pdf
    .font('Helvetica')
    .fontSize(10)
    .text(
      `Modelo ${nota.modelo}   Série ${nota.serie}   Número ${String(nota.numero).padStart(9, '0')}   ` +
        `Emissão ${formatDay(dayAt(nota.emitida_em), 'dd/MM/yyyy')}   ` +
        `Vencimento ${formatDay(nota.vencimento, 'dd/MM/yyyy')}`,
    );
  const aviso = warning(nota);
  if (aviso) pdf.font('Helvetica-Bold').fillColor('#b00000').text(aviso).fillColor('black');
  pdf.moveDown(0.8);
}

// A paper that says nothing of it would be taken for a valid note.
function warning(nota: Nota): string | null {
  if (nota.situacao === 'S') return 'NOTA CANCELADA';
  if (nota.situacao === 'R') return 'NOTA RECUSADA PELO FISCO, SEM VALOR';
  if (nota.modelo !== 62) return null;
  if (nota.situacao_nfcom === 'A_ENVIAR') return 'AINDA NÃO AUTORIZADA: SEM VALOR FISCAL';
  return nota.ambiente === 2 ? 'EMITIDA EM AMBIENTE DE HOMOLOGAÇÃO: SEM VALOR FISCAL' : null;
}

function parties(pdf: PDFKit.PDFDocument, nota: Nota): void {
  const cnpj = nota.cnpj ?? nota.empresa_cnpj;
  const street = nota.logradouro && `${nota.logradouro}, ${nota.numero_emitente}, ${nota.bairro}`;
  const lines = [
    ['Emitente', nota.razao_social ?? nota.empresa],
    ['CNPJ', cnpj && formatDocument(cnpj)],
    ['Inscrição estadual', nota.inscricao_estadual],
    ['Endereço', street && `${street}, ${nota.cidade} ${nota.uf}, CEP ${nota.cep}`],
    ['Destinatário', nota.nome],
    ['CPF ou CNPJ', nota.documento && formatDocument(nota.documento)],
    ['Endereço', nota.endereco],
  ];
  for (const [label, value] of lines) {
    if (!value) continue;
    pdf.font('Helvetica-Bold').fontSize(9).text(`${label}: `, { continued: true }).font('Helvetica').text(value);
  }
  pdf.moveDown();
}

function items(pdf: PDFKit.PDFDocument, all: readonly Item[]): void {
  const row = (texts: readonly string[], font: string) => {
    pdf.font(font).fontSize(9);
    const height = Math.max(
      ...texts.map((text, i) => pdf.heightOfString(text, { width: (COLUMNS[i]?.width ?? 0) - 4 })),
    );
    if (pdf.y + height > pdf.page.height - MARGIN - 20) pdf.addPage();
    let x = MARGIN;
    const { y } = pdf;
    for (const [i, text] of texts.entries()) {
      const width = COLUMNS[i]?.width ?? 0;
      pdf.text(text, x, y, { width: width - 4, align: i < 2 ? 'left' : 'right' });
      x += width;
    }
    pdf.x = MARGIN;
    pdf.y = y + height + 3;
  };
  row(
    COLUMNS.map(({ title }) => title),
    'Helvetica-Bold',
  );
  for (const item of all) {
    row(
      COLUMNS.map(({ text }) => text(item)),
      'Helvetica',
    );
  }
  pdf.moveDown();
}

function totals(pdf: PDFKit.PDFDocument, { valor, itens }: Nota): void {
  const soma = (of: (item: Item) => number) => centavos(itens.reduce((total, item) => total + of(item), 0));
  const lines: readonly [string, Centavos][] = [
    ['Valor total da nota', valor],
    ['Base de cálculo do ICMS', soma((item) => item.base_icms)],
    ['ICMS', soma((item) => item.valor_icms)],
    ['PIS', soma((item) => item.valor_pis)],
    ['COFINS', soma((item) => item.valor_cofins)],
    ['FUST', soma((item) => item.valor_fust)],
    ['FUNTTEL', soma((item) => item.valor_funttel)],
  ];
  for (const [i, [label, amount]] of lines.entries()) {
    pdf
      .font(i === 0 ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(9)
      .text(`${label}: ${formatReais(amount)}`);
  }
  pdf.moveDown();
}

async function foot(pdf: PDFKit.PDFDocument, nota: Nota): Promise<void> {
  pdf.font('Helvetica').fontSize(9);
  if (nota.chave_codificacao_digital) {
    pdf.text(`Chave de codificação digital: ${nota.chave_codificacao_digital.match(/.{4}/g)?.join('.')}`);
  }
  if (!nota.chave) return;
  pdf.text(`Chave de acesso: ${nota.chave.match(/.{4}/g)?.join(' ')}`);
  if (nota.protocolo) pdf.text(`Protocolo de autorização: ${nota.protocolo}`);
  const { endereco_consulta, ambiente } = nota;
  if (endereco_consulta && ambiente)
    pdf.text(`Consulta: ${enderecoDaConsulta({ endereco_consulta, ambiente }, nota.chave)}`);
}
