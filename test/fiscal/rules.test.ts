import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { ultimoDiaDoCancelamento } from '../../src/modules/fiscal/cancelar.ts';
import {
  chaveCodificacaoDigital,
  chaveDeAcesso,
  digitoDaChave,
  itensDaNota,
  type RegraFiscal,
  regraPara,
} from '../../src/modules/fiscal/rules.ts';

const hoje = day('2026-12-01');
const regra = (changed: Partial<RegraFiscal> = {}): RegraFiscal => ({
  id: 1,
  vigente_desde: day('2026-01-01'),
  tipo_tecnologia: null,
  tipo_linha: null,
  descricao: 'SCM',
  cclass: '0400401',
  cfop: '5307',
  cst_icms: '00',
  icms_centesimos: 1800,
  pis_centesimos: 65,
  cofins_centesimos: 300,
  fust_centesimos: 0,
  funttel_centesimos: 0,
  ...changed,
});
const linha = (tipo: string, valor: number, contratoId = 7, tecnologia: string | null = 'INTERNET') => ({
  contratoId,
  tipo,
  tecnologia,
  valor: centavos(valor),
});

test('the check digit of access keys that were published', () => {
  // The example of a NFCom's XML in the manual of an issuer (nfephp-org/sped-nfcom, examples), and of a NF-e in the MOC
  // 7.0, annex I, item 2.2.6.2, whose algorithm is the same.
  assert.equal(digitoDaChave('4324010736461700013562000000000001100000001'), 6);
  assert.equal(digitoDaChave('5206043300991100250655012000000780026730161'), 5);
});

test('an access key has its 44 places, with a CNPJ of letters too', () => {
  const dados = { uf: 31, emissao: hoje, cnpj: '12ABC34501DE35', serie: '1', numero: 42, codigo: '0000007' };
  const chave = chaveDeAcesso(dados);
  assert.match(chave, /^31261212ABC34501DE3562001000000042100000007\d$/);
  assert.equal(chave.length, 44);
  assert.equal(Number(chave.at(-1)), digitoDaChave(chave.slice(0, -1)));
  assert.throws(() => chaveDeAcesso({ ...dados, cnpj: '1' }), RangeError);
});

test('the digital code is the MD5 of the fields, each at its width', () => {
  const text =
    '00098765432100' + '000000018' + '000000013200' + '000000006600' + '000000001782' + '20170328' + '00111111111111';
  const chave = chaveCodificacaoDigital({
    documento: '98765432100',
    numero: 18,
    valor: centavos(13200),
    baseIcms: centavos(6600),
    icms: centavos(1782),
    emissao: day('2017-03-28'),
    cnpjEmitente: '111111111111',
  });
  assert.equal(chave, createHash('md5').update(text).digest('hex'));
});

test('a month with its promotion: one item, taxed on what is left', () => {
  const { itens, semRegra } = itensDaNota([linha('MENSALIDADE', 10_000), linha('PROMOCAO', -2_000)], [regra()], hoje);
  assert.deepEqual(semRegra, []);
  assert.deepEqual(
    itens.map(({ valor, baseIcms, icms, basePisCofins, pis, cofins }) => [
      valor,
      baseIcms,
      icms,
      basePisCofins,
      pis,
      cofins,
    ]),
    [[8_000, 8_000, 1_440, 6_560, 43, 197]],
  );
});

for (const [name, linhas, expected] of [
  [
    'charges, credits and negotiated instalments are no service',
    [linha('MULTA', 200), linha('CREDITO', -50), linha('NEGOCIACAO', 900)],
    [],
  ],
  [
    'a settlement of another month reduces the same contract',
    [linha('MENSALIDADE', 900), linha('ACERTO', -300)],
    [[7, 600]],
  ],
  [
    'what a contract was credited beyond its own reduces the others',
    [linha('MENSALIDADE', 900, 7), linha('ACERTO', -1_000, 8)],
    [],
  ],
  ['in part', [linha('MENSALIDADE', 1_500, 7), linha('ACERTO', -1_000, 8)], [[7, 500]]],
  [
    'two contracts are two items',
    [linha('MENSALIDADE', 1, 7), linha('MENSALIDADE', 2, 8)],
    [
      [7, 1],
      [8, 2],
    ],
  ],
] as const) {
  test(name, () => {
    const { itens } = itensDaNota(linhas, [regra()], hoje);
    assert.deepEqual(
      itens.map(({ contratoId, valor }) => [contratoId, valor]),
      expected,
    );
  });
}

test('the closest rule counts, the latest of its kind, and none of the future', () => {
  const regras = [
    regra({ id: 1 }),
    regra({ id: 2, tipo_tecnologia: 'INTERNET' }),
    regra({ id: 3, tipo_linha: 'MENSALIDADE' }),
    regra({ id: 4, tipo_linha: 'MENSALIDADE', tipo_tecnologia: 'TV' }),
    regra({ id: 5, tipo_linha: 'MENSALIDADE', vigente_desde: day('2026-06-01') }),
    regra({ id: 6, tipo_linha: 'MENSALIDADE', vigente_desde: day('2027-01-01') }),
  ];
  const of = (tipo: string, tecnologia: string | null) => regraPara(regras, tipo, tecnologia, hoje)?.id;
  assert.deepEqual(
    [of('MENSALIDADE', 'INTERNET'), of('MENSALIDADE', 'TV'), of('SERVICO', 'INTERNET'), of('SERVICO', null)],
    [5, 4, 2, 1],
  );
});

test('without a rule for a line there is no note at all, and the kind is named', () => {
  const { itens, semRegra } = itensDaNota(
    [linha('MENSALIDADE', 900), linha('CHAMADAS', 100, 7, 'TELEFONIA')],
    [regra({ tipo_linha: 'MENSALIDADE' })],
    hoje,
  );
  assert.deepEqual([itens, semRegra], [[], ['CHAMADAS de TELEFONIA']]);
});

test('whatever the lines, the items add up to the services when those are worth something, and no item is negative', () => {
  const tipo = fc.constantFrom('MENSALIDADE', 'PROMOCAO', 'ACERTO', 'SERVICO', 'MULTA', 'CREDITO');
  const linhas = fc.array(
    fc.record({ contratoId: fc.integer({ min: 1, max: 3 }), tipo, valor: fc.integer({ min: -9_999, max: 9_999 }) }),
  );
  fc.assert(
    fc.property(linhas, (some) => {
      const all = some.map((l) => ({ ...l, tecnologia: 'INTERNET', valor: centavos(l.valor) }));
      const { itens } = itensDaNota(all, [regra()], hoje);
      const services = all.filter(({ tipo: t }) => t !== 'MULTA' && t !== 'CREDITO');
      const sum = services.reduce((total, { valor }) => total + valor, 0);
      assert.ok(itens.every(({ valor }) => valor > 0));
      assert.equal(
        itens.reduce((total, { valor }) => total + valor, 0),
        Math.max(sum, 0),
      );
    }),
  );
});

for (const [emissao, ultimo] of [
  ['2026-01-31', '2026-02-05'],
  ['2026-02-01', '2026-03-05'],
  ['2026-12-31', '2027-01-05'],
] as const) {
  test(`a NFCom of ${emissao} may be cancelled until ${ultimo}`, () => {
    assert.equal(ultimoDiaDoCancelamento(day(emissao)), ultimo);
  });
}
