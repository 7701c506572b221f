import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DomainError } from '#kernel/errors.ts';
import { centavos } from '#kernel/money.ts';
import {
  type DadosTecnologia,
  exigirDadosDaTecnologia,
  exigirEnderecos,
  exigirPlanejamento,
  exigirValor,
  type PlanoVendido,
  parcelasDaInstalacao,
  podeMudar,
  recusarExtrasAlheios,
  type StatusContrato,
  valorDoContrato,
} from '../../src/modules/contratos/rules.ts';

const plano = (changed: Partial<PlanoVendido> = {}): PlanoVendido => ({
  id: 1,
  tipoTecnologia: 'INTERNET',
  fibra: true,
  utilizaTabelaPreco: false,
  possuiPlanejamentoTributario: false,
  servicoInstalacaoId: null,
  reservaSaida: false,
  geraLogin: true,
  geraSenha: true,
  ...changed,
});

const dados = (changed: Partial<DadosTecnologia> = {}): DadosTecnologia => ({
  bloqueios: {},
  idsPacotesVozExtra: [],
  idsCanaisExtras: [],
  idsPacotesCanaisExtras: [],
  ...changed,
});

const refusedWith = (code: string, campo?: string) => (error: unknown) =>
  error instanceof DomainError && error.code === code && (campo === undefined || error.facts['campo'] === campo);

const enderecos: [string, Parameters<typeof exigirEnderecos>[0], boolean][] = [
  ['one PADRAO', ['PADRAO'], true],
  ['INSTALACAO and COBRANCA', ['INSTALACAO', 'COBRANCA'], true],
  ['INSTALACAO alone', ['INSTALACAO'], false],
  ['COBRANCA alone', ['COBRANCA'], false],
  ['FISCAL alone', ['FISCAL'], false],
  ['PADRAO among others', ['FISCAL', 'PADRAO'], true],
  ['none', [], false],
];
for (const [name, tipos, right] of enderecos) {
  test(`addresses: ${name} is ${right ? 'enough' : 'refused'}`, () => {
    if (right) exigirEnderecos(tipos);
    else assert.throws(() => exigirEnderecos(tipos), refusedWith('venda.enderecos'));
  });
}

const completos = { idCaixa: 1, idSaidaCaixa: 2 };
const exigencias: [string, Partial<PlanoVendido>, Partial<DadosTecnologia>, boolean, string | null][] = [
  ['a plan that needs nothing', {}, {}, true, null],
  ['price table without a speed', { utilizaTabelaPreco: true }, {}, false, 'idVelocidade'],
  ['price table with a speed', { utilizaTabelaPreco: true }, { idVelocidade: 4 }, false, null],
  [
    'price table of a telephony plan needs no speed',
    { utilizaTabelaPreco: true, tipoTecnologia: 'OUTROS' },
    {},
    false,
    null,
  ],
  ['no automatic login', { geraLogin: false }, {}, false, 'loginRadius'],
  ['no automatic password', { geraSenha: false }, { loginRadius: 'a' }, false, 'senhaRadius'],
  ['an output to reserve, no box', { reservaSaida: true }, {}, false, 'idCaixa'],
  ['an output to reserve, no output', { reservaSaida: true }, { idCaixa: 1 }, false, 'idSaidaCaixa'],
  ['an output to reserve', { reservaSaida: true }, completos, false, null],
  ['ConnectMaster without its location', { reservaSaida: true }, completos, true, 'idLocationCM'],
  ['ConnectMaster with its location', { reservaSaida: true }, { ...completos, idLocationCM: 3 }, true, null],
  ['radio reserves nothing', { reservaSaida: true, fibra: false }, {}, true, null],
  ['telephony without a number', { tipoTecnologia: 'TELEFONIA' }, {}, false, 'idNumero'],
  ['telephony without its locks', { tipoTecnologia: 'TELEFONIA' }, { idNumero: 1 }, false, 'bloquearLigacaoCobrar'],
];
for (const [name, changed, given, connectMaster, campo] of exigencias) {
  test(`technology: ${name}${campo ? ` misses ${campo}` : ''}`, () => {
    const judge = () => exigirDadosDaTecnologia(plano(changed), dados(given), connectMaster);
    if (campo === null) judge();
    else assert.throws(judge, refusedWith('venda.campo_exigido', campo));
  });
}

