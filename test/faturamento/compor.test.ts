import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, addMonths, day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { compor } from '../../src/modules/faturamento/compor.ts';
import type { ContratoLido } from '../../src/modules/faturamento/contrato.ts';
import { emissaoDe, vencimentoDe } from '../../src/modules/faturamento/rules.ts';
import { contasDe, contrato, novembro, promocao, regras } from './contrato-lido.ts';

const of = (changed: Partial<ContratoLido>, hoje = regras.hoje) =>
  contasDe(compor([contrato(changed)], [], { ...regras, hoje }));

const cases: [string, Partial<ContratoLido>, string[]][] = [
  ['a whole month', {}, ['9990 2026-12-10: MENSALIDADE 9990']],
  ['after the month before', { faturados: [novembro()] }, ['9990 2026-12-10: MENSALIDADE 9990']],
  ['enabled on the 21st', { faturarDesde: day('2026-11-21') }, ['6660 2026-12-10: MENSALIDADE 6660']],
  ['enabled after the day of billing', { faturarDesde: day('2026-12-01') }, []],
  [
    'enabled after the last day of billing: the rest of that month with this one',
    { faturarDesde: day('2026-11-01') },
    ['13212 2026-12-10: MENSALIDADE 3222, MENSALIDADE 9990'],
  ],
  [
    'cancelled on the 20th',
    { status: 'CANCELADO', canceladoEm: day('2026-11-20') },
    ['3330 2026-12-10: MENSALIDADE 3330'],
  ],
  ['cancelled before what was not billed', { status: 'CANCELADO', canceladoEm: day('2026-11-10') }, []],
  ['suspended all the time', { status: 'SUSPENSO' }, []],
  [
    'extras, by their own days',
    { faturarDesde: day('2026-11-26'), extras: [{ descricao: 'CANAL', valor: centavos(1001) }] },
    ['5495 2026-12-10: MENSALIDADE 4995, EXTRA 500'],
  ],
  [
    'promotions in their order, each of what is left',
    { promocoes: [promocao(), promocao({ id: 2, desconto: 5000 })] },
    ['4495 2026-12-10: MENSALIDADE 9990, PROMOCAO -999, PROMOCAO -4496'],
  ],
  [
    'a percentage of the full fee, a fixed amount, and never below zero',
    {
      promocoes: [
        promocao({ valor_base: 'VALOR BRUTO', desconto: 5000 }),
        promocao({ id: 2, valor_base: 'VALOR BRUTO', desconto: 4000 }),
        promocao({ id: 3, em_porcentagem: false, desconto: 3000 }),
        promocao({ id: 4 }),
      ],
    },
    ['0 2026-12-10: MENSALIDADE 9990, PROMOCAO -4995, PROMOCAO -3996, PROMOCAO -999'],
  ],
  ['a promotion that is used up', { promocoes: [promocao({ usadas: 12 })] }, ['9990 2026-12-10: MENSALIDADE 9990']],
  [
    'a promotion for one month, of two',
    { faturarDesde: day('2026-11-01'), promocoes: [promocao({ desconto: 10_000, numero_mensalidades: 1 })] },
    ['9990 2026-12-10: MENSALIDADE 3222, PROMOCAO -3222, MENSALIDADE 9990'],
  ],
  [
    'a promotion that waits',
    { faturarDesde: day('2026-11-01'), promocoes: [promocao({ dias_carencia: 10 })] },
    ['12213 2026-12-10: MENSALIDADE 3222, MENSALIDADE 9990, PROMOCAO -999'],
  ],
  [
    'a promotion on part of a month',
    { faturarDesde: day('2026-11-21'), promocoes: [promocao({ em_porcentagem: false, desconto: 3000 })] },
    ['4660 2026-12-10: MENSALIDADE 6660, PROMOCAO -2000'],
  ],
  [
    'the first instalment of the installation and the third of a service',
    {
      parcelados: [
        { servicoAdicionalId: null, descricao: 'INSTALACAO', valor: centavos(10_000), parcelas: 3, cobradas: [] },
        { servicoAdicionalId: 5, descricao: 'VISITA', valor: centavos(100), parcelas: 3, cobradas: [2, 1] },
      ],
    },
    ['13357 2026-12-10: MENSALIDADE 9990, INSTALACAO 1 3334, SERVICO 3 33'],
  ],
  [
    'the instalments that are left, when the contract ends',
    {
      status: 'CANCELADO',
      canceladoEm: day('2026-11-10'),
      faturados: [novembro()],
      parcelados: [
        { servicoAdicionalId: null, descricao: 'INSTALACAO', valor: centavos(300), parcelas: 3, cobradas: [1] },
      ],
    },
    ['200 2026-12-10: INSTALACAO 2 100, INSTALACAO 3 100'],
  ],
  [
    'calls',
    {
      chamadas: [
        { descricao: 'CELULAR', valor: centavos(77), inicio: day('2026-11-12'), fim: day('2026-11-13'), ids: [1, 2] },
      ],
    },
    ['10067 2026-12-10: MENSALIDADE 9990, CHAMADAS 77'],
  ],
  ['exempt', { isento: true }, []],
  [
    'days of the month before that turned out not to be due',
    {
      historico: [
        { dia: day('2026-11-02'), de: 'HABILITADO', para: 'SUSPENSO' },
        { dia: day('2026-11-05'), de: 'SUSPENSO', para: 'HABILITADO' },
      ],
      faturados: [novembro()],
    },
    ['9090 2026-12-10: MENSALIDADE 9990, ACERTO -900'],
  ],
  [
    'days of the month before that were due after all',
    {
      historico: [
        { dia: day('2026-10-20'), de: 'HABILITADO', para: 'SUSPENSO' },
        { dia: day('2026-11-05'), de: 'SUSPENSO', para: 'HABILITADO' },
      ],
      faturados: [novembro({ fora: [{ inicio: day('2026-10-20'), fim: day('2026-11-10') }] })],
    },
    ['11790 2026-12-10: MENSALIDADE 9990, ACERTO 1800'],
  ],
  [
    'what was known on the day of billing is not looked at again',
    { status: 'SUSPENSO', faturados: [novembro({ faturadoEm: day('2026-11-15') })] },
    [],
  ],
];

