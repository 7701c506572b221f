import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, type Day, day, daysBetween } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { datasComProva } from '../../src/modules/inadimplencia/prazos.ts';
import { type Decisao, passosDe } from '../../src/modules/inadimplencia/rules.ts';
import type { ContratoEmCobranca, MensagemDoAviso } from '../../src/modules/inadimplencia/situacao.ts';
import { avisoDe, contratoDe, diaDaSemana, dividaDe, feriado, type RegrasDoAviso } from './regras-makers.ts';

const REGRAS: RegrasDoAviso = { suspensao_parcial_dias: null, suspensao_dias: 15, rescisao_dias: 60 };
const PARCIAL: RegrasDoAviso = { ...REGRAS, suspensao_parcial_dias: 15, suspensao_dias: 45 };

const passos = (contrato: ContratoEmCobranca, hoje: string, aoPagar = false): string[] =>
  passosDe(contrato, { aviso_dias: 5 }, day(hoje), { aoPagar }).map(({ acao, motivo }) => `${acao}: ${motivo}`);

/** A notice of 15 December 2026 whose e-mail left that day. */
const provado = (changed = {}, regras = REGRAS) => {
  const aviso = avisoDe(day('2026-12-15'), regras);
  const enviadoEm = day('2026-12-15');
  return {
    ...aviso,
    enviadoEm,
    prova: 'EMAIL' as const,
    ...datasComProva(aviso, enviadoEm),
    mensagens: [],
    ...changed,
  };
};
const mensagem = (changed: Partial<MensagemDoAviso>): MensagemDoAviso => ({
  canal: 'EMAIL',
  estado: 'ENVIADA',
  entrega: null,
  dia: day('2026-12-15'),
  ...changed,
});
const suspenso = { suspensoEm: day('2027-01-04') };
const semDevido = { devido: centavos(0), contestado: centavos(9990) };
const contestada = [dividaDe(1, '2026-12-10', semDevido)];

