import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, type Day, day } from '#kernel/dates.ts';
import { janelaDe, mesDe } from '../../src/modules/faturamento/rules.ts';
import {
  inicioDoCiclo,
  maisExatasPrimeiro,
  segundosTarifados,
  type Tarifa,
  tarifaDe,
  valorDe,
} from '../../src/modules/telefonia/rules.ts';

const PASSOS = { minimoSegundos: 30, passoSegundos: 6, isentoSegundos: 3 };

const rated: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [3, 0],
  [4, 30],
  [30, 30],
  [31, 36],
  [36, 36],
  [37, 42],
  [60, 60],
  [61, 66],
  [3600, 3600],
];
for (const [duracao, segundos] of rated) {
  test(`30/6/3: ${duracao} seconds are charged as ${segundos}`, () =>
    assert.equal(segundosTarifados(duracao, PASSOS), segundos));
}

test('by the minute, by the second, and without an exempt beginning', () => {
  assert.equal(segundosTarifados(61, { minimoSegundos: 60, passoSegundos: 60, isentoSegundos: 0 }), 120);
  assert.equal(segundosTarifados(61, { minimoSegundos: 0, passoSegundos: 1, isentoSegundos: 0 }), 61);
  assert.equal(segundosTarifados(1, { minimoSegundos: 0, passoSegundos: 6, isentoSegundos: 0 }), 6);
  assert.equal(segundosTarifados(0, { minimoSegundos: 30, passoSegundos: 6, isentoSegundos: 0 }), 0);
});

const passos = fc.record({
  minimoSegundos: fc.integer({ min: 0, max: 120 }),
  passoSegundos: fc.integer({ min: 1, max: 120 }),
  isentoSegundos: fc.integer({ min: 0, max: 60 }),
});
const fracao = fc.constantFrom('corte' as const, 'meio-acima' as const);

test('a longer call never has fewer rated seconds, nor costs less', () => {
  fc.assert(
    fc.property(
      passos,
      fc.nat(100_000),
      fc.nat(1000),
      fc.nat(10_000_000),
      fracao,
      (tarifa, duracao, mais, minuto, como) => {
        const [curta, longa] = [segundosTarifados(duracao, tarifa), segundosTarifados(duracao + mais, tarifa)];
        assert.ok(curta <= longa);
        assert.ok(valorDe(curta, minuto, como) <= valorDe(longa, minuto, como));
      },
    ),
  );
});

test('what is charged covers the call, and exceeds it by less than the minimum and a step', () => {
  fc.assert(
    fc.property(passos, fc.nat(100_000), (tarifa, duracao) => {
      const segundos = segundosTarifados(duracao, tarifa);
      if (segundos === 0) return assert.ok(duracao <= tarifa.isentoSegundos || duracao === 0);
      assert.ok(segundos >= duracao);
      assert.ok(segundos < Math.max(duracao, tarifa.minimoSegundos) + tarifa.passoSegundos);
      assert.equal((segundos - tarifa.minimoSegundos) % tarifa.passoSegundos, 0);
    }),
  );
});

const custos: readonly (readonly [number, number, number, number])[] = [
  // seconds, ten-thousandths a minute, cut, half up
  [60, 1000, 10, 10],
  [30, 1000, 5, 5],
  [36, 850, 5, 5],
  [66, 850, 9, 9],
  [42, 850, 5, 6],
  [0, 850, 0, 0],
  [6, 10, 0, 0],
  [604_800, 10_000_000, 1_008_000_000, 1_008_000_000],
];
for (const [segundos, minuto, corte, meio] of custos) {
  test(`${segundos} s at R$ ${minuto / 10_000} a minute: ${corte} centavos, or ${meio} with halves up`, () => {
    assert.equal(valorDe(segundos, minuto, 'corte'), corte);
    assert.equal(valorDe(segundos, minuto, 'meio-acima'), meio);
  });
}

test('the cut never takes a whole cent, and is what exact arithmetic gives', () => {
  fc.assert(
    fc.property(fc.nat(604_800), fc.nat(10_000_000), (segundos, minuto) => {
      assert.equal(BigInt(valorDe(segundos, minuto, 'corte')), (BigInt(segundos) * BigInt(minuto)) / 6000n);
    }),
  );
});

let id = 1;
const tarifa = (changed: Partial<Tarifa>): Tarifa => ({
  id: id++,
  descricao: 'TARIFA',
  tipoLigacaoId: 1,
  destino: '',
  mesmaArea: null,
  pacoteVozId: null,
  valorMinuto: 1000,
  ...PASSOS,
  inicio: day('1900-01-01'),
  fim: '9999-12-31' as Day,
  ...changed,
});

