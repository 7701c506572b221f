/** A kind of file that customers hand in, by the MIME type under which it is kept. */
export type FileType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/gif'
  | 'image/webp'
  | 'image/bmp'
  | 'image/tiff'
  | 'image/heic'
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'text/plain';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

// Other names under which clients declare the same kind.
const aliases: Readonly<Record<string, FileType>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'image/x-ms-bmp': 'image/bmp',
  'image/tif': 'image/tiff',
  'image/heif': 'image/heic',
  'application/x-pdf': 'application/pdf',
};

const starts: readonly [FileType, RegExp][] = [
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/png', /^\x89PNG\r\n.\n/s],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF....WEBP/s],
  ['image/bmp', /^BM.{12}/s],
  ['image/tiff', /^(?:II\*\0|MM\0\*)/],
  ['image/heic', /^....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)/s],
  // Readers take the header anywhere in the first kilobyte.
  ['application/pdf', /^.{0,1019}%PDF-/s],
];

/** The kind that the content itself shows, whatever it is called; null when it is none that is kept. */
export function detectFileType(content: Uint8Array): FileType | null {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const start = bytes.toString('latin1', 0, 1024);
  const found = starts.find(([, pattern]) => pattern.test(start));
  if (found) return found[0];
  // A ZIP with Word's main part: names in a ZIP are not compressed.
  if (start.startsWith('PK\x03\x04')) return bytes.includes('word/document.xml') ? DOCX : null;
  return isText(bytes) ? 'text/plain' : null;
}

/** The kind that a client declares: a MIME type in any case, parameters ignored; null when it is none that is kept. */
export function declaredFileType(mime: string): FileType | null {
  const [name = ''] = mime.split(';');
  const plain = name.trim().toLowerCase();
  return aliases[plain] ?? kept.find((type) => type === plain) ?? null;
}

const kept: readonly FileType[] = [...starts.map(([type]) => type), DOCX, 'text/plain'];

// UTF-8 without control characters other than tab, line feed, form feed and carriage return.
function isText(bytes: Buffer): boolean {
  if (bytes.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is the question here
    return !/[\x00-\x08\x0b\x0e-\x1f\x7f]/.test(text);
  } catch {
    return false;
  }
}
