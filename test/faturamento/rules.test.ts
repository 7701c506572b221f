import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, addMonths, type Day, day, daysBetween } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import {
  competenciaDoDia,
  type DiaDeVencimento,
  emissaoDe,
  janelaCobrada,
  janelaDe,
  menos,
  parteDoValor,
  partesDoPeriodo,
  vencimentoDe,
} from '../../src/modules/faturamento/rules.ts';

const dia = (changed: Partial<DiaDeVencimento> = {}): DiaDeVencimento => ({
  dia: 10,
  diaFinal: 10,
  mesmoMes: true,
  prePago: false,
  ...changed,
});

test('windows follow each other, also in short months, at the turn of the year and where summer time began', () => {
  const cases: [Partial<DiaDeVencimento>, string, string, string, string][] = [
    [{}, '2026-12-01', '2026-11-11', '2026-12-10', '2026-12-10'],
    [{}, '2027-01-01', '2026-12-11', '2027-01-10', '2027-01-10'],
    [{ diaFinal: 31, dia: 31 }, '2026-02-01', '2026-02-01', '2026-02-28', '2026-02-28'],
    [{ diaFinal: 31, dia: 31 }, '2028-02-01', '2028-02-01', '2028-02-29', '2028-02-29'],
    [{ diaFinal: 30, dia: 5, mesmoMes: false }, '2026-02-01', '2026-01-31', '2026-02-28', '2026-03-05'],
    [{ diaFinal: 30, dia: 5, mesmoMes: false }, '2026-03-01', '2026-03-01', '2026-03-30', '2026-04-05'],
    [{ diaFinal: 31, dia: 31, mesmoMes: false }, '2027-01-01', '2027-01-01', '2027-01-31', '2027-02-28'],
    [{ diaFinal: 29 }, '2028-03-01', '2028-03-01', '2028-03-29', '2028-03-10'],
    [{ diaFinal: 3 }, '2018-11-01', '2018-10-04', '2018-11-03', '2018-11-10'],
    [{ diaFinal: 16 }, '2018-02-01', '2018-01-17', '2018-02-16', '2018-02-10'],
  ];
  for (const [changed, competencia, inicio, fim, vencimento] of cases) {
    const v = dia(changed);
    const mes = day(competencia);
    assert.deepEqual({ ...janelaDe(v, mes), vencimento: vencimentoDe(v, mes) }, { inicio, fim, vencimento });
  }
});

test('prepaid bills the window that follows', () => {
  assert.deepEqual(janelaCobrada(dia({ prePago: true }), day('2026-12-01')), {
    inicio: '2026-12-11',
    fim: '2027-01-10',
  });
});

test('a month is billed so many days before it is due, but not before its window begins', () => {
  assert.equal(emissaoDe(dia(), day('2026-12-01'), 10), '2026-11-30');
  assert.equal(emissaoDe(dia(), day('2026-12-01'), 40), '2026-11-11');
  assert.equal(competenciaDoDia(dia(), day('2026-11-29'), 10), '2026-11-01');
  assert.equal(competenciaDoDia(dia(), day('2026-11-30'), 10), '2026-12-01');
  assert.equal(competenciaDoDia(dia({ dia: 5, diaFinal: 31, mesmoMes: false }), day('2027-01-25'), 10), '2026-12-01');
  assert.equal(competenciaDoDia(dia({ dia: 5, diaFinal: 31, mesmoMes: false }), day('2027-01-26'), 10), '2027-01-01');
});

const vencimentos = fc.record({
  dia: fc.integer({ min: 1, max: 31 }),
  diaFinal: fc.integer({ min: 1, max: 31 }),
  mesmoMes: fc.boolean(),
  prePago: fc.boolean(),
});
const meses = fc.integer({ min: 0, max: 12 * 250 }).map((n) => addMonths(day('1920-01-01'), n));
const dias = fc.integer({ min: 0, max: 80_000 }).map((n) => addDays(day('1920-01-01'), n));

test('every day is in exactly one window', () => {
  fc.assert(
    fc.property(vencimentos, meses, (v, mes) => {
      const { inicio, fim } = janelaDe(v, mes);
      assert.ok(inicio <= fim);
      assert.equal(janelaDe(v, addMonths(mes, 1)).inicio, addDays(fim, 1));
    }),
  );
});

