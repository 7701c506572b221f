import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DomainError } from '#kernel/errors.ts';
import { centavos } from '#kernel/money.ts';
import { faturaDoTxid, lerPix, pixCopiaECola, txidDaFatura } from '#modules/cobranca/index.ts';

// Banco Central, «Manual de Padrões para Iniciação do Pix», examples of the static and the dynamic QR code.
const ESTATICO =
  '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D';
const DINAMICO =
  '00020101021226700014br.gov.bcb.pix2548pix.example.com/8b3da2f39a4140d1a91abd93113bd4415204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***630464E4';

const fulano = {
  chave: '123e4567-e12b-12d1-a456-426655440000',
  nome: 'Fulano de Tal',
  cidade: 'BRASILIA',
  valor: null,
  txid: null,
};

test('the static Pix of the Central Bank manual comes out to the letter', () => {
  assert.equal(pixCopiaECola(fulano), ESTATICO);
});

test('the texts of the manual are read', () => {
  assert.deepEqual(lerPix(ESTATICO), { ...fulano, url: null });
  assert.deepEqual(lerPix(DINAMICO), {
    ...fulano,
    chave: null,
    url: 'pix.example.com/8b3da2f39a4140d1a91abd93113bd441',
  });
});

test('value, txid and what the payer reads go into their fields; names lose accents and are cut', () => {
  const texto = pixCopiaECola({
    chave: 'financeiro@provedor.com.br',
    nome: 'Provedora de Telecomunicações São João Ltda',
    cidade: 'São José dos Campos',
    valor: centavos(10549),
    txid: txidDaFatura(90),
    descricao: 'Fatura 0320283295 — março',
  });
  assert.match(texto, /5406105\.49/);
  assert.match(texto, /0225Fatura 0320283295 {1,2}marco|02\d\dFatura 0320283295/);
  assert.deepEqual(lerPix(texto), {
    chave: 'financeiro@provedor.com.br',
    url: null,
    valor: '105.49',
    nome: 'Provedora de Telecomunica',
    cidade: 'Sao Jose dos Ca',
    txid: 'FATURA90',
  });
});

test('whatever is put into a Pix text is read out of it, and a wrong character is noticed', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.integer({ min: 1, max: 9_999_999_999 }),
      fc.integer({ min: 1, max: 2_147_483_647 }),
      fc.string({ maxLength: 60 }),
      fc.nat(),
      (chave, valor, faturaId, descricao, place) => {
        const pix = { ...fulano, chave, valor: centavos(valor), txid: txidDaFatura(faturaId), descricao };
        const texto = pixCopiaECola(pix);
        const lido = lerPix(texto);
        assert.equal(Number(lido.valor), valor / 100);
        assert.equal(lido.chave, chave);
        assert.equal(faturaDoTxid(lido.txid ?? ''), faturaId);
        const at = place % texto.length;
        const wrong = texto.slice(0, at) + (texto[at] === '7' ? '8' : '7') + texto.slice(at + 1);
        assert.throws(() => lerPix(wrong), DomainError);
      },
    ),
  );
});

test('a txid has at most 25 letters and digits in a static code; others are refused', () => {
  for (const txid of ['', 'a'.repeat(26), 'com-traco']) {
    assert.throws(() => pixCopiaECola({ ...fulano, txid }), { code: 'pix.txid' });
  }
  assert.throws(() => pixCopiaECola({ ...fulano, chave: 'com espaço' }), { code: 'pix.chave' });
  for (const txid of ['FATURA', 'FATURA0', 'FATURA9999999999', 'OUTRO1']) assert.equal(faturaDoTxid(txid), null);
});

test('what is no Pix text is refused', () => {
  for (const texto of ['', 'abc', ESTATICO.slice(0, -1), '000201630400FF']) {
    assert.throws(() => lerPix(texto), DomainError);
  }
});
