import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import {
  conferirSoma,
  ordenarParcelas,
  type ParcelaPedida,
  principalDe,
} from '../../src/modules/financeiro/negociacao-rules.ts';
import { parcelar } from '../../src/modules/financeiro/negociacao-simular.ts';

const HOJE = day('2026-01-31');
const POLITICA = { negociacao_parcelas: 60, negociacao_desconto_centesimos: 1000 };

const dinheiro = (max: number) => fc.integer({ min: 0, max }).map(centavos);
const divida = fc.record({ saldo: dinheiro(50_000_000), multa: dinheiro(1_000_000), juros: dinheiro(5_000_000) });
const quantas = fc.integer({ min: 1, max: 60 });
const soma = (parcelas: readonly Omit<ParcelaPedida, 'faturaIds'>[], campo: 'total' | 'multa' | 'juros' | 'desconto') =>
  parcelas.reduce((total, parcela) => total + parcela[campo], 0);
const pedir = (...args: Parameters<typeof parcelar>): ParcelaPedida[] =>
  parcelar(...args).map((parcela) => ({ ...parcela, faturaIds: [1, 2] }));

test('instalments of any debt add up to it part by part, due month by month, and are accepted', () => {
  fc.assert(
    fc.property(divida, quantas, fc.integer({ min: 0, max: 27 }), (devido, n, espera) => {
      const parcelas = pedir(devido, n, addDays(HOJE, espera));
      fc.pre(parcelas.every(({ total }) => total > 0));
      assert.equal(soma(parcelas, 'total'), devido.saldo + devido.multa + devido.juros);
      assert.equal(soma(parcelas, 'multa'), devido.multa);
      assert.equal(soma(parcelas, 'juros'), devido.juros);
      assert.equal(
        parcelas.reduce((total, parcela) => total + principalDe(parcela), 0),
        devido.saldo,
        'what the instalments pay of the old invoices is what these owed',
      );
      const ordem = ordenarParcelas(parcelas.toReversed(), POLITICA, HOJE);
      assert.deepEqual(ordem, parcelas);
      conferirSoma(ordem, devido, POLITICA);
    }),
  );
});

/** Moves a discount onto the first instalments, as far as each has room for it. */
function descontar(parcelas: readonly ParcelaPedida[], desconto: number): ParcelaPedida[] {
  let falta = desconto;
  return parcelas.map((parcela) => {
    const parte = Math.min(falta, parcela.total - 1);
    falta -= parte;
    return { ...parcela, total: centavos(parcela.total - parte), desconto: centavos(parte) };
  });
}

test('what is settled = what is new + discount − charges; a cent beside it is refused with the difference', () => {
  const caso = fc.tuple(divida, quantas, fc.integer({ min: 0, max: 999 }), fc.integer({ min: -500, max: 500 }));
  fc.assert(
    fc.property(caso, ([devido, n, parte, erro]) => {
      const inteiras = pedir(devido, n, HOJE);
      fc.pre(inteiras.every(({ total }) => total > 1));
      const maximo = devido.multa + devido.juros + Math.floor(devido.saldo / 10);
      const parcelas = descontar(inteiras, Math.floor((maximo * parte) / 1000));
      const settled =
        soma(parcelas, 'total') + soma(parcelas, 'desconto') - soma(parcelas, 'multa') - soma(parcelas, 'juros');
      assert.equal(settled, devido.saldo);
      conferirSoma(parcelas, devido, POLITICA);

      fc.pre(erro !== 0);
      const [primeira, ...outras] = parcelas as [ParcelaPedida, ...ParcelaPedida[]];
      const torta = [{ ...primeira, total: centavos(primeira.total + erro) }, ...outras];
      assert.throws(() => conferirSoma(torta, devido, POLITICA), {
        code: 'negociacao.soma',
        facts: { esperado: soma(parcelas, 'total'), enviado: soma(parcelas, 'total') + erro },
      });
    }),
  );
});

test('the discount reaches charges and what the house allows of the balances, not a cent more; nor does the fine', () => {
  fc.assert(
    fc.property(divida, (devido) => {
      const maximo = devido.multa + devido.juros + Math.floor(devido.saldo / 10);
      const uma = (desconto: number, multa = 0): ParcelaPedida[] => [
        {
          numero: 1,
          total: centavos(devido.saldo + devido.multa + multa + devido.juros - desconto),
          multa: centavos(devido.multa + multa),
          juros: devido.juros,
          desconto: centavos(desconto),
          vencimento: HOJE,
          faturaIds: [1],
        },
      ];
      conferirSoma(uma(maximo), devido, POLITICA);
      assert.throws(() => conferirSoma(uma(maximo + 1), devido, POLITICA), {
        code: 'negociacao.desconto',
        facts: { maximo },
      });
      assert.throws(() => conferirSoma(uma(0, 1), devido, POLITICA), { code: 'negociacao.multa' });
    }),
  );
});

test('instalments by themselves: from today on, in order, month ends and the leap day in reach', () => {
  const uma = (numero: number, vencimento: string, changed: Partial<ParcelaPedida> = {}): ParcelaPedida => ({
    numero,
    total: 1000 as Centavos,
    multa: centavos(0),
    juros: centavos(0),
    desconto: centavos(0),
    vencimento: day(vencimento),
    faturaIds: [1],
    ...changed,
  });
  const cases: readonly (readonly [string, readonly ParcelaPedida[], string | null])[] = [
    ['today', [uma(1, '2028-01-31')], null],
    ['yesterday', [uma(1, '2028-01-30')], 'negociacao.vencimento'],
    ['two months on from 31 January', [uma(1, '2028-03-31')], null],
    ['a day more', [uma(1, '2028-04-01')], 'negociacao.vencimento'],
    ['the leap day', [uma(1, '2028-02-29'), uma(2, '2028-03-31')], null],
    ['both on one day', [uma(1, '2028-02-29'), uma(2, '2028-02-29')], 'negociacao.vencimento'],
    ['the second before the first', [uma(1, '2028-03-01'), uma(2, '2028-02-29')], 'negociacao.vencimento'],
    ['a number twice', [uma(1, '2028-02-29'), uma(1, '2028-03-31')], 'negociacao.numeros'],
    ['a number left out', [uma(1, '2028-02-29'), uma(3, '2028-03-31')], 'negociacao.numeros'],
    ['none', [], 'negociacao.sem_parcelas'],
    ['nothing to pay', [uma(1, '2028-02-29', { total: centavos(0) })], 'negociacao.valor'],
    ['charges beyond the total', [uma(1, '2028-02-29', { multa: centavos(1001) })], 'negociacao.valor'],
    ['a fine below zero', [uma(1, '2028-02-29', { multa: centavos(-1) })], 'negociacao.valor'],
    [
      'other invoices',
      [uma(1, '2028-02-29'), uma(2, '2028-03-31', { faturaIds: [1, 2] })],
      'negociacao.faturas_diferem',
    ],
    ['one invoice twice', [uma(1, '2028-02-29', { faturaIds: [1, 1] }), uma(2, '2028-03-31')], null],
  ];
  for (const [name, parcelas, code] of cases) {
    const ordenar = () => ordenarParcelas(parcelas, POLITICA, day('2028-01-31'));
    if (code === null) ordenar();
    else assert.throws(ordenar, { code }, name);
  }
});
