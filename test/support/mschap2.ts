import { createCipheriv, createHash } from 'node:crypto';

/** What a dialling client knows and makes up (RFC 2759); challenges of 16 bytes. */
export interface Desafio {
  login: string;
  senha: string;
  /** The NAS's. */
  autenticador: Buffer;
  /** The client's. */
  par: Buffer;
}

const sha1 = (...parts: readonly (Buffer | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha1')).digest();

const ntHash = (senha: string): Buffer => md4(Buffer.from(senha, 'utf16le'));

// RFC 2759, 8.2.
const challengeHash = ({ login, autenticador, par }: Desafio): Buffer => sha1(par, autenticador, login).subarray(0, 8);

/** The attribute MS-CHAP2-Response (RFC 2548, 2.3.2): identifier, flags, peer challenge, reserved, NT-Response. */
export const resposta = (desafio: Desafio): Buffer =>
  Buffer.concat([Buffer.from([1, 0]), desafio.par, Buffer.alloc(8), ntResponse(desafio)]);

/** NT-Response (RFC 2759, 8.1). */
export function ntResponse(desafio: Desafio): Buffer {
  const key = Buffer.concat([ntHash(desafio.senha), Buffer.alloc(5)]);
  const hash = challengeHash(desafio);
  return Buffer.concat([0, 7, 14].map((from) => des(key.subarray(from, from + 7), hash)));
}

/** `S=…`, by which the server proves that it knows the password too (RFC 2759, 8.7). */
export function provaDoServidor(desafio: Desafio): string {
  const digest = sha1(md4(ntHash(desafio.senha)), ntResponse(desafio), 'Magic server to client signing constant');
  return `S=${sha1(digest, challengeHash(desafio), 'Pad to make it do more than one iteration').toString('hex').toUpperCase()}`;
}

// OpenSSL 3 has no plain DES any more: triple DES under one key three times is the same.
function des(seven: Buffer, block: Buffer): Buffer {
  const bits = [...seven].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const key = Buffer.from(Array.from({ length: 8 }, (_, i) => Number.parseInt(`${bits.slice(i * 7, i * 7 + 7)}0`, 2)));
  const cipher = createCipheriv('des-ede3', Buffer.concat([key, key, key]), null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]);
}

/** MD4 (RFC 1320), which OpenSSL 3 has no more, of a text shorter than 56 bytes. */
function md4(text: Buffer): Buffer {
  const block = Buffer.alloc(64);
  text.copy(block);
  block[text.length] = 0x80;
  block.writeUInt32LE(text.length * 8, 56);
  const x = Array.from({ length: 16 }, (_, i) => block.readUInt32LE(i * 4));
  const start = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476] as const;
  let [a, b, c, d]: number[] = [...start];
  const step = (add: number, index: number, shift: number): void => {
    const sum = ((a ?? 0) + add + (x[index] ?? 0)) >>> 0;
    [a, d, c, b] = [d, c, b, ((sum << shift) | (sum >>> (32 - shift))) >>> 0];
  };
  const rounds: [(b: number, c: number, d: number) => number, number, number[], number[]][] = [
    [(p, q, r) => (p & q) | (~p & r), 0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [3, 7, 11, 19]],
    [
      (p, q, r) => (p & q) | (p & r) | (q & r),
      0x5a827999,
      [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
      [3, 5, 9, 13],
    ],
    [(p, q, r) => p ^ q ^ r, 0x6ed9eba1, [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15], [3, 9, 11, 15]],
  ];
  for (const [mix, constant, order, shifts] of rounds) {
    for (const [i, index] of order.entries()) step(mix(b ?? 0, c ?? 0, d ?? 0) + constant, index, shifts[i % 4] ?? 0);
  }
  const out = Buffer.alloc(16);
  for (const [i, word] of [a, b, c, d].entries()) out.writeUInt32LE(((word ?? 0) + (start[i] ?? 0)) >>> 0, i * 4);
  return out;
}
