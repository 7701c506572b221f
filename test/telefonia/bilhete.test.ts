import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { duracaoEscrita, instanteEscrito } from '../../src/modules/telefonia/escrita.ts';
import { numeroDeDestino, numeroDeOrigem } from '../../src/modules/telefonia/numeros-discados.ts';

const origens: readonly (readonly [string, string | null])[] = [
  ['553137490177', '553137490177'],
  ['+55 (31) 3749-0177', '553137490177'],
  ['3137490177', '553137490177'],
  ['03137490177', '553137490177'],
  ['sip:3137490177@10.0.0.1:5060', '553137490177'],
  ['tel:+5531991234567;phone-context=x', '5531991234567'],
  // DDD 55 is Santa Maria.
  ['5532210177', '555532210177'],
  ['555532210177', '555532210177'],
  ['37490177', null],
  ['2037490177', null],
  ['anonymous', null],
  ['', null],
  ['+12125551234', null],
];
for (const [escrito, origem] of origens) {
  test(`calling number «${escrito}» is ${origem}`, () => assert.equal(numeroDeOrigem(escrito), origem));
}

const destinos: readonly (readonly [string, string, string | null])[] = [
  ['in the same area, a landline', '37491234', '553137491234'],
  ['in the same area, a mobile', '991234567', '5531991234567'],
  ['with the area code', '1132101234', '551132101234'],
  ['with zero and area code', '01132101234', '551132101234'],
  ['with zero, carrier and area code', '0151132101234', '551132101234'],
  ['a mobile with zero, carrier and area code', '02111991234567', '5511991234567'],
  ['with the country', '5511991234567', '5511991234567'],
  ['with a plus', '+55 11 99123-4567', '5511991234567'],
  ['toll-free', '08007031234', '08007031234'],
  ['toll-free with the country', '558007031234', '08007031234'],
  ['toll-free with a plus', '+558007031234', '08007031234'],
  ['0300', '03001234567', '03001234567'],
  ['0800 without its zero', '8007031234', '08007031234'],
  ['0900', '0900123456', '0900123456'],
  ['a mobile that begins as 0900', '900123456', '5531900123456'],
  ['a mobile of DDD 55 that begins as 0900', '55900123456', '5555900123456'],
  ['an emergency', '190', '190'],
  ['a carrier', '10315', '10315'],
  ['abroad with a plus', '+1 212 555 1234', '12125551234'],
  ['abroad with carrier', '0015' + '12125551234', '12125551234'],
  ['abroad with carrier, a long one', '0021' + '351213456789', '351213456789'],
  ['this country as if abroad', '00551132101234', '551132101234'],
  ['abroad as switches write it', '351213456789', '351213456789'],
  ['collect', '909037491234', 'a_cobrar'],
  ['collect to another area', '90151132101234', 'a_cobrar'],
  ['Turkey is not collect', '902123456789', '902123456789'],
  ['a service of the switch', '*98', null],
  ['a name', 'ramal', null],
  ['nothing', '', null],
  ['two digits', '12', null],
  ['sixteen digits', '1234567890123456', null],
];
for (const [nome, discado, destino] of destinos) {
  test(`called number, ${nome}: «${discado}» is ${destino}`, () =>
    assert.equal(numeroDeDestino(discado, '31'), destino));
}