const servico = { id: 17, permiteParcelar: true, maximoParcelas: 10 };
const parcelas: [string, number | null, number | undefined, number | undefined, number | null | string][] = [
  ['no fee, none sent', null, undefined, undefined, null],
  ['a fee, none sent', 17, undefined, undefined, 'venda.campo_exigido'],
  ['a fee without instalments told is one', 17, 17, undefined, 1],
  ['ten of ten', 17, 17, 10, 10],
  ['eleven of ten', 17, 17, 11, 'venda.parcelas'],
  ['zero', 17, 17, 0, 'venda.parcelas'],
  ['another service', 17, 18, 1, 'venda.servico_instalacao'],
];
for (const [name, doPlano, enviado, quantas, expected] of parcelas) {
  test(`installation: ${name}`, () => {
    const judge = () => parcelasDaInstalacao(plano({ servicoInstalacaoId: doPlano }), [servico], enviado, quantas);
    if (typeof expected === 'string') assert.throws(judge, refusedWith(expected));
    else assert.equal(judge(), expected);
  });
}

test('installation: a service that is not paid in instalments takes one', () => {
  const inteiro = { id: 17, permiteParcelar: false, maximoParcelas: 0 };
  assert.equal(parcelasDaInstalacao(plano({ servicoInstalacaoId: 17 }), [inteiro], 17, undefined), 1);
  assert.throws(() => parcelasDaInstalacao(plano(), [inteiro], 17, 2), refusedWith('venda.parcelas'));
});

test('tax planning: required by the plan, and one of the plan', () => {
  const com = plano({ possuiPlanejamentoTributario: true });
  assert.throws(
    () => exigirPlanejamento(com, [1], undefined),
    refusedWith('venda.campo_exigido', 'idPlanejamentoTributario'),
  );
  assert.throws(() => exigirPlanejamento(com, [1], 2), refusedWith('venda.planejamento'));
  exigirPlanejamento(com, [1], 1);
  exigirPlanejamento(plano(), [], undefined);
});

test('extras of another technology are refused by name', () => {
  const voz = dados({ idsPacotesVozExtra: [1] });
  recusarExtrasAlheios(['INTERNET', 'TELEFONIA'], voz);
  assert.throws(() => recusarExtrasAlheios(['INTERNET'], voz), refusedWith('venda.extra_alheio', 'idsPacotesVozExtra'));
  assert.throws(
    () => recusarExtrasAlheios(['TELEFONIA'], dados({ idsCanaisExtras: [1] })),
    refusedWith('venda.extra_alheio'),
  );
});

test('the value is the price to the cent', () => {
  exigirValor(centavos(8310), centavos(8310));
  assert.throws(() => exigirValor(centavos(8311), centavos(8310)), refusedWith('venda.valor'));
  assert.throws(() => exigirValor(centavos(0), null), refusedWith('venda.sem_preco'));
});

test('the contract is worth its plan and its extras, whatever they are', () => {
  const valor = fc.integer({ min: 0, max: 1_000_000 }).map(centavos);
  fc.assert(
    fc.property(valor, fc.array(valor, { maxLength: 10 }), (base, extras) => {
      assert.equal(
        valorDoContrato(base, extras) - base,
        extras.reduce((sum, extra) => sum + extra, 0),
      );
    }),
  );
});

const statuses: StatusContrato[] = [
  'AGUARDANDO INSTALACAO',
  'AGUARDANDO PAGAMENTO',
  'AGUARDANDO AMPLIACAO',
  'HABILITADO',
  'HABILITADO EM CONFIANCA',
  'SUSPENSO PARCIALMENTE',
  'SUSPENSO',
  'INATIVO TEMPORARIAMENTE',
  'EM NEGOCIACAO',
  'CANCELADO',
];

test('a cancelled contract stays cancelled, every other can be', () => {
  for (const status of statuses) {
    assert.equal(podeMudar('CANCELADO', status), false, status);
    if (status !== 'CANCELADO') assert.equal(podeMudar(status, 'CANCELADO'), true, status);
  }
});

test('nobody is suspended before having been enabled', () => {
  assert.equal(podeMudar('AGUARDANDO INSTALACAO', 'SUSPENSO'), false);
  assert.equal(podeMudar('HABILITADO', 'SUSPENSO'), true);
  assert.equal(podeMudar('SUSPENSO', 'HABILITADO EM CONFIANCA'), true);
});
