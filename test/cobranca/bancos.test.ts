import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { centavos } from '#kernel/money.ts';
import {
  bancos,
  type Convenio,
  lerLinha,
  linhaDigitavel,
  linhaFormatada,
  montarBoleto,
} from '#modules/cobranca/index.ts';
import { convenioDe } from './makers.ts';
import { publicados } from './publicados.ts';

for (const { fonte, convenio, casos } of publicados) {
  test(`${bancos[convenio.banco].nome}: boletos published by ${fonte}`, () => {
    for (const [nossoNumero, vencimento, valor, linha, numeroBoleto] of casos) {
      const titulo = { nossoNumero, valor: centavos(valor), vencimento: day(vencimento) };
      const boleto = montarBoleto(convenioDe(convenio), titulo);
      assert.equal(linhaFormatada(linhaDigitavel(boleto.codigoBarras)), linha);
      if (numeroBoleto !== null) assert.equal(boleto.numeroBoleto, numeroBoleto);
      const lido = lerLinha(linha, titulo.vencimento);
      assert.deepEqual([lido.codigoBarras, lido.banco, lido.valor], [boleto.codigoBarras, convenio.banco, valor]);
      assert.equal(lido.vencimento, vencimento);
    }
  });
}

const digitos: [string, Partial<Convenio> & Pick<Convenio, 'banco'>, [number, string][]][] = [
  // kivanio/brcobranca spec/brcobranca/boleto/bradesco_spec.rb, «Montar nosso_numero_boleto».
  ['Bradesco 06', { banco: '237', carteira: '06' }, [[525, '06/00000000525-P']]],
  ['Bradesco 09', { banco: '237', carteira: '09' }, [[1, '09/00000000001-1']]],
  [
    'Bradesco 19',
    { banco: '237', carteira: '19' },
    [
      [1, '19/00000000001-P'],
      [2, '19/00000000002-8'],
      [6, '19/00000000006-0'],
    ],
  ],
  // kivanio/brcobranca santander_spec.rb.
  [
    'Santander',
    { banco: '033', carteira: '102', codigoBeneficiario: '1899775' },
    [
      [566612457800, '566612457800-2'],
      [90002720, '000090002720-7'],
      [1961005, '000001961005-0'],
    ],
  ],
  // kivanio/brcobranca itau_spec.rb, agency 0607, account 15255; then 0810/53678 in carteira 175.
  ['Itaú 175', { banco: '341', agencia: '0607', conta: '15255', carteira: '175' }, [[12345678, '175/12345678-4']]],
  ['Itaú 143', { banco: '341', agencia: '0607', conta: '15255', carteira: '143' }, [[12345678, '143/12345678-2']]],
  [
    'Itaú',
    { banco: '341', agencia: '0810', conta: '53678', carteira: '175' },
    [
      [15448, '175/00015448-6'],
      [34230, '175/00034230-5'],
      [258281, '175/00258281-7'],
    ],
  ],
  // BoletoNet/BoletoNetCore BancoItauCarteira109Tests.cs; the account digits there are no real ones, so
  // that their digit lines are of no use.
  [
    'Itaú 109',
    { banco: '341', agencia: '1234', conta: '56789', carteira: '109' },
    [
      [223345, '109/00223345-2'],
      [223346, '109/00223346-0'],
      [223347, '109/00223347-8'],
      [223348, '109/00223348-6'],
      [223349, '109/00223349-4'],
      [223353, '109/00223353-6'],
    ],
  ],
  // kivanio/brcobranca sicoob_spec.rb, «Montar nosso numero dv».
  [
    'Sicoob',
    { banco: '756', agencia: '4327', codigoBeneficiario: '229385' },
    [7, 4, 1, 9, 6, 3, 0, 8, 5, 3, 0, 8, 5].map((dv, i) => [i + 1, `${String(i + 1).padStart(7, '0')}-${dv}`]),
  ],
  // The example of the bank's own manual, in kivanio/brcobranca sicredi_spec.rb.
  [
    'Sicredi',
    { banco: '748', agencia: '0165', variacao: '02', codigoBeneficiario: '00623' },
    [[7200003, '07/200003-1']],
  ],
];

for (const [nome, convenio, casos] of digitos) {
  test(`${nome}: the nosso número has the published check digit`, () => {
    for (const [numero, escrito] of casos) {
      assert.equal(bancos[convenio.banco].montar(convenioDe(convenio), numero).nossoNumero, escrito);
    }
  });
}

test('agency and beneficiary are written as the banks write them', () => {
  const escritos: [Partial<Convenio> & Pick<Convenio, 'banco'>, string][] = [
    [{ banco: '104', agencia: '1825', codigoBeneficiario: '245274' }, '1825 / 245274-0'],
    [{ banco: '104', agencia: '2030', codigoBeneficiario: '654321' }, '2030 / 654321-9'],
    [{ banco: '341', agencia: '0811', conta: '53678' }, '0811 / 53678-8'],
    [{ banco: '341', agencia: '1547', conta: '85547' }, '1547 / 85547-6'],
    [{ banco: '748', agencia: '0710', variacao: '65', codigoBeneficiario: '129' }, '0710.65.00129'],
    [{ banco: '756', agencia: '4327', codigoBeneficiario: '229385' }, '4327 / 0229385'],
    [{ banco: '237', agencia: '4042', agenciaDv: '8', conta: '61900', contaDv: '0' }, '4042-8 / 0061900-0'],
    [{ banco: '001', agencia: '4042', agenciaDv: '8', conta: '61900', contaDv: '0' }, '4042-8 / 00061900-0'],
  ];
  for (const [convenio, escrito] of escritos) {
    assert.equal(bancos[convenio.banco].agenciaBeneficiario(convenioDe(convenio)), escrito);
  }
});

test('a field or a number that is too long for the bank is refused by a code, not by a broken bar code', () => {
  for (const [convenio, numero] of [
    [{ banco: '033', carteira: '101', codigoBeneficiario: '12345678' }, 1],
    [{ banco: '033', carteira: '101' }, 1_000_000_000_000],
    [{ banco: '756', carteira: '1' }, 10_000_000],
    [{ banco: '341', carteira: '109', conta: '123456' }, 1],
    [{ banco: '001', codigoBeneficiario: '123456', carteira: '18' }, 100_000],
    [{ banco: '237', carteira: 'ab' }, 1],
  ] as const) {
    assert.throws(
      () => bancos[convenio.banco].montar(convenioDe(convenio), numero),
      (error) => error instanceof DomainError && error.code === 'convenio.nao_cabe',
    );
  }
});

test('the numbers of Sicredi carry the year and go through the bytes 2 to 9', () => {
  const numero = (n: number, hoje: string) => bancos['748'].numeroDaSequencia?.(n, day(hoje));
  assert.equal(numero(1, '2026-11-25'), 26200001);
  assert.equal(numero(99_999, '2026-11-25'), 26299999);
  assert.equal(numero(100_000, '2026-12-31'), 26300001);
  assert.equal(numero(100_001, '2027-01-01'), 27300002);
  assert.equal(numero(8 * 99_999, '2026-11-25'), 26999999);
  assert.equal(numero(8 * 99_999 + 1, '2027-11-25'), 27200001);
});