const DEZ = '2026-01-31T13:00:00.000Z';
const instantes: readonly (readonly [string, string | null])[] = [
  ['2026-01-31 10:00:00', DEZ],
  ['2026-01-31T10:00:00', DEZ],
  ['2026-01-31 10:00', DEZ],
  ['2026/01/31 10:00:00.123', DEZ],
  ['31/01/2026 10:00:00', DEZ],
  ['31-01-2026 10:00', DEZ],
  ['20260131100000', DEZ],
  ['20260131 100000', DEZ],
  ['2026-01-31T13:00:00Z', DEZ],
  ['2026-01-31T12:00:00-01:00', DEZ],
  ['2026-01-31 10:00:00 -0300', DEZ],
  ['1769864400', DEZ],
  ['1769864400.25', DEZ],
  ['1769864400000', DEZ],
  // Summer time began at midnight: 00:30 did not exist.
  ['2018-11-04 00:30:00', '2018-11-04T03:30:00.000Z'],
  ['2018-11-04 01:30:00', '2018-11-04T03:30:00.000Z'],
  ['2017-01-15 10:00:00', '2017-01-15T12:00:00.000Z'],
  ['2026-02-29 10:00:00', null],
  ['2026-04-31 10:00:00', null],
  ['2024-02-29 23:59:59', '2024-03-01T02:59:59.000Z'],
  ['31/31/2026 10:00', null],
  ['2026-01-31 24:00:00', null],
  ['2026-01-31 10:60:00', null],
  ['2026-01-31', null],
  ['10:00:00', null],
  ['1999-12-31 10:00:00', null],
  ['2026-01-31 10:00:00 +9900', null],
  ['2026-01/31 10:00', null],
  ['ontem', null],
  ['', null],
];
for (const [escrito, instante] of instantes) {
  test(`instant «${escrito}» is ${instante}`, () =>
    assert.equal(instanteEscrito(escrito)?.toISOString() ?? null, instante));
}

const duracoes: readonly (readonly [string, number | null])[] = [
  ['0', 0],
  ['75', 75],
  ['75.9', 75],
  ['75,9', 75],
  ['0:01:15', 75],
  ['00:01:15', 75],
  ['26:00:00', 93_600],
  ['604800', 604_800],
  ['604801', null],
  ['1:15', null],
  ['-5', null],
  ['0:61:00', null],
  ['', null],
  ['um minuto', null],
];
for (const [escrita, segundos] of duracoes) {
  test(`duration «${escrita}» is ${segundos}`, () => assert.equal(duracaoEscrita(escrita), segundos));
}

const ddd = fc.constantFrom('11', '31', '55', '68', '99');
const assinante = fc.oneof(
  fc.integer({ min: 20_000_000, max: 59_999_999 }),
  fc.integer({ min: 900_000_000, max: 999_999_999 }),
);

test('a Brazilian number is the same in every form, and stays so when it is read again', () => {
  fc.assert(
    fc.property(ddd, ddd, assinante, (de, para, numero) => {
      const completo = `55${para}${numero}`;
      const formas = [completo, `+${completo}`, `${para}${numero}`, `0${para}${numero}`, `015${para}${numero}`];
      if (de === para) formas.push(String(numero));
      for (const forma of formas) assert.equal(numeroDeDestino(forma, de), completo, forma);
      for (const forma of formas.slice(0, 4)) assert.equal(numeroDeOrigem(forma), completo, forma);
    }),
  );
});

test('whatever is written, a number is digits that a tariff can begin with, or it is refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+]?[0-9 ().-]{0,20}$/)), (escrito) => {
      const destino = numeroDeDestino(escrito, '31');
      assert.ok(destino === null || destino === 'a_cobrar' || /^\d{3,15}$/.test(destino), `${escrito}: ${destino}`);
      const origem = numeroDeOrigem(escrito);
      assert.ok(origem === null || /^55\d{10,11}$/.test(origem), `${escrito}: ${origem}`);
    }),
  );
});

test('an instant of any form is the one that it stands for', () => {
  const instante = fc.date({ min: new Date('2000-01-02'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instante, (date) => {
      const segundo = new Date(Math.floor(date.getTime() / 1000) * 1000);
      const iso = segundo.toISOString();
      for (const forma of [iso, iso.replace('.000Z', '+00:00'), iso.slice(0, 19).replace('T', ' ').concat(' +0000')])
        assert.equal(instanteEscrito(forma)?.getTime(), segundo.getTime(), forma);
    }),
  );
  fc.assert(fc.property(fc.string(), (lixo) => void instanteEscrito(lixo)));
});
