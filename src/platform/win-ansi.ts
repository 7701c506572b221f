import PDFDocument from 'pdfkit';

/** Windows-1252 between 0x80 and 0x9f, as Unicode; a blank where it has nothing. */
const UPPER = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const codes = new Map<string, number>([
  ...Array.from({ length: 95 }, (_, i): [string, number] => [String.fromCharCode(0x20 + i), 0x20 + i]),
  ...Array.from({ length: 96 }, (_, i): [string, number] => [String.fromCharCode(0xa0 + i), 0xa0 + i]),
  ...Array.from(UPPER, (char, i): [string, number] => [char, 0x80 + i]).filter(([char]) => char !== ' '),
]);

/**
 * The text in the encoding of PDF's standard fonts (Windows-1252). A letter that it lacks loses its accent; what is left
 * then becomes a question mark, a control character a blank.
 */
export function toWinAnsi(text: string): Buffer {
  const bytes = Buffer.alloc(text.length);
  let length = 0;
  for (const char of text.normalize('NFC')) {
    const code = codes.get(char) ?? codes.get(char.normalize('NFD').charAt(0));
    bytes[length++] = code ?? (/\p{C}/u.test(char) ? 0x20 : 0x3f);
  }
  return bytes.subarray(0, length);
}

let widths: { plain: Float64Array; bold: Float64Array } | undefined;

/** The width of a text in Helvetica of size 1, without kerning. */
export function widthOf(bytes: Uint8Array, bold = false): number {
  widths ??= { plain: measure('Helvetica'), bold: measure('Helvetica-Bold') };
  const table = bold ? widths.bold : widths.plain;
  let sum = 0;
  for (const byte of bytes) sum += table[byte] ?? 0;
  return sum;
}

// Out of the measures that come with pdfkit, once.
function measure(font: string): Float64Array {
  const pdf = new PDFDocument({ autoFirstPage: false }).font(font).fontSize(1);
  const table = new Float64Array(256);
  for (const [char, code] of codes) table[code] = pdf.widthOfString(char);
  return table;
}