for (const [name, changed, expected] of cases) test(`billed: ${name}`, () => assert.deepEqual(of(changed), expected));

test('a month that is billed late is due so many days later at least', () => {
  assert.deepEqual(of({}, day('2026-12-04')), ['9990 2026-12-10: MENSALIDADE 9990']);
  assert.deepEqual(of({}, day('2026-12-09')), ['9990 2026-12-14: MENSALIDADE 9990']);
});

test('29 February, 31 January and the turn of the year', () => {
  const mensal = (diaFinal: number, mes: string) => {
    const dia = { dia: diaFinal, diaFinal, mesmoMes: true, prePago: false };
    const competencia = day(mes);
    const [emissao, vencimento] = [emissaoDe(dia, competencia, 10), vencimentoDe(dia, competencia)];
    return of(
      { alvo: { vencimentoId: 1, dia, competencia, emissao, vencimento }, faturarDesde: day('2027-12-29') },
      emissao,
    );
  };
  assert.deepEqual(mensal(31, '2027-12-01'), [], 'enabled after the day of billing');
  assert.deepEqual(mensal(31, '2028-01-01'), ['10956 2028-01-31: MENSALIDADE 966, MENSALIDADE 9990']);
  assert.deepEqual(
    mensal(31, '2028-02-01').map((conta) => conta.slice(0, 16)),
    ['20946 2028-02-29'],
  );
});

test('an invoice for each contract, or one for the customer, company, billing form and due date', () => {
  const seus = [contrato(), contrato({ id: 2 }), contrato({ id: 3, formaCobrancaId: 66 })];
  assert.equal(compor(seus, [], regras).contas.length, 3);
  const unica = compor(
    seus.map((k) => ({ ...k, faturaUnica: true })),
    [],
    regras,
  );
  assert.deepEqual(
    unica.contas.map(({ contratos }) => contratos),
    [[1, 2], [3]],
  );
});

test('a contract without a billing form is told, not billed', () => {
  const feito = compor([contrato({ formaCobrancaId: null })], [], regras);
  assert.deepEqual([feito.contas, feito.faturados, feito.semForma], [[], [], [1]]);
});

const lancamento = (valor: number, changed: object = {}) => ({
  id: 50,
  clienteId: 7,
  contratoId: null,
  tipo: 'CREDITO' as const,
  descricao: 'CREDITO',
  valor: centavos(valor),
  pagamentoId: null,
  ...changed,
});

