import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DomainError } from '#kernel/errors.ts';
import { centavos } from '#kernel/money.ts';
import { combinarPromocoes, descontoDaPromocao, valorDoItemDoPacote } from '#modules/catalogo/index.ts';

const porcento = (desconto: number) => ({ desconto, em_porcentagem: true });
const reais = (desconto: number) => ({ desconto, em_porcentagem: false });

test('a discount is exact to the cent', () => {
  const cases: [number, { desconto: number; em_porcentagem: boolean }, number][] = [
    [9990, porcento(3333), 3330], // 33.29667
    [10000, porcento(3333), 3333],
    [1, porcento(5000), 1], // half a centavo is a whole one
    [1, porcento(4999), 0],
    [9990, porcento(10000), 9990],
    [9990, porcento(0), 0],
    [9990, reais(500), 500],
    [300, reais(500), 300], // never more than the amount
    [9_007_199_254_740_991, porcento(10000), 9_007_199_254_740_991],
  ];
  for (const [valor, desconto, expected] of cases)
    assert.equal(descontoDaPromocao(centavos(valor), desconto), expected);
});

test('an item of a package at 33.33 % costs 66.60 of 99.90', () => {
  assert.equal(valorDoItemDoPacote(centavos(9990), porcento(3333)), 6660);
  assert.equal(valorDoItemDoPacote(centavos(8310), reais(500)), 7810);
});

const anyDiscount = fc.record({ desconto: fc.integer({ min: 0, max: 10_000 }), em_porcentagem: fc.boolean() });

test('a discount and what is left always make the amount, and neither is negative', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), anyDiscount, (n, desconto) => {
      const valor = centavos(n);
      const off = descontoDaPromocao(valor, desconto);
      const left = valorDoItemDoPacote(valor, desconto);
      assert.ok(off >= 0 && left >= 0 && off + left === n);
    }),
  );
});

test('a higher percentage never takes off less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 9_999 }), (n, percentage) => {
      const valor = centavos(n);
      assert.ok(descontoDaPromocao(valor, porcento(percentage)) <= descontoDaPromocao(valor, porcento(percentage + 1)));
    }),
  );
});

const promocao = (id: number, cumulativa: boolean, ordem = 0) => ({ id, descricao: `P${id}`, cumulativa, ordem });

test('two promotions that do not accumulate are refused by name', () => {
  assert.throws(
    () => combinarPromocoes([promocao(1, false), promocao(2, true), promocao(3, false)]),
    (error) => {
      assert.ok(error instanceof DomainError);
      assert.equal(error.code, 'promocao.nao_acumula');
      assert.deepEqual(error.facts['promocoes'], ['P1', 'P3']);
      return true;
    },
  );
});

test('one promotion alone goes, accumulating or not, even when it is named twice', () => {
  assert.deepEqual(combinarPromocoes([]), []);
  assert.deepEqual(combinarPromocoes([promocao(1, false)]), [promocao(1, false)]);
  assert.deepEqual(combinarPromocoes([promocao(1, false), promocao(1, false)]), [promocao(1, false)]);
});

test('promotions are applied by their order, then by id', () => {
  const chosen = [promocao(9, true, 1), promocao(7, true, 2), promocao(8, true, 1)];
  assert.deepEqual(
    combinarPromocoes(chosen).map(({ id }) => id),
    [8, 9, 7],
  );
});
