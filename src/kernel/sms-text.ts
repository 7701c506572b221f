import { unaccent } from './text.ts';

/** An SMS as it goes over the air. */
export interface SmsText {
  text: string;
  /** GSM-7: 160 characters, or 153 in each part; UCS-2: 70, or 67 (3GPP TS 23.038 and TS 23.040, 9.2.3.24.1). */
  coding: 'GSM-7' | 'UCS-2';
  /** How many SMS it is, and costs. */
  parts: number;
}

export interface SmsRule {
  /** `tira`: accents that GSM-7 lacks are left out («ação» → «acao»); `mantem`: such a text goes as UCS-2. */
  accents: 'tira' | 'mantem';
  /** What is longer than so many parts is cut. */
  maxParts: number;
}

// 3GPP TS 23.038, 6.2.1: the default alphabet, and the characters that take an escape before them.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('\f^{}\\[~]|€');

const CAPACITY = { 'GSM-7': [160, 153], 'UCS-2': [70, 67] } as const;
const CUT_MARK = '...';

/**
 * The text as an SMS of at most `maxParts` parts. Typographic quotes, dashes and the like become plain ones. What is
 * too long loses the end of `text`, never of `tail`, which follows it after a blank and must come through whole (a
 * link, a line of digits). Throws RangeError when the tail alone does not fit.
 */
export function smsText(text: string, { accents, maxParts }: SmsRule, tail = ''): SmsText {
  const [head, end] = [text, tail].map((part) => plain(part, accents)) as [string, string];
  const whole = [head, end].filter(Boolean).join(' ');
  const coding = codingOf(whole);
  const parts = partsOf(whole, coding);
  if (parts <= maxParts) return { text: whole, coding, parts };
  const rest = end && ` ${end}`;
  const kept = [...head];
  while (kept.length > 0) {
    kept.pop();
    const cut = `${kept.join('').trimEnd()}${CUT_MARK}${rest}`;
    // The cut may have taken the one character that GSM-7 lacks, but a shorter coding changes no promise.
    if (partsOf(cut, coding) <= maxParts)
      return { text: cut, coding: codingOf(cut), parts: partsOf(cut, codingOf(cut)) };
  }
  throw new RangeError('the end of the SMS is longer than the whole may be');
}

function plain(text: string, accents: SmsRule['accents']): string {
  const simple = text
    .normalize('NFC')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚´`]/g, "'")
    .replace(/[–—−]/g, '-')
    .replace(/…/g, '...')
    .replace(/\u00a0/g, ' ')
    .replace(/\r\n?/g, '\n');
  if (accents === 'mantem') return simple;
  return [...simple].map((c) => (BASIC.has(c) || EXTENDED.has(c) ? c : unaccent(c).replace(/[ºª]/, '.'))).join('');
}

const codingOf = (text: string): SmsText['coding'] =>
  [...text].every((c) => BASIC.has(c) || EXTENDED.has(c)) ? 'GSM-7' : 'UCS-2';

function partsOf(text: string, coding: SmsText['coding']): number {
  const [alone, each] = CAPACITY[coding];
  const size = (c: string) => (coding === 'UCS-2' ? c.length : EXTENDED.has(c) ? 2 : 1);
  const sizes = [...text].map(size);
  if (sizes.reduce((sum, n) => sum + n, 0) <= alone) return 1;
  // An escape and its character, or the halves of an emoji, do not stand in two parts.
  let [parts, used] = [1, 0];
  for (const n of sizes) {
    if (used + n > each) [parts, used] = [parts + 1, 0];
    used += n;
  }
  return parts;
}