test('the month that a day bills is the latest whose day of billing has come', () => {
  fc.assert(
    fc.property(vencimentos, dias, fc.integer({ min: 0, max: 60 }), (v, hoje, antecedencia) => {
      const mes = competenciaDoDia(v, hoje, antecedencia);
      assert.ok(emissaoDe(v, mes, antecedencia) <= hoje);
      assert.ok(emissaoDe(v, addMonths(mes, 1), antecedencia) > hoje);
    }),
  );
});

const janela = { inicio: day('2026-11-11'), fim: day('2026-12-10') };

test('pro rata to the cent', () => {
  const cases: [number, string, string, 'corte' | 'meio-acima', number][] = [
    [9990, '2026-11-11', '2026-12-10', 'corte', 9990],
    [9990, '2026-11-21', '2026-12-10', 'corte', 6660],
    [9990, '2026-11-11', '2026-11-11', 'corte', 333],
    [10_000, '2026-11-11', '2026-11-11', 'corte', 333],
    [10_000, '2026-11-12', '2026-11-12', 'corte', 333],
    [10_000, '2026-11-13', '2026-11-13', 'corte', 334],
    [10_000, '2026-11-12', '2026-11-12', 'meio-acima', 334],
    [0, '2026-11-11', '2026-12-10', 'corte', 0],
  ];
  for (const [valor, inicio, fim, fracao, expected] of cases) {
    const trecho = { inicio: day(inicio), fim: day(fim) };
    assert.equal(
      parteDoValor(centavos(valor), { janela, parte: janela }, [trecho], fracao),
      expected,
      `${valor} ${inicio} ${fim}`,
    );
  }
});

const dinheiro = fc.integer({ min: 0, max: 100_000_000 }).map(centavos);
const fracoes = fc.constantFrom('corte' as const, 'meio-acima' as const);

test('parts of a window, however they are cut, add up to the whole fee, and none misses its share by a cent', () => {
  fc.assert(
    fc.property(vencimentos, meses, dinheiro, fracoes, fc.array(fc.nat(31)), (v, mes, valor, fracao, cuts) => {
      const whole = janelaDe(v, mes);
      const total = daysBetween(whole.inicio, whole.fim) + 1;
      const starts = [...new Set([0, ...cuts.filter((cut) => cut < total)])].sort((a, b) => a - b);
      let soma = 0;
      for (const [i, start] of starts.entries()) {
        const end = (starts[i + 1] ?? total) - 1;
        const trecho = { inicio: addDays(whole.inicio, start), fim: addDays(whole.inicio, end) };
        const parte = parteDoValor(valor, { janela: whole, parte: whole }, [trecho], fracao);
        assert.ok(Math.abs(parte - (valor * (end - start + 1)) / total) < 1);
        soma += parte;
      }
      assert.equal(soma, valor);
    }),
  );
});

test('a period over several windows is each day once', () => {
  fc.assert(
    fc.property(vencimentos, meses, fc.integer({ min: 1, max: 200 }), (v, mes, length) => {
      const { fim } = janelaCobrada(v, mes);
      const periodo = { inicio: addDays(fim, 1 - length), fim };
      const partes = partesDoPeriodo(v, mes, periodo);
      assert.equal(partes[0]?.parte.inicio, periodo.inicio);
      assert.equal(partes.at(-1)?.parte.fim, fim);
      for (const [i, { parte }] of partes.slice(1).entries()) {
        assert.equal(parte.inicio, addDays((partes[i] as (typeof partes)[number]).parte.fim, 1));
      }
    }),
  );
});

test('days without days', () => {
  const of = (inicio: string, fim: string) => ({ inicio: day(inicio), fim: day(fim) });
  const mes = of('2028-02-01', '2028-02-29');
  assert.deepEqual(menos(mes, []), [mes]);
  assert.deepEqual(menos(mes, [of('2028-01-01', '2028-03-31')]), []);
  assert.deepEqual(menos(mes, [of('2028-02-29', '2028-03-05'), of('2028-02-10', '2028-02-12')]), [
    of('2028-02-01', '2028-02-09'),
    of('2028-02-13', '2028-02-28'),
  ]);
  const intervalos = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => {
    const inicio = addDays(day('2028-01-15'), start);
    return { inicio, fim: addDays(inicio, length) };
  });
  fc.assert(
    fc.property(fc.array(intervalos), (fora) => {
      const ficam = menos(mes, fora);
      const inside = (d: Day, list: { inicio: Day; fim: Day }[]) => list.some((i) => i.inicio <= d && d <= i.fim);
      for (let d = mes.inicio; d <= mes.fim; d = addDays(d, 1)) assert.equal(inside(d, ficam), !inside(d, fora), d);
    }),
  );
});
