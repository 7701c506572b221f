import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, day } from '#kernel/dates.ts';
import { analisar, type Operador, satisfaz } from '../../src/modules/prospectos/credito/rules.ts';
import {
  type Estado,
  estagioAprovado,
  idadeEm,
  julgar,
  podeConverter,
  viavel,
} from '../../src/modules/prospectos/rules.ts';

const estado = (changed: Partial<Estado> = {}): Estado => ({
  oportunidade: 'ABERTA',
  aprovacao: 'PENDENTE',
  qualificacao: null,
  permiteReanalise: false,
  ...changed,
});

const aprovado = { oportunidade: 'ABERTA', aprovacao: 'APROVADO' };
const reprovado = { oportunidade: 'PERDEU', aprovacao: 'REPROVADO' };

test('only an open prospect is judged, and not twice the same way', () => {
  assert.deepEqual(julgar(estado(), 'aprovar'), aprovado);
  assert.deepEqual(julgar(estado(), 'reprovar'), reprovado);
  assert.deepEqual(julgar(estado({ aprovacao: 'APROVADO' }), 'reprovar'), reprovado);
  assert.equal(julgar(estado({ aprovacao: 'APROVADO' }), 'aprovar'), null);
  const recusado = estado({ oportunidade: 'PERDEU', aprovacao: 'REPROVADO' });
  assert.equal(julgar(recusado, 'aprovar'), null);
  assert.equal(julgar(recusado, 'reprovar'), null);
  assert.deepEqual(julgar({ ...recusado, permiteReanalise: true }, 'aprovar'), aprovado);
  assert.equal(julgar({ ...recusado, permiteReanalise: true }, 'reprovar'), null);
  assert.equal(julgar(estado({ oportunidade: 'GANHOU', permiteReanalise: true }), 'aprovar'), null);
  assert.equal(julgar(estado({ oportunidade: 'PERDEU', permiteReanalise: true }), 'aprovar'), null);
});

test('only an open prospect that is approved, or at the stage of conversion and not refused, becomes a customer', () => {
  assert.equal(podeConverter(estado()), false);
  assert.equal(podeConverter(estado({ qualificacao: 'CONVERTER CLIENTE' })), true);
  assert.equal(podeConverter(estado({ qualificacao: 'ANALISE' })), false);
  assert.equal(podeConverter(estado({ aprovacao: 'APROVADO' })), true);
  for (const oportunidade of ['GANHOU', 'PERDEU'] as const) {
    assert.equal(
      podeConverter(estado({ oportunidade, aprovacao: 'APROVADO', qualificacao: 'CONVERTER CLIENTE' })),
      false,
    );
  }
});

test('no verdict leads out of a closed prospect, whatever its stage', () => {
  const fechado = fc.record({
    oportunidade: fc.constantFrom('PERDEU' as const, 'GANHOU' as const),
    aprovacao: fc.constantFrom('PENDENTE' as const, 'APROVADO' as const, 'REPROVADO' as const),
    qualificacao: fc.constantFrom(null, 'CONVERTER CLIENTE'),
    permiteReanalise: fc.constant(false),
  });
  fc.assert(
    fc.property(fechado, fc.constantFrom('aprovar' as const, 'reprovar' as const), (atual, acao) => {
      assert.equal(julgar(atual, acao), null);
      assert.equal(podeConverter(atual), false);
    }),
  );
});

test('an approval moves on to the next stage of conversion, never back', () => {
  const funil = [
    { id: 30, ordem: 3, qualificacao: 'CONVERTER CLIENTE' },
    { id: 10, ordem: 1, qualificacao: null },
    { id: 20, ordem: 2, qualificacao: 'CONVERTER CLIENTE' },
    { id: 40, ordem: 4, qualificacao: null },
  ];
  assert.equal(estagioAprovado(10, funil), 20);
  assert.equal(estagioAprovado(20, funil), 30);
  assert.equal(estagioAprovado(40, funil), 40);
  assert.equal(estagioAprovado(10, [{ id: 10, ordem: 1, qualificacao: null }]), 10);
});

test('the age grows on the birthday', () => {
  const nascimento = day('1988-03-15');
  assert.equal(idadeEm(nascimento, day('2021-03-14')), 32);
  assert.equal(idadeEm(nascimento, day('2021-03-15')), 33);
  assert.equal(idadeEm(day('2000-02-29'), day('2018-02-28')), 17);
  assert.equal(idadeEm(day('2000-02-29'), day('2018-03-01')), 18);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const age = idadeEm(nascimento, addDays(nascimento, days));
      assert.ok(age === Math.floor(days / 365.2425) || Math.abs(age - days / 365.2425) <= 1);
    }),
  );
});

test('viability is approved up to the radius, and never without a box', () => {
  assert.equal(viavel(0.5, 500), true);
  assert.equal(viavel(0.5000001, 500), false);
  assert.equal(viavel(0, 1), true);
  assert.equal(viavel(null, 1_000_000), false);
});

const criterio = (operador: Operador, valor_referencia: string, aceita_nulo = false) => ({
  operador,
  valor_referencia,
  aceita_nulo,
});

test('numbers are compared as numbers, everything else as text', () => {
  const cases: [unknown, Operador, string, boolean][] = [
    [9, '<', '10', true],
    ['9', '<', '10', true],
    [4, '<=', '4', true],
    [4.01, '<=', '4', false],
    [500, '=', '500.00', true],
    [-1, '<', '0', true],
    [18, '>=', '18', true],
    [17, '>=', '18', false],
    [18, '>', '18', false],
    [1, '<>', '1.0', false],
    ['D', '<=', 'C', false],
    ['B', '<', 'C', true],
    ['C', '=', 'C', true],
    ['9X', '<', '10', false],
    [true, '=', 'true', true],
    [false, '<>', 'true', true],
  ];
  for (const [valor, operador, referencia, expected] of cases) {
    assert.equal(satisfaz(criterio(operador, referencia), valor), expected, `${valor} ${operador} ${referencia}`);
  }
});

test('a missing value is met only where the criterion says so', () => {
  for (const valor of [null, undefined]) {
    assert.equal(satisfaz(criterio('<=', '500'), valor), false);
    assert.equal(satisfaz(criterio('<=', '500', true), valor), true);
  }
});

test('opposite operators never agree on numbers', () => {
  const pairs = [
    ['<', '>='],
    ['<=', '>'],
    ['=', '<>'],
  ] as const;
  fc.assert(
    fc.property(fc.integer(), fc.integer(), fc.constantFrom(...pairs), (valor, referencia, [one, other]) => {
      const met = (operador: Operador) => satisfaz(criterio(operador, String(referencia)), valor);
      assert.notEqual(met(one), met(other));
    }),
  );
});

test('a criterion of companies is not asked of a natural person', () => {
  const todos = [
    { ...criterio('>=', '18'), campo: 'idade', tipo_pessoa: 'FISICA' as const },
    { ...criterio('=', '0'), campo: 'totalRestricoes', tipo_pessoa: null },
    { ...criterio('>', '5'), campo: 'score', tipo_pessoa: 'JURIDICA' as const },
  ];
  const resposta = { idade: 17, totalRestricoes: 0, score: 1 };
  const verdict = (pessoa: 'FISICA' | 'JURIDICA') =>
    analisar(todos, pessoa, resposta).map(({ criterio: { campo }, aprovado: met }) => [campo, met]);
  assert.deepEqual(verdict('FISICA'), [
    ['idade', false],
    ['totalRestricoes', true],
  ]);
  assert.deepEqual(verdict('JURIDICA'), [
    ['totalRestricoes', true],
    ['score', false],
  ]);
});
