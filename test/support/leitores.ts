import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A PDF as readers that are not ours see it. */
export interface Lido {
  /** The text of each page, laid out as on the page. */
  pages: string[];
  /** What stands in the bar codes and QR codes of the first page: `I2/5:…`, `QR-Code:…`. */
  codes: string[];
}

/**
 * Renders a PDF, reads its text (poppler) and reads its codes back from the picture (zbar). Fails where the tools are
 * missing: Debian's poppler-utils and zbar-tools.
 */
export async function lerPdf(pdf: Buffer): Promise<Lido> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-pdf-'));
  try {
    const file = join(folder, 'x.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run('pdftotext', ['-layout', file, '-']);
    await run('pdftoppm', ['-r', '200', '-gray', '-png', '-f', '1', '-l', '1', '-singlefile', file, join(folder, 'p')]);
    return { pages: stdout.split('\f').slice(0, -1), codes: await codesOf(join(folder, 'p.png')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function codesOf(picture: string): Promise<string[]> {
  try {
    const { stdout } = await run('zbarimg', ['--quiet', '-Sdisable', '-Si25.enable', '-Sqrcode.enable', picture]);
    return stdout.trim().split('\n').sort();
  } catch (error) {
    // It ends with 4 when the picture has no code.
    if ((error as { code?: unknown }).code === 4) return [];
    throw error;
  }
}
