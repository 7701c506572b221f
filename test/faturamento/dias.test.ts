import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Day, day } from '#kernel/dates.ts';
import { diasNaoCobrados, type VidaDoContrato } from '../../src/modules/faturamento/dias.ts';
import { type Intervalo, menos } from '../../src/modules/faturamento/rules.ts';

const HOJE = day('2026-12-15');
const of = (inicio: string, fim: string): Intervalo => ({ inicio: day(inicio), fim: day(fim) });
const MES = of('2026-12-01', '2026-12-31');
const NAO_COBRA = [{ desde: day('1900-01-01'), cobra: false }];

const vida = (changed: Partial<VidaDoContrato> = {}): VidaDoContrato => ({
  status: 'HABILITADO',
  historico: [],
  inativacoes: [],
  canceladoEm: null,
  ...changed,
});
const mudou = (dia: string, de: string | null, para: string) => ({ dia: day(dia), de, para });

/** The days of December that are charged. */
function cobrados(v: VidaDoContrato, politicas: { desde: Day; cobra: boolean }[] = NAO_COBRA): string[] {
  const dias = menos(MES, diasNaoCobrados(v, politicas, HOJE));
  return dias.map(({ inicio, fim }) => `${inicio.slice(8)}-${fim.slice(8)}`);
}

const suspenso = vida({
  status: 'HABILITADO',
  historico: [mudou('2026-12-05', 'HABILITADO', 'SUSPENSO'), mudou('2026-12-09', 'SUSPENSO', 'HABILITADO')],
});

const cases: [string, VidaDoContrato, string[]][] = [
  ['in service', vida(), ['01-31']],
  ['partly suspended', vida({ status: 'SUSPENSO PARCIALMENTE' }), ['01-31']],
  ['in negotiation', vida({ status: 'EM NEGOCIACAO' }), ['01-31']],
  ['suspended from the 5th, back on the 9th', suspenso, ['01-04', '09-31']],
  [
    'suspended and back on the same day',
    vida({
      historico: [mudou('2026-12-05', 'HABILITADO', 'SUSPENSO'), mudou('2026-12-05', 'SUSPENSO', 'HABILITADO')],
    }),
    ['01-31'],
  ],
  ['suspended today and until further notice', vida({ status: 'SUSPENSO' }), []],
  [
    'suspended on the 10th and still',
    vida({ status: 'SUSPENSO', historico: [mudou('2026-12-10', 'HABILITADO', 'SUSPENSO')] }),
    ['01-09'],
  ],
  ['inactive, nobody knows until when', vida({ status: 'INATIVO TEMPORARIAMENTE' }), []],
  [
    'inactive from the 3rd to the 20th',
    vida({
      status: 'INATIVO TEMPORARIAMENTE',
      historico: [mudou('2026-12-03', 'HABILITADO', 'INATIVO TEMPORARIAMENTE')],
      inativacoes: [of('2026-12-03', '2026-12-20')],
    }),
    ['01-02', '21-31'],
  ],
  ['to be inactive from the 20th on', vida({ inativacoes: [of('2026-12-20', '2027-03-01')] }), ['01-19']],
  ['cancelled on the 20th', vida({ status: 'CANCELADO', canceladoEm: day('2026-12-20') }), ['01-20']],
  [
    'suspended, then cancelled',
    vida({
      status: 'CANCELADO',
      canceladoEm: day('2026-12-12'),
      historico: [mudou('2026-12-08', 'HABILITADO', 'SUSPENSO'), mudou('2026-12-12', 'SUSPENSO', 'CANCELADO')],
    }),
    ['01-07'],
  ],
  ['made on the 10th', vida({ historico: [mudou('2026-12-10', null, 'HABILITADO')] }), ['10-31']],
];

for (const [name, v, expected] of cases) {
  test(`days charged: ${name}`, () => assert.deepEqual(cobrados(v), expected));
}

test('suspension is charged by the policy of each day', () => {
  const politicas = [
    { desde: day('1900-01-01'), cobra: true },
    { desde: day('2026-12-07'), cobra: false },
  ];
  assert.deepEqual(cobrados(suspenso, politicas), ['01-06', '09-31']);
  assert.deepEqual(cobrados(suspenso, [{ desde: day('1900-01-01'), cobra: true }]), ['01-31']);
});
