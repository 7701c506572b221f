import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** A file of lines on disk, looked through once. */
export interface TextFile {
  path: string;
  /** Bytes. */
  size: number;
  sha256: Buffer;
  /** What most lines with accents are written in: UTF-8, or the Latin-1 of Windows. */
  charset: 'utf-8' | 'windows-1252';
}

/** Whole lines, without their ends, and the byte at which the next line begins. */
export interface Block {
  lines: string[];
  end: number;
  /** False for the last block of a file whose last line has no end. */
  terminated: boolean;
}

/** The file cannot be read as lines of text. */
export class TextFileError extends Error {
  readonly reason: 'utf16' | 'line';
  constructor(reason: 'utf16' | 'line') {
    super(reason);
    this.reason = reason;
  }
}

const BLOCK = 512 * 1024;
const LONGEST_LINE = 4 * 1024 * 1024;

/** Reads a file through. Throws TextFileError, and Node's own errors for one that cannot be opened. */
export async function examineTextFile(path: string): Promise<TextFile> {
  const hash = createHash('sha256');
  let size = 0;
  let utf8 = 0;
  let latin1 = 0;
  for await (const { bytes, end } of blocks(path, 0, BLOCK)) {
    const [first, second] = bytes;
    if (size === 0 && ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))) {
      throw new TextFileError('utf16');
    }
    hash.update(bytes);
    size = end;
    // A file may have a stray line of the other charset, or end in the middle of a letter.
    for (const part of isUtf8(bytes) ? [bytes] : linesOf(bytes)) {
      if (isAscii(part)) continue;
      if (isUtf8(part)) utf8++;
      else latin1++;
    }
  }
  return { path, size, sha256: hash.digest(), charset: latin1 > utf8 ? 'windows-1252' : 'utf-8' };
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    yield bytes.subarray(start, end);
    start = end;
  }
}

/** The lines from a byte on, some thousands at a time; memory does not grow with the file. */
export async function* readLines({ path, charset }: TextFile, from = 0, blockBytes = BLOCK): AsyncGenerator<Block> {
  const decoder = new TextDecoder(charset);
  for await (const { bytes, end } of blocks(path, from, blockBytes)) {
    const terminated = bytes.at(-1) === 0x0a;
    const lines = decoder.decode(bytes).split('\n');
    if (lines.at(-1) === '') lines.pop();
    yield { lines: lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)), end, terminated };
  }
}

// Cut behind a line end, which is one byte in both charsets, so that a block can be decoded by itself.
async function* blocks(path: string, from: number, size: number): AsyncGenerator<{ bytes: Buffer; end: number }> {
  const file = await open(path);
  try {
    let end = from;
    let rest = Buffer.alloc(0);
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(size), 0, size, end + rest.length);
      if (bytesRead === 0) break;
      const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      const cut = bytes.lastIndexOf(0x0a) + 1;
      if (cut === 0 && bytes.length > LONGEST_LINE) throw new TextFileError('line');
      rest = bytes.subarray(cut);
      if (cut === 0) continue;
      end += cut;
      yield { bytes: bytes.subarray(0, cut), end };
    }
    if (rest.length > 0) yield { bytes: rest, end: end + rest.length };
  } finally {
    await file.close();
  }
}