test('what waits comes on the next invoice; a credit never makes it negative, and its rest waits on', () => {
  const feito = compor([contrato()], [lancamento(-15_000), lancamento(500, { id: 51, tipo: 'RESTO' })], regras);
  assert.deepEqual(contasDe(feito), ['0 2026-12-10: MENSALIDADE 9990, RESTO 500, CREDITO -10490']);
  assert.deepEqual(
    feito.restos.map(({ lancamento: { id }, valor }) => [id, valor]),
    [[50, -4510]],
  );
  const dois = compor([contrato(), contrato({ id: 2 })], [lancamento(-15_000, { contratoId: 2 })], regras);
  assert.deepEqual(contasDe(dois), [
    '4980 2026-12-10: MENSALIDADE 9990, CREDITO -5010',
    '0 2026-12-10: MENSALIDADE 9990, CREDITO -9990',
  ]);
});

test('a cancelled contract credits days of the month before: on the next invoice of the customer, or for later', () => {
  const cancelado = contrato({
    id: 2,
    status: 'CANCELADO',
    canceladoEm: day('2026-10-31'),
    faturados: [novembro({ faturadoEm: day('2026-10-20') })],
  });
  assert.deepEqual(contasDe(compor([contrato(), cancelado], [], regras)), [
    '6990 2026-12-10: MENSALIDADE 9990, ACERTO -3000',
  ]);
  const sozinho = compor([cancelado], [lancamento(-1)], regras);
  assert.deepEqual(sozinho.contas, []);
  assert.deepEqual(
    sozinho.restos.map(({ lancamento: { tipo, id }, valor }) => [id, tipo, valor]),
    [[null, 'ACERTO', -3000]],
  );
  assert.deepEqual(sozinho.acertos, [
    {
      contratoId: 2,
      competencia: '2026-11-01',
      inicio: '2026-10-11',
      fora: [{ inicio: '2026-11-01', fim: '2026-11-10' }],
    },
  ]);
});

test('whenever a contract is billed, cancelled and settled, it has paid its days, and no cent more', () => {
  const vencimentos = fc.record({
    dia: fc.integer({ min: 1, max: 31 }),
    diaFinal: fc.integer({ min: 1, max: 31 }),
    mesmoMes: fc.boolean(),
    prePago: fc.boolean(),
  });
  fc.assert(
    fc.property(vencimentos, fc.nat(400), fc.nat(70), fc.integer({ min: 0, max: 100_000 }), (dia, start, life, fee) => {
      const inicio = addDays(day('2027-10-01'), start);
      const fim = addDays(inicio, life);
      let k = contrato({ mensalidade: centavos(fee), faturarDesde: inicio });
      let pago = 0;
      for (let mes = addMonths(day('2027-08-01'), 0); mes < '2029-06-01'; mes = addMonths(mes, 1)) {
        const [emissao, vencimento] = [emissaoDe(dia, mes, 10), vencimentoDe(dia, mes)];
        const alvo = { vencimentoId: 1, dia, competencia: mes, emissao, vencimento };
        const fechado = emissao > fim ? ({ status: 'CANCELADO', canceladoEm: fim } as const) : {};
        if (emissao < inicio) continue;
        const feito = compor([{ ...k, ...fechado, alvo }], [], { ...regras, hoje: emissao });
        pago += feito.contas.reduce((soma, { linhas }) => soma + linhas.reduce((s, l) => s + l.valor, 0), 0);
        pago += feito.restos.reduce((soma, { valor }) => soma + valor, 0);
        const foraDe = new Map(feito.acertos.map(({ competencia, fora }) => [competencia, fora]));
        const meses = k.faturados.map((m) => ({ ...m, fora: foraDe.get(m.competencia) ?? m.fora }));
        const novos = feito.faturados.map((m) => ({ ...m, ...m.periodo, faturadoEm: emissao }));
        k = { ...k, faturados: [...novos.toReversed(), ...meses] };
      }
      const devido = compor(
        [
          contrato({
            mensalidade: centavos(fee),
            faturarDesde: inicio,
            status: 'CANCELADO',
            canceladoEm: fim,
            alvo: { ...contrato().alvo, dia, competencia: day('2030-01-01'), emissao: day('2029-12-20') },
          }),
        ],
        [],
        { ...regras, hoje: day('2029-12-20') },
      ).contas.reduce((soma, { linhas }) => soma + linhas.reduce((s, l) => s + l.valor, 0), 0);
      assert.equal(pago, devido);
    }),
  );
});