const TABELA = {
  qualquer: tarifa({}),
  local: tarifa({ destino: '55', mesmaArea: true }),
  ddd: tarifa({ destino: '55', mesmaArea: false }),
  movelLocal: tarifa({ destino: '55__9', mesmaArea: true }),
  movelDdd: tarifa({ destino: '55__9', mesmaArea: false }),
  movelSp: tarifa({ destino: '55119', mesmaArea: false }),
  eua: tarifa({ destino: '1' }),
  gratis: tarifa({ destino: '0800' }),
  policia: tarifa({ destino: '0190' }),
  velha: tarifa({ destino: '351', fim: day('2026-01-31') }),
  nova: tarifa({ destino: '351', inicio: day('2026-02-01') }),
  doPacote: tarifa({ destino: '55', mesmaArea: false, pacoteVozId: 7 }),
} as const;
const ordenadas = maisExatasPrimeiro(Object.values(TABELA));

const escolhas: readonly (readonly [string, Partial<Parameters<typeof tarifaDe>[0]>, keyof typeof TABELA])[] = [
  ['a landline of the same area', { destino: '553137491234' }, 'local'],
  ['a landline elsewhere', { destino: '551132101234' }, 'ddd'],
  ['a mobile of the same area', { destino: '5531991234567' }, 'movelLocal'],
  ['a mobile elsewhere', { destino: '5521991234567' }, 'movelDdd'],
  ['of two beginnings of one length the one with more digits', { destino: '5511991234567' }, 'movelSp'],
  ['a landline with a 9 further on', { destino: '551139991234' }, 'ddd'],
  ['abroad', { destino: '12125551234' }, 'eua'],
  ['a number abroad that begins as an emergency', { destino: '19055551234' }, 'eua'],
  ['an emergency', { destino: '190' }, 'policia'],
  ['another short number', { destino: '193' }, 'qualquer'],
  ['toll-free', { destino: '08007031234' }, 'gratis'],
  ['the last day of a tariff', { destino: '351213456789', dia: day('2026-01-31') }, 'velha'],
  ['the first day of the next', { destino: '351213456789', dia: day('2026-02-01') }, 'nova'],
  ['before a longer beginning the one of the package', { destino: '5511991234567', pacotes: [3, 7] }, 'doPacote'],
  ['the package has none within the area', { destino: '553137491234', pacotes: [7] }, 'local'],
];
for (const [nome, chamada, esperada] of escolhas) {
  test(`tariff: ${nome}`, () => {
    const completa = { origem: '553137490177', destino: '', dia: day('2026-03-10'), pacotes: [], ...chamada };
    assert.equal(tarifaDe(completa, ordenadas), TABELA[esperada]);
  });
}

test('without a fitting tariff there is none', () => {
  const chamada = { origem: '553137490177', destino: '190', dia: day('2026-03-10'), pacotes: [] };
  assert.equal(tarifaDe(chamada, maisExatasPrimeiro([TABELA.eua, TABELA.local, TABELA.ddd])), undefined);
});

test('the choice does not depend on the order of the catalogue', () => {
  const chamada = { origem: '553137490177', destino: '5511991234567', dia: day('2026-03-10'), pacotes: [7] };
  const todas = Object.values(TABELA);
  fc.assert(
    fc.property(fc.shuffledSubarray(todas, { minLength: todas.length }), (mixed) => {
      assert.equal(tarifaDe(chamada, maisExatasPrimeiro(mixed)), TABELA.doPacote);
    }),
  );
});

test('the free minutes of a day are those of the window in which billing charges it', () => {
  const dias = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(day('2000-01-01'), n));
  fc.assert(
    fc.property(dias, fc.integer({ min: 1, max: 31 }), (dia, diaFinal) => {
      const inicio = inicioDoCiclo(dia, diaFinal);
      assert.ok(inicio <= dia);
      const vencimento = { dia: 1, diaFinal, mesmoMes: true, prePago: false };
      const janelas = [mesDe(dia), mesDe(addDays(mesDe(dia), 32))].map((mes) => janelaDe(vencimento, mes));
      const janela = janelas.find(({ inicio: de, fim }) => de <= dia && dia <= fim);
      assert.equal(inicio, janela?.inicio);
    }),
  );
});

for (const [dia, diaFinal, inicio] of [
  ['2026-01-31', 31, '2026-01-01'],
  ['2026-03-01', 31, '2026-03-01'],
  ['2026-02-28', 30, '2026-01-31'],
  ['2026-03-30', 30, '2026-03-01'],
  ['2026-03-31', 30, '2026-03-31'],
  ['2024-02-29', 10, '2024-02-11'],
] as const) {
  test(`window that ends on day ${diaFinal}: ${dia} is in the one that begins on ${inicio}`, () =>
    assert.equal(inicioDoCiclo(day(dia), diaFinal), inicio));
}