const casos: readonly (readonly [string, Partial<ContratoEmCobranca>, string, string[]])[] = [
  ['on the due date', {}, '2026-12-10', ['NADA: em_dia']],
  ['the day after: not yet', {}, '2026-12-11', ['NADA: ainda_nao_avisa']],
  ['four days late', {}, '2026-12-14', ['NADA: ainda_nao_avisa']],
  ['five days late', {}, '2026-12-15', ['AVISAR: vencida']],
  [
    'due on a Saturday, counted from Monday',
    { dividas: [dividaDe(1, '2026-12-12')] },
    '2026-12-18',
    ['NADA: ainda_nao_avisa'],
  ],
  ['and noticed five days after it', { dividas: [dividaDe(1, '2026-12-12')] }, '2026-12-19', ['AVISAR: vencida']],
  ['disputed as a whole', { dividas: contestada }, '2026-12-20', ['NADA: contestado']],
  [
    'disputed in part',
    { dividas: [dividaDe(1, '2026-12-10', { contestado: centavos(1) })] },
    '2026-12-20',
    ['AVISAR: vencida'],
  ],
  ['exempt', { isento: true }, '2026-12-20', ['NADA: isento']],
  ['inactive', { status: 'INATIVO TEMPORARIAMENTE' }, '2026-12-20', ['NADA: inativo']],
  ['cancelled', { status: 'CANCELADO' }, '2026-12-20', ['NADA: fora_de_servico']],

  ['the message waits', { aviso: avisoDe(day('2026-12-15'), REGRAS) }, '2027-06-01', ['NADA: espera_prova']],
  [
    'no proof, no term',
    { aviso: avisoDe(day('2026-12-15'), REGRAS, { mensagens: [] }) },
    '2027-06-01',
    ['NADA: falta_carta'],
  ],
  [
    'the e-mail failed, there is an SMS',
    { temSms: true, aviso: avisoDe(day('2026-12-15'), REGRAS, { mensagens: [mensagem({ estado: 'FALHOU' })] }) },
    '2026-12-16',
    ['ENVIAR SMS: email_falhou'],
  ],
  [
    'the e-mail left',
    { aviso: avisoDe(day('2026-12-15'), REGRAS, { mensagens: [mensagem({})] }) },
    '2026-12-16',
    ['REGISTRAR PROVA: provado'],
  ],
  [
    'it left, and the term has run meanwhile',
    { aviso: avisoDe(day('2026-12-15'), REGRAS, { mensagens: [mensagem({})] }) },
    '2027-01-04',
    ['REGISTRAR PROVA: provado', 'SUSPENDER: prazo_vencido'],
  ],
  [
    'an SMS that did not arrive',
    { aviso: provado({ prova: 'SMS', mensagens: [mensagem({ canal: 'SMS', entrega: 'NAO_ENTREGUE' })] }) },
    '2027-01-04',
    ['REVOGAR PROVA: nao_entregue'],
  ],

  ['day 14', { aviso: provado() }, '2026-12-29', ['NADA: prazo_correndo']],
  ['day 15, the eve of the year end', { aviso: provado() }, '2026-12-30', ['NADA: prazo_correndo']],
  ['the first day that allows it', { aviso: provado() }, '2027-01-04', ['SUSPENDER: prazo_vencido']],
  ['a Friday later', { aviso: provado() }, '2027-01-08', ['NADA: dia_vedado']],
  [
    'paid meanwhile',
    { aviso: provado(), dividas: [] },
    '2027-01-04',
    ['ENCERRAR AVISO: quitado', 'NADA: em_dia'].slice(0, 1),
  ],
  ['disputed meanwhile', { aviso: provado(), dividas: contestada }, '2027-01-04', ['ENCERRAR AVISO: contestado']],
  [
    'paid, but another invoice is late by now',
    { aviso: provado(), dividas: [dividaDe(2, '2026-12-20')] },
    '2027-01-04',
    ['ENCERRAR AVISO: quitado', 'AVISAR: vencida'],
  ],
  ['exempt by now', { aviso: provado(), isento: true }, '2027-01-04', ['ENCERRAR AVISO: isento']],

  ['partial stage: before', { aviso: provado({}, PARCIAL) }, '2026-12-30', ['NADA: prazo_correndo']],
  ['partial stage', { aviso: provado({}, PARCIAL) }, '2027-01-04', ['SUSPENDER PARCIALMENTE: prazo_vencido']],
  ['partial stage on a Friday', { aviso: provado({}, PARCIAL) }, '2027-01-08', ['NADA: dia_vedado']],
  [
    'in it already',
    { status: 'SUSPENSO PARCIALMENTE', aviso: provado({}, PARCIAL) },
    '2027-01-05',
    ['NADA: prazo_correndo'],
  ],
  [
    'the total stage after it',
    { status: 'SUSPENSO PARCIALMENTE', aviso: provado({}, PARCIAL) },
    '2027-02-01',
    ['SUSPENDER: prazo_vencido'],
  ],

  [
    '59 days of suspension',
    { status: 'SUSPENSO', aviso: provado({ ...suspenso, diasSuspenso: 59 }) },
    '2027-03-08',
    ['NADA: prazo_correndo'],
  ],
  [
    '60 days of suspension',
    { status: 'SUSPENSO', aviso: provado({ ...suspenso, diasSuspenso: 60 }) },
    '2027-03-05',
    ['RESCINDIR: dias_suspenso'],
  ],
  [
    '60 days, a Saturday',
    { status: 'SUSPENSO', aviso: provado({ ...suspenso, diasSuspenso: 61 }) },
    '2027-03-06',
    ['NADA: prazo_correndo'],
  ],
  [
    '60 days that trust cut short',
    { status: 'SUSPENSO', aviso: provado({ ...suspenso, diasSuspenso: 57 }) },
    '2027-03-05',
    ['NADA: prazo_correndo'],
  ],
  [
    'disputed in suspension',
    { status: 'SUSPENSO', aviso: provado({ ...suspenso, diasSuspenso: 70 }), dividas: contestada },
    '2027-03-15',
    ['HABILITAR: contestado'],
  ],
  [
    'paid in suspension, a later invoice unpaid',
    { status: 'SUSPENSO', aviso: provado({ ...suspenso, diasSuspenso: 9 }), dividas: [dividaDe(2, '2027-01-10')] },
    '2027-01-13',
    ['HABILITAR: quitado', 'NADA: ainda_nao_avisa'].slice(0, 1),
  ],
  ['suspended by somebody without a notice', { status: 'SUSPENSO' }, '2026-12-15', ['AVISAR: vencida']],
  ['without a notice and a debt', { status: 'SUSPENSO', dividas: [] }, '2026-12-15', ['NADA: suspenso_sem_divida']],

  [
    'on trust',
    {
      status: 'HABILITADO EM CONFIANCA',
      aviso: provado(suspenso),
      confianca: { fim: day('2027-01-07'), voltarPara: 'SUSPENSO' },
    },
    '2027-01-07',
    ['NADA: em_confianca'],
  ],
  [
    'after it, a Friday',
    {
      status: 'HABILITADO EM CONFIANCA',
      aviso: provado(suspenso),
      confianca: { fim: day('2027-01-07'), voltarPara: 'SUSPENSO' },
    },
    '2027-01-08',
    ['NADA: dia_vedado'],
  ],
  [
    'after it, Monday',
    {
      status: 'HABILITADO EM CONFIANCA',
      aviso: provado(suspenso),
      confianca: { fim: day('2027-01-07'), voltarPara: 'SUSPENSO' },
    },
    '2027-01-11',
    ['VOLTAR DA CONFIANCA: fim_da_confianca'],
  ],
  [
    'first instalment open',
    { status: 'EM NEGOCIACAO', esperaParcela: true, aviso: provado(suspenso) },
    '2027-01-11',
    ['NADA: primeira_parcela'],
  ],
  [
    'first instalment paid',
    { status: 'EM NEGOCIACAO', dividas: [], aviso: provado(suspenso) },
    '2027-01-11',
    ['HABILITAR: parcela_paga'],
  ],
];

