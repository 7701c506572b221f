import PDFDocument from 'pdfkit';

const MARGIN = 56;
const BODY = 10.5;

export interface PdfOptions {
  title: string;
  /** A PNG or JPEG at the top of the first page. */
  logo?: Buffer | undefined;
}

/**
 * Sets a text as a PDF of A4 pages. The text is plain, with `# ` and `## ` for headings, `- ` for items and an empty
 * line between paragraphs; the lines of a paragraph stay lines where they end with fewer than 60 characters.
 */
export function textToPdf(text: string, { title, logo }: PdfOptions): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: title, Producer: 'Balcão' } });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  if (logo) pdf.image(logo, { fit: [160, 60] }).moveDown(2);
  for (const block of text.trim().split(/\n{2,}/)) writeBlock(pdf, block);
  pdf.end();
  return done;
}

function writeBlock(pdf: PDFKit.PDFDocument, block: string): void {
  if (block.startsWith('# ')) {
    pdf.font('Helvetica-Bold').fontSize(16).text(block.slice(2)).moveDown();
  } else if (block.startsWith('## ')) {
    pdf.font('Helvetica-Bold').fontSize(12).text(block.slice(3)).moveDown(0.5);
  } else if (block.startsWith('- ')) {
    const items = block.split('\n').map((line) => line.replace(/^- /, ''));
    pdf.font('Helvetica').fontSize(BODY).list(items, { bulletRadius: 1.5, textIndent: 12 }).moveDown();
  } else {
    pdf.font('Helvetica').fontSize(BODY).text(joined(block), { align: 'left', lineGap: 2 }).moveDown();
  }
}

// A long line was only wrapped by the author of the template; a short one was meant.
function joined(paragraph: string): string {
  return paragraph
    .split('\n')
    .reduce((text, line) => (text === '' ? line : `${text}${lastLine(text).length < 60 ? '\n' : ' '}${line}`), '');
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);
