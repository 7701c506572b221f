import assert from 'node:assert/strict';
import { test } from 'node:test';
import bwipjs from 'bwip-js/node';
import fc from 'fast-check';
import { interleaved2of5 } from '#platform/barcode.ts';
import { type QrCode, qrCode } from '#platform/qr-code.ts';

/** The same code by an independent encoder, told which version and mask to take. */
function byBwip(text: string, { size, modules }: QrCode): { size: number; modules: number[] } {
  // The mask stands in the format bits, bits 10 to 12 of which are the modules 4, 3 and 2 of row 8, turned over by 101.
  const bit = (x: number) => modules[8 * size + x] ?? 0;
  const mask = (bit(4) | (bit(3) << 1) | (bit(2) << 2)) ^ 0b101;
  const options = {
    bcid: 'qrcode',
    text,
    eclevel: 'M',
    fixedeclevel: true,
    version: String(versionOf(size)),
    mask: mask + 1,
  };
  const [code] = bwipjs.raw(options as never) as unknown as [{ pixs: number[]; pixx: number }];
  return { size: code.pixx, modules: [...code.pixs] };
}

const versionOf = (size: number) => (size - 17) / 4;

// bwip-js chooses the mode by itself; lower-case letters leave it only bytes, as ours.
const letters = 'abcdefghijklmnopqrstuvwxyz';
const textOf = (length: number, from: number) =>
  Array.from({ length }, (_, i) => letters[(i * 7 + from * 13 + (i % 5) * from) % letters.length]).join('');

// One block and many, blocks of two lengths, with and without version bits, both widths of the length; 32 is the odd one.
const VERSIONS = [1, 2, 3, 5, 6, 7, 9, 10, 13, 18, 27, 32, 40];

test('every kind of version has the modules that an independent encoder gives', () => {
  let length = 1;
  for (const version of VERSIONS) {
    while (versionOf(qrCode('x'.repeat(length)).size) < version) length += version < 10 ? 1 : 5;
    const { size, modules } = qrCode(textOf(length, version));
    assert.equal(versionOf(size), version, 'no version is left out');
    const theirs = byBwip(textOf(length, version), { size, modules });
    assert.deepEqual({ size, modules: [...modules] }, theirs, `version ${version}, ${length} bytes`);
  }
});

test('any text of letters has the modules that an independent encoder gives', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 300 }), (text) => {
      const { size, modules } = qrCode(text);
      assert.deepEqual({ size, modules: [...modules] }, byBwip(text, { size, modules }));
    }),
    { numRuns: 15 },
  );
});

test('a text that does not fit into any QR code is refused', () => {
  assert.equal(qrCode('x'.repeat(2331)).size, 177);
  assert.throws(() => qrCode('x'.repeat(2332)), RangeError);
});

test('Interleaved 2 of 5 has the elements that an independent encoder gives, and 405 modules for a boleto', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 44, maxLength: 44 }), (digits) => {
      const [code] = bwipjs.raw({ bcid: 'interleaved2of5', text: digits } as never) as unknown as [{ sbs: number[] }];
      const widths = interleaved2of5(digits);
      const narrow = Math.min(...code.sbs);
      assert.deepEqual(
        widths.map((width) => width > 1),
        [...code.sbs].slice(0, widths.length).map((width) => width > narrow),
      );
      assert.equal(
        widths.reduce((sum, width) => sum + width, 0),
        405,
      );
    }),
    { numRuns: 20 },
  );
  assert.throws(() => interleaved2of5('123'), RangeError);
});
