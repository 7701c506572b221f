import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

// OWASP Password Storage Cheat Sheet (2025): argon2id, 19 MiB, 2 passes, 1 lane.
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LENGTH = 32;

const derive = promisify(argon2);

/** Hashes a password as a PHC string, `$argon2id$v=19$m=…,t=…,p=1$salt$hash`. */
export async function hashSenha(senha: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await argon2id(senha, salt, MEMORY_KIB, PASSES, LENGTH);
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${base64(salt)}$${base64(hash)}`;
}

/** Whether the password is the one that was hashed. A hash of another form is never right. */
export async function senhaConfere(senha: string, phc: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([^$]+)\$([^$]+)$/.exec(phc);
  if (!match) return false;
  const [, memory, passes, salt, hash] = match as unknown as [string, string, string, string, string];
  const expected = Buffer.from(hash, 'base64');
  const given = await argon2id(senha, Buffer.from(salt, 'base64'), Number(memory), Number(passes), expected.length);
  return timingSafeEqual(given, expected);
}

// Verified when a login is unknown, so that its answer takes as long as that of a known one.
let nobody: Promise<string> | undefined;

/** Takes as long as a real verification, and is never right. */
export async function senhaDeNinguem(senha: string): Promise<false> {
  nobody ??= hashSenha(randomBytes(16).toString('hex'));
  await senhaConfere(senha, await nobody);
  return false;
}

function argon2id(message: string, nonce: Buffer, memory: number, passes: number, tagLength: number): Promise<Buffer> {
  // One password, whichever way the keyboard composes its accents (NIST SP 800-63B, 3.1.1.2).
  return derive('argon2id', { message: message.normalize('NFC'), nonce, parallelism: 1, tagLength, memory, passes });
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
