/** A QR code: `size` modules a side, row by row, 1 for dark. Without the quiet zone of four modules around it. */
export interface QrCode {
  size: number;
  modules: Uint8Array;
}

/** Of error correction level M, by version 1 to 40: codewords that correct, in each block, and blocks. ISO/IEC 18004 table 9. */
const EC_PER_BLOCK = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];
const BLOCKS = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35,
  37, 38, 40, 43, 45, 47, 49,
];

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/**
 * The QR code of a text (ISO/IEC 18004, byte mode in UTF-8, error correction M: 15 %), in the smallest version that holds
 * it. Throws RangeError for more than 2,331 bytes.
 */
export function qrCode(text: string): QrCode {
  const bytes = Buffer.from(text, 'utf8');
  const version = versionFor(bytes.length);
  const frame = frameOf(version);
  const codewords = withCorrection(version, dataCodewords(version, bytes));
  const plain = Uint8Array.from(frame.modules);
  for (const [i, at] of frame.order.entries()) plain[at] = ((codewords[i >> 3] ?? 0) >> (7 - (i & 7))) & 1;
  let best: Uint8Array = plain;
  let least = Number.POSITIVE_INFINITY;
  for (const [mask, flips] of frame.masks.entries()) {
    const masked = new Uint8Array(plain.length);
    for (let i = 0; i < plain.length; i++) masked[i] = (plain[i] ?? 0) ^ (flips[i] ?? 0);
    drawFormat(masked, frame.size, mask);
    const points = penalty(masked, frame.size);
    if (points < least) [best, least] = [masked, points];
  }
  return { size: frame.size, modules: best };
}

const lengthBits = (version: number): number => (version < 10 ? 8 : 16);
const capacity = (version: number): number =>
  (rawModules(version) >> 3) - (EC_PER_BLOCK[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 0);

function versionFor(bytes: number): number {
  for (let version = 1; version <= 40; version++) {
    if (4 + lengthBits(version) + bytes * 8 <= capacity(version) * 8) return version;
  }
  throw new RangeError(`${bytes} bytes do not fit into a QR code`);
}

function dataCodewords(version: number, bytes: Uint8Array): Uint8Array {
  const data = new Uint8Array(capacity(version));
  let at = 0;
  const put = (value: number, bits: number) => {
    for (let i = bits - 1; i >= 0; i--, at++) {
      if ((value >> i) & 1) data[at >> 3] = (data[at >> 3] ?? 0) | (128 >> (at & 7));
    }
  };
  put(4, 4);
  put(bytes.length, lengthBits(version));
  for (const byte of bytes) put(byte, 8);
  // The terminator's zeros are there; then pad bytes in turn.
  for (let i = Math.ceil(Math.min(at + 4, data.length * 8) / 8), pad = 0xec; i < data.length; i++, pad ^= 0xfd)
    data[i] = pad;
  return data;
}

// Splits into blocks, of which the last may be longer by one, and interleaves them and their corrections.
function withCorrection(version: number, data: Uint8Array): Uint8Array {
  const blocks = BLOCKS[version - 1] ?? 1;
  const ec = EC_PER_BLOCK[version - 1] ?? 0;
  const short = Math.floor(data.length / blocks);
  const longer = data.length % blocks;
  const parts = Array.from({ length: blocks }, (_, i) => {
    const from = i * short + Math.max(0, i - (blocks - longer));
    return data.subarray(from, from + short + (i >= blocks - longer ? 1 : 0));
  });
  const corrections = parts.map((part) => remainder(part, ec));
  const out: number[] = [];
  for (let i = 0; i <= short; i++) for (const part of parts) if (i < part.length) out.push(part[i] ?? 0);
  for (let i = 0; i < ec; i++) for (const correction of corrections) out.push(correction[i] ?? 0);
  return Uint8Array.from(out);
}

// GF(256) with the polynomial x⁸ + x⁴ + x³ + x² + 1.
const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i++, x = x & 128 ? (x << 1) ^ 0x11d : x << 1) {
  EXP[i] = EXP[i + 255] = x;
  LOG[x] = i;
}
const times = (a: number, b: number): number => (a && b ? (EXP[(LOG[a] ?? 0) + (LOG[b] ?? 0)] ?? 0) : 0);

const generators = new Map<number, Uint8Array>();

/** The generator polynomial of a degree, without its leading 1. */
function generator(degree: number): Uint8Array {
  const known = generators.get(degree);
  if (known) return known;
  const found = new Uint8Array(degree);
  found[degree - 1] = 1;
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) found[j] = times(found[j] ?? 0, EXP[i] ?? 0) ^ (found[j + 1] ?? 0);
  }
  generators.set(degree, found);
  return found;
}

function remainder(data: Uint8Array, degree: number): Uint8Array {
  const divisor = generator(degree);
  const rest = new Uint8Array(degree);
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0);
    rest.copyWithin(0, 1);
    rest[degree - 1] = 0;
    for (let i = 0; i < degree; i++) rest[i] = (rest[i] ?? 0) ^ times(divisor[i] ?? 0, factor);
  }
  return rest;
}

