import encodeQR from 'qr';

/** A QR code: `size` modules a side, row by row, 1 for dark. Without the quiet zone of four modules around it. */
export interface QrCode {
  size: number;
  modules: Uint8Array;
}

/** Bytes that the largest QR code of level M holds. ISO/IEC 18004, table 7. */
const MOST_BYTES = 2331;
/** The least that the encoder puts around a code; taken off again. */
const BORDER = 2;

/**
 * The QR code of a text (ISO/IEC 18004, in UTF-8, error correction M: 15 %), in the smallest version that holds it.
 * Throws RangeError for more than 2,331 bytes.
 */
export function qrCode(text: string): QrCode {
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) throw new RangeError(`${bytes} bytes do not fit into a QR code`);
  const rows = encodeQR(text, 'raw', { ecc: 'medium', encoding: 'byte', border: BORDER });
  const size = rows.length - 2 * BORDER;
  const modules = new Uint8Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (rows[y + BORDER]?.[x + BORDER]) modules[y * size + x] = 1;
  }
  return { size, modules };
}
