import { createCipheriv, createDecipheriv } from 'node:crypto';

const BLOCO = 16;
const ROTULO = Buffer.from('bittrainers\0');

/**
 * A customer's id as a platform may know it: 16 bytes in base64, as in the document's sample (page 239), the same for a
 * customer each time. One block of AES-256 over a label of 12 bytes and the id: who has not the key can neither read it
 * nor make one up, since a block of his own choice opens to the label once in 2^96.
 */
export class Identificador {
  readonly #key: Uint8Array;

  /** `key`: 32 bytes, of this purpose alone. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  fechar(clienteId: number): string {
    const block = Buffer.alloc(BLOCO);
    ROTULO.copy(block);
    block.writeUInt32BE(clienteId, ROTULO.length);
    const cipher = createCipheriv('aes-256-ecb', this.#key, null).setAutoPadding(false);
    return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64');
  }

  /** The customer's id; null for what fechar() has not given under this key. A blank stands for a `+` that was not escaped. */
  abrir(texto: string): number | null {
    if (!/^[A-Za-z0-9+/ ]{22}==$/.test(texto)) return null;
    const sealed = Buffer.from(texto.replaceAll(' ', '+'), 'base64');
    const decipher = createDecipheriv('aes-256-ecb', this.#key, null).setAutoPadding(false);
    const block = Buffer.concat([decipher.update(sealed), decipher.final()]);
    return block.subarray(0, ROTULO.length).equals(ROTULO) ? block.readUInt32BE(ROTULO.length) : null;
  }
}
