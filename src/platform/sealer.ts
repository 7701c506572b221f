import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** For what the database must keep and give back, and yet must not be able to read. */
export class Sealer {
  readonly #sealing: Uint8Array;
  readonly #digesting: Uint8Array;

  constructor(key: Uint8Array) {
    this.#sealing = new Uint8Array(hkdfSync('sha256', key, '', 'selo', 32));
    this.#digesting = new Uint8Array(hkdfSync('sha256', key, '', 'resumo', 32));
  }

  /** AES-256-GCM: 12 bytes of IV, 16 of tag, then the text. It opens with the same `context` only. */
  seal(text: string, context: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#sealing, iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** The text. Throws when it was changed, or sealed with another key or for another context. */
  open(sealed: Buffer, context: string): string {
    const end = IV_BYTES + TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', this.#sealing, sealed.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(context))
      .setAuthTag(sealed.subarray(IV_BYTES, end));
    return decipher.update(sealed.subarray(end), undefined, 'utf8') + decipher.final('utf8');
  }

  /** HMAC-SHA256: equal for equal texts, and no guess at a text can be tried without the key. */
  digest(text: string): Buffer {
    return createHmac('sha256', this.#digesting).update(text).digest();
  }
}
