import PDFDocument from 'pdfkit';
import type { QrCode } from './qr-code.ts';
import { toWinAnsi, widthOf } from './win-ansi.ts';

/** Points of a millimetre. */
export const MM = 72 / 25.4;

export interface TextStyle {
  /** Points; 8 unless told. */
  size?: number;
  bold?: boolean;
  /** Where `x` is of the text; left unless told. */
  align?: 'left' | 'right' | 'center';
  /** Cut to that many points, with an ellipsis. */
  max?: number;
  /** Grey from 0, black, to 1. */
  grey?: number;
}

/**
 * A4 pages that are drawn on in points, from the upper left corner. Text is set in Helvetica, line by line, and written
 * into the page as it is: pdfkit's own text flow takes ten times as long, and reads the font's measures for every document.
 */
export class PdfSheet {
  static readonly WIDTH = 595.28;
  static readonly HEIGHT = 841.89;
  pages = 1;
  readonly #pdf: PDFKit.PDFDocument;
  readonly #fonts: Record<string, PDFKit.PDFKitReference>;
  readonly #done: Promise<Buffer>;
  #content: string[] = [];

  constructor({ title }: { title: string }) {
    const options = { size: 'A4', margin: 0, font: null, info: { Title: title, Producer: 'Balcão' } };
    this.#pdf = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions);
    const chunks: Buffer[] = [];
    this.#pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    this.#done = new Promise((resolve, reject) => {
      this.#pdf.on('end', () => resolve(Buffer.concat(chunks)));
      this.#pdf.on('error', reject);
    });
    this.#fonts = { H: this.#font('Helvetica'), B: this.#font('Helvetica-Bold') };
    this.#useFonts();
  }

  /** Further drawing goes to a new page. */
  newPage(): void {
    this.#flush();
    this.#pdf.addPage();
    this.#useFonts();
    this.pages++;
  }

  /** A line of text, `y` being its base line. */
  text(
    x: number,
    y: number,
    text: string,
    { size = 8, bold = false, align = 'left', max, grey = 0 }: TextStyle = {},
  ): void {
    let bytes = toWinAnsi(text);
    if (max !== undefined) bytes = fitInto(bytes, max / size, bold);
    const width = align === 'left' ? 0 : widthOf(bytes, bold) * size;
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    const colour = grey === 0 ? '' : `${grey} g `;
    this.#content.push(
      `${colour}BT 1 0 0 -1 ${short(left)} ${short(y)} Tm /${bold ? 'B' : 'H'} ${size} Tf <${bytes.toString('hex')}> Tj ET${colour && ' 0 g'}`,
    );
  }

  /** Text in lines no wider than `width`, the first with its base line at `y`; gives the base line after the last. */
  paragraph(
    x: number,
    y: number,
    width: number,
    text: string,
    { size = 8, leading = size * 1.25, ...style }: TextStyle & { leading?: number } = {},
  ): number {
    let line = y;
    for (const words of wrap(text, width / size, style.bold ?? false)) {
      this.text(x, line, words, { ...style, size });
      line += leading;
    }
    return line;
  }

  line(x1: number, y1: number, x2: number, y2: number, { width = 0.5, dashed = false } = {}): void {
    const dash = dashed ? '[2 2] 0 d ' : '';
    const after = dashed ? ' [] 0 d' : '';
    this.#content.push(`${dash}${width} w ${short(x1)} ${short(y1)} m ${short(x2)} ${short(y2)} l S${after}`);
  }

  box(x: number, y: number, width: number, height: number, { line = 0.5 } = {}): void {
    this.#content.push(`${line} w ${short(x)} ${short(y)} ${short(width)} ${short(height)} re S`);
  }

  shade(x: number, y: number, width: number, height: number, grey: number): void {
    this.#content.push(`${grey} g ${short(x)} ${short(y)} ${short(width)} ${short(height)} re f 0 g`);
  }

  /** Bars and spaces in turn, in modules; the whole of it `width` points wide. */
  bars(x: number, y: number, width: number, height: number, widths: readonly number[]): void {
    const module = width / widths.reduce((sum, each) => sum + each, 0);
    const bars: string[] = [];
    let at = x;
    for (const [i, each] of widths.entries()) {
      if (i % 2 === 0) bars.push(`${exact(at)} ${short(y)} ${exact(each * module)} ${short(height)} re`);
      at += each * module;
    }
    this.#content.push(`0 g ${bars.join(' ')} f`);
  }

  /** A QR code, `width` points a side without its quiet zone, which must be left free around it. */
  qr(x: number, y: number, width: number, { size, modules }: QrCode): void {
    const module = width / size;
    const runs: string[] = [];
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; ) {
        if (!modules[row * size + column]) {
          column++;
          continue;
        }
        const from = column;
        while (column < size && modules[row * size + column]) column++;
        runs.push(`${from} ${row} ${column - from} 1 re`);
      }
    }
    this.#content.push(`q ${exact(module)} 0 0 ${exact(module)} ${short(x)} ${short(y)} cm 0 g ${runs.join(' ')} f Q`);
  }

  /** A PNG or JPEG that fits into the box. Throws for a file that is neither. */
  image(image: Buffer, x: number, y: number, width: number, height: number): void {
    this.#flush();
    this.#pdf.image(image, x, y, { fit: [width, height] });
  }

  /** Ends the document. */
  finish(): Promise<Buffer> {
    this.#flush();
    this.#pdf.end();
    return this.#done;
  }

  #font(name: string): PDFKit.PDFKitReference {
    const font = this.#pdf.ref({ Type: 'Font', Subtype: 'Type1', BaseFont: name, Encoding: 'WinAnsiEncoding' });
    font.end(undefined as never);
    return font;
  }

  #useFonts(): void {
    Object.assign((this.#pdf.page as unknown as { fonts: object }).fonts, this.#fonts);
  }

  #flush(): void {
    if (this.#content.length > 0) this.#pdf.addContent(this.#content.join('\n'));
    this.#content = [];
  }
}

const short = (n: number): number => Math.round(n * 100) / 100;
const exact = (n: number): number => Math.round(n * 10_000) / 10_000;

const ELLIPSIS = Buffer.from([0x85]);

function fitInto(bytes: Buffer, max: number, bold: boolean): Buffer {
  if (widthOf(bytes, bold) <= max) return bytes;
  let length = bytes.length - 1;
  while (length > 0 && widthOf(bytes.subarray(0, length), bold) + widthOf(ELLIPSIS, bold) > max) length--;
  return Buffer.concat([bytes.subarray(0, length), ELLIPSIS]);
}

/** Lines of text no wider than `max` times the size of the letters; a word that is wider stands alone and is cut. */
export function wrap(text: string, max: number, bold = false): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && widthOf(toWinAnsi(longer), bold) > max) {
        lines.push(line);
        line = word;
      } else line = longer;
      while (widthOf(toWinAnsi(line), bold) > max && line.length > 1) {
        let cut = line.length - 1;
        while (cut > 1 && widthOf(toWinAnsi(line.slice(0, cut)), bold) > max) cut--;
        lines.push(line.slice(0, cut));
        line = line.slice(cut);
      }
    }
    return [...lines, line];
  });
}