/** What all codes of a version share. */
interface Frame {
  size: number;
  modules: Uint8Array;
  /** Where the bits of the data go. */
  order: Int32Array;
  /** The modules that each mask turns over. */
  masks: readonly Uint8Array[];
}

const frames = new Map<number, Frame>();

function frameOf(version: number): Frame {
  let found = frames.get(version);
  if (!found) {
    found = buildFrame(version);
    frames.set(version, found);
  }
  return found;
}

function buildFrame(version: number): Frame {
  const size = version * 4 + 17;
  const modules = new Uint8Array(size * size);
  const taken = new Uint8Array(size * size);
  const set = (x: number, y: number, dark: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    modules[y * size + x] = dark ? 1 : 0;
    taken[y * size + x] = 1;
  };
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  const rings = (cx: number, cy: number, radius: number, light: readonly number[]) => {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        set(cx + dx, cy + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  };
  const centres = alignment(version, size);
  const last = centres.length - 1;
  for (const [i, x] of centres.entries()) {
    for (const [j, y] of centres.entries()) {
      const finder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
      if (!finder) rings(x, y, 2, [1]);
    }
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    rings(x, y, 4, [2, 4]);
  }
  for (const at of formatPlaces(size).flat()) taken[at] = 1;
  set(8, size - 8, true);
  if (version >= 7) drawVersion(version, size, set);
  const order = dataOrder(size, taken);
  const masks = MASKS.map((mask) => {
    const flips = new Uint8Array(size * size);
    for (const at of order) if (mask(at % size, Math.floor(at / size))) flips[at] = 1;
    return flips;
  });
  return { size, modules, order, masks };
}

function alignment(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const centres = Array.from({ length: count - 1 }, (_, i) => size - 7 - i * step);
  return [6, ...centres.reverse()];
}

// In pairs of columns from the right, up and down in turn; the column of the timing pattern is left out.
function dataOrder(size: number, taken: Uint8Array): Int32Array {
  const order: number[] = [];
  let up = true;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i++) {
      const y = up ? size - 1 - i : i;
      for (const x of [right, right - 1]) if (!taken[y * size + x]) order.push(y * size + x);
    }
    up = !up;
  }
  return Int32Array.from(order);
}

function rawModules(version: number): number {
  const count = Math.floor(version / 7) + 2;
  const aligned = version >= 2 ? (25 * count - 10) * count - 55 : 0;
  return (16 * version + 128) * version + 64 - aligned - (version >= 7 ? 36 : 0);
}

function drawVersion(version: number, size: number, set: (x: number, y: number, dark: boolean) => void): void {
  let rest = version;
  for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let i = 0; i < 18; i++) {
    const [far, near] = [size - 11 + (i % 3), Math.floor(i / 3)];
    set(far, near, ((bits >> i) & 1) === 1);
    set(near, far, ((bits >> i) & 1) === 1);
  }
}

// The fifteen bits stand twice; the first is the least.
function formatPlaces(size: number): [number[], number[]] {
  const at = (x: number, y: number) => y * size + x;
  const around = Array.from({ length: 15 }, (_, i) => {
    if (i < 8) return at(8, i < 6 ? i : i + 1);
    return at(i === 8 ? 7 : 14 - i, 8);
  });
  const beside = Array.from({ length: 15 }, (_, i) => (i < 8 ? at(size - 1 - i, 8) : at(8, size - 15 + i)));
  return [around, beside];
}

function drawFormat(modules: Uint8Array, size: number, mask: number): void {
  let rest = mask; // Level M is 00.
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  for (const places of formatPlaces(size)) {
    for (const [i, at] of places.entries()) modules[at] = (bits >> i) & 1;
  }
}

/** How badly a code would be read: runs, blocks of four, patterns that look like a finder, and the balance of dark. */
function penalty(modules: Uint8Array, size: number): number {
  let points = 0;
  let dark = 0;
  for (let a = 0; a < size; a++) {
    points += linePenalty(modules, a * size, 1, size) + linePenalty(modules, a, size, size);
    for (let b = 0; b < size; b++) {
      const at = a * size + b;
      const module = modules[at];
      if (module) dark++;
      if (
        a > 0 &&
        b > 0 &&
        module === modules[at - 1] &&
        module === modules[at - size] &&
        module === modules[at - size - 1]
      ) {
        points += 3;
      }
    }
  }
  const off = Math.abs(dark * 20 - size * size * 10);
  return points + (Math.ceil(off / (size * size)) - 1) * 10;
}

const FINDER_THEN_LIGHT = 0b10111010000;
const LIGHT_THEN_FINDER = 0b00001011101;

function linePenalty(modules: Uint8Array, from: number, step: number, size: number): number {
  let points = 0;
  let run = 0;
  let last = -1;
  let window = 0;
  for (let i = 0, at = from; i < size; i++, at += step) {
    const module = modules[at] ?? 0;
    run = module === last ? run + 1 : 1;
    last = module;
    if (run === 5) points += 3;
    else if (run > 5) points++;
    window = ((window << 1) | module) & 0x7ff;
    if (i >= 10 && (window === FINDER_THEN_LIGHT || window === LIGHT_THEN_FINDER)) points += 40;
  }
  return points;
}