for (const [name, contrato, hoje, esperado] of casos) {
  test(`${hoje}, ${name}: ${esperado.join(', ')}`, () => {
    assert.deepEqual(passos(contratoDe(contrato), hoje), esperado);
  });
}

test('the payment that brings the debt to nothing ends a suspension without a notice too', () => {
  assert.deepEqual(passos(contratoDe({ status: 'SUSPENSO', dividas: [] }), '2026-12-15', true), ['HABILITAR: quitado']);
});

interface Vida {
  regras: RegrasDoAviso;
  aviso_dias: number;
  vencimento: Day;
  /** What happens on each day that the routine runs: how many days it was down before, and the world's part. */
  dias: readonly { parado: number; acontece: 'nada' | 'email sai' | 'confianca' | 'contesta' | 'desiste' }[];
}

/** Lives through the days as the routine would, and tells each step with what was so then. */
function* viver({ regras, aviso_dias, vencimento, dias }: Vida): Generator<{
  decisao: Decisao;
  antes: ContratoEmCobranca;
  hoje: Day;
  suspensoPor: number;
}> {
  let contrato = contratoDe({ dividas: [dividaDe(1, vencimento)] });
  let hoje = vencimento;
  let suspensoPor = 0;
  const mudarAviso = (changed: object) => {
    if (contrato.aviso) contrato = { ...contrato, aviso: { ...contrato.aviso, ...changed } };
  };
  for (const { parado, acontece } of dias) {
    hoje = addDays(hoje, 1 + parado);
    if (contrato.status === 'SUSPENSO') suspensoPor += 1 + parado;
    mudarAviso({ diasSuspenso: suspensoPor });
    const contesta = acontece === 'contesta' || (acontece !== 'desiste' && contrato.dividas[0]?.devido === 0);
    contrato = { ...contrato, dividas: [dividaDe(1, vencimento, contesta ? semDevido : {})] };
    if (acontece === 'email sai' && contrato.aviso?.enviadoEm === null)
      mudarAviso({ mensagens: [mensagem({ dia: hoje })] });
    if (acontece === 'confianca' && contrato.status === 'SUSPENSO') {
      const confianca = { fim: addDays(hoje, 3), voltarPara: 'SUSPENSO' as const };
      contrato = { ...contrato, status: 'HABILITADO EM CONFIANCA', confianca };
    }
    for (const decisao of passosDe(contrato, { aviso_dias }, hoje)) {
      yield { decisao, antes: contrato, hoje, suspensoPor };
      switch (decisao.acao) {
        case 'AVISAR':
          suspensoPor = 0;
          contrato = { ...contrato, aviso: avisoDe(hoje, regras, { faturas: decisao.dividas.map((d) => d.faturaId) }) };
          break;
        case 'REGISTRAR PROVA': {
          const { aviso } = contrato;
          if (aviso && decisao.dia)
            mudarAviso({ enviadoEm: decisao.dia, prova: 'EMAIL', ...datasComProva(aviso, decisao.dia) });
          break;
        }
        case 'SUSPENDER PARCIALMENTE':
          contrato = { ...contrato, status: 'SUSPENSO PARCIALMENTE' };
          break;
        case 'SUSPENDER':
        case 'VOLTAR DA CONFIANCA':
          mudarAviso({ suspensoEm: contrato.aviso?.suspensoEm ?? hoje });
          contrato = { ...contrato, status: 'SUSPENSO', confianca: null };
          break;
        case 'HABILITAR':
          suspensoPor = 0;
          contrato = { ...contrato, status: 'HABILITADO', aviso: null, confianca: null };
          break;
        case 'ENCERRAR AVISO':
          contrato = { ...contrato, aviso: null };
          break;
        case 'RESCINDIR':
          return;
        default:
      }
    }
  }
}

