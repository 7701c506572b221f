import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { Identificador } from '#modules/sva/index.ts';

const identificador = new Identificador(randomBytes(32));
const ids = fc.integer({ min: 1, max: 2_147_483_647 });

test('an id comes back from its 16 bytes of base64, which are the same each time', () => {
  fc.assert(
    fc.property(ids, (id) => {
      const fechado = identificador.fechar(id);
      assert.match(fechado, /^[A-Za-z0-9+/]{22}==$/);
      assert.equal(identificador.fechar(id), fechado);
      assert.equal(identificador.abrir(fechado), id);
      assert.equal(identificador.abrir(fechado.replaceAll('+', ' ')), id, 'a + that was not escaped');
    }),
  );
});

test('under another key an id says nothing, and is another', () => {
  const other = new Identificador(randomBytes(32));
  fc.assert(
    fc.property(ids, (id) => {
      assert.equal(other.abrir(identificador.fechar(id)), null);
      assert.notEqual(other.fechar(id), identificador.fechar(id));
    }),
  );
});

test('what nobody was given opens to nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      assert.equal(identificador.abrir(Buffer.from(bytes).toString('base64')), null);
    }),
  );
  for (const text of ['', '81593', '====', 'A'.repeat(24), `${identificador.fechar(1)}A`, 'kVGLCfGeGjWzbSzm7Sv46Q=='])
    assert.equal(identificador.abrir(text), null, text);
});