const vida: fc.Arbitrary<Vida> = fc.record({
  regras: fc.record({
    suspensao_parcial_dias: fc.option(fc.integer({ min: 1, max: 60 })),
    suspensao_dias: fc.integer({ min: 15, max: 60 }),
    rescisao_dias: fc.integer({ min: 60, max: 120 }),
  }),
  aviso_dias: fc.integer({ min: 1, max: 30 }),
  vencimento: fc.integer({ min: 0, max: 4000 }).map((n) => addDays(day('2024-01-01'), n)),
  dias: fc.array(
    fc.record({
      parado: fc.oneof(
        { weight: 9, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }) },
      ),
      acontece: fc.oneof(
        { weight: 60, arbitrary: fc.constant('nada' as const) },
        { weight: 30, arbitrary: fc.constant('email sai' as const) },
        { weight: 2, arbitrary: fc.constant('confianca' as const) },
        { weight: 1, arbitrary: fc.constant('contesta' as const) },
        { weight: 2, arbitrary: fc.constant('desiste' as const) },
      ),
    }),
    { minLength: 200, maxLength: 260 },
  ),
});

test('in any life of a debt no step comes before its days, on a day that forbids it, or for what is disputed', () => {
  const visto = new Map<string, number>();
  fc.assert(
    fc.property(vida, (uma) => {
      for (const { decisao, antes, hoje, suspensoPor } of viver(uma)) {
        const { acao, dividas } = decisao;
        visto.set(acao, (visto.get(acao) ?? 0) + 1);
        const { aviso } = antes;
        const suspende = ['SUSPENDER', 'SUSPENDER PARCIALMENTE', 'VOLTAR DA CONFIANCA'].includes(acao);
        if (suspende || acao === 'RESCINDIR' || acao === 'AVISAR') {
          assert.ok(dividas.length > 0 && dividas.every(({ devido }) => devido > 0), 'something undisputed is owed');
        }
        if (acao === 'AVISAR') assert.ok(daysBetween(uma.vencimento, hoje) >= uma.aviso_dias);
        if (suspende) {
          assert.ok(diaDaSemana(hoje) < 4 && !feriado(hoje) && !feriado(addDays(hoje, 1)), `${acao} on ${hoje}`);
          assert.ok(aviso?.enviadoEm && daysBetween(aviso.enviadoEm, hoje) >= 15, `${acao} on ${hoje}`);
        }
        if (acao === 'SUSPENDER')
          assert.ok(aviso?.enviadoEm && daysBetween(aviso.enviadoEm, hoje) >= uma.regras.suspensao_dias);
        if (acao === 'RESCINDIR')
          assert.ok(suspensoPor >= Math.max(60, uma.regras.rescisao_dias), `${suspensoPor} days`);
      }
    }),
    { numRuns: 300 },
  );
  for (const acao of [
    'AVISAR',
    'REGISTRAR PROVA',
    'SUSPENDER',
    'SUSPENDER PARCIALMENTE',
    'VOLTAR DA CONFIANCA',
    'RESCINDIR',
    'HABILITAR',
  ]) {
    assert.ok((visto.get(acao) ?? 0) > 10, `${acao} came about`);
  }
});
