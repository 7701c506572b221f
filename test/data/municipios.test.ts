import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { searchKey } from '#kernel/text.ts';

const sql = readFileSync(new URL('../../migrations/0003_municipios.sql', import.meta.url), 'utf8');
const unquote = (text = '') => text.replaceAll("''", "'");
const QUOTED = "'((?:[^']|'')*)'";

const ufs = [...sql.matchAll(new RegExp(`^\\('(..)', ${QUOTED}, (\\d\\d)\\)[,;]$`, 'gm'))].map(
  ([, sigla = '', nome = '', codigo = '']) => ({ sigla, nome, codigo }),
);
const cidades = [...sql.matchAll(new RegExp(`^\\((\\d+), ${QUOTED}, ${QUOTED}, '(..)', (\\d+)\\)[,;]$`, 'gm'))].map(
  ([, id = '', nome, nomeIbge, uf = '', codigo = '']) => ({
    id,
    nome: unquote(nome),
    nomeIbge: unquote(nomeIbge),
    uf,
    codigo,
  }),
);
const byCode = new Map(cidades.map((cidade) => [cidade.codigo, cidade]));

// IBGE, Divisão Territorial Brasileira 2025.
const PER_STATE: Record<string, number> = {
  MG: 853,
  SP: 645,
  RS: 497,
  BA: 417,
  PR: 399,
  SC: 295,
  GO: 246,
  PI: 224,
  PB: 223,
  MA: 217,
  PE: 185,
  CE: 184,
  RN: 167,
  PA: 144,
  MT: 142,
  TO: 139,
  AL: 102,
  RJ: 92,
  MS: 79,
  ES: 78,
  SE: 75,
  AM: 62,
  RO: 52,
  AC: 22,
  AP: 16,
  RR: 15,
  DF: 1,
};

test('every row of the file is read', () => {
  const rows = sql.split('\n').filter((line) => line.startsWith('('));
  assert.equal(rows.length, ufs.length + cidades.length);
});

test('there are 27 states and 5,571 municipalities, each once', () => {
  assert.equal(ufs.length, 27);
  assert.equal(new Set(ufs.map((uf) => uf.codigo)).size, 27);
  assert.equal(cidades.length, 5571);
  assert.equal(byCode.size, 5571);
  assert.equal(new Set(cidades.map(({ uf, nome }) => `${uf} ${nome}`)).size, 5571);
});

test('each state has as many as IBGE counts', () => {
  const counts: Record<string, number> = {};
  for (const { uf } of cidades) counts[uf] = (counts[uf] ?? 0) + 1;
  assert.deepEqual(counts, PER_STATE);
  assert.equal(
    Object.values(PER_STATE).reduce((sum, n) => sum + n, 0),
    5571,
  );
});

test('the id is the code, and the code begins with its state', () => {
  const codes = new Map(ufs.map((uf) => [uf.sigla, uf.codigo]));
  for (const { id, uf, codigo } of cidades) {
    assert.equal(id, codigo);
    assert.equal(codigo.slice(0, 2), codes.get(uf));
  }
});

// Codes that IBGE published with a wrong digit and has kept since.
const WRONG_AT_SOURCE = [
  '2201919',
  '2201988',
  '2202251',
  '2611533',
  '3117836',
  '3152131',
  '4305871',
  '5203939',
  '5203962',
];

test('check digits are right, save the nine that IBGE published wrong', () => {
  const wrong = cidades.map((cidade) => cidade.codigo).filter((codigo) => checkDigit(codigo) !== Number(codigo[6]));
  assert.deepEqual(wrong.toSorted(), WRONG_AT_SOURCE);
});

// Modulus 10: weights 1 and 2 in turn, the digits of each product added.
function checkDigit(codigo: string): number {
  let sum = 0;
  for (let i = 0; i < 6; i++) {
    const product = Number(codigo[i]) * (1 + (i % 2));
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
}

test('names are upper case ASCII beside the official spelling', () => {
  for (const { nome, nomeIbge } of cidades) {
    assert.match(nome, /^[A-Z]+(?:[ '-]{1,2}[A-Z]+)*$/);
    assert.match(nomeIbge, /^[\p{L} '-]+$/u);
    assert.equal(nomeIbge, nomeIbge.normalize('NFC').trim());
    assert.equal(nome, searchKey(nomeIbge));
  }
});

const samples: [string, string, string, string][] = [
  ['an apostrophe', '1100015', 'RO', "Alta Floresta D'Oeste"],
  ['hyphen and apostrophe', '3150539', 'MG', "Pingo-d'Água"],
  ['created in 2013', '1504752', 'PA', 'Mojuí dos Campos'],
  ['created in 2013', '4314548', 'RS', 'Pinto Bandeira'],
  ['created in 2013', '5006275', 'MS', 'Paraíso das Águas'],
  ['created in 2013', '4212650', 'SC', 'Pescaria Brava'],
  ['created in 2013', '4220000', 'SC', 'Balneário Rincão'],
  ['created in 2025', '5101837', 'MT', 'Boa Esperança do Norte'],
  ['was Augusto Severo', '2401305', 'RN', 'Campo Grande'],
  ['was Presidente Juscelino', '2410306', 'RN', 'Serra Caiada'],
  ['was Açu', '2400208', 'RN', 'Assú'],
  ['was Santarém', '2513653', 'PB', 'Joca Claudino'],
  ['was Campo de Santana', '2516409', 'PB', 'Tacima'],
  ['was Governador Lomanto Júnior', '2903300', 'BA', 'Barro Preto'],
  ['was Embu', '3515004', 'SP', 'Embu das Artes'],
  ['was Biritiba-Mirim', '3506607', 'SP', 'Biritiba Mirim'],
  ['was Moji Mirim', '3530805', 'SP', 'Mogi Mirim'],
  ['was São Luís do Paraitinga', '3550001', 'SP', 'São Luiz do Paraitinga'],
  ['was Parati', '3303807', 'RJ', 'Paraty'],
  ['was Trajano de Morais', '3305901', 'RJ', 'Trajano de Moraes'],
  ['was São Thomé das Letras until 2019', '3165206', 'MG', 'São Tomé das Letras'],
  ['was Grão Pará until 2020', '4206108', 'SC', 'Grão-Pará'],
  ['was São Valério da Natividade', '1720499', 'TO', 'São Valério'],
  ['was Fortaleza do Tabocão', '1708254', 'TO', 'Tabocão'],
  ['was São Luiz', '1400605', 'RR', 'São Luiz do Anauá'],
];
for (const [name, codigo, uf, nome] of samples) {
  test(`${nome} ${uf} (${name}) is ${codigo}`, () => {
    assert.deepEqual([byCode.get(codigo)?.uf, byCode.get(codigo)?.nomeIbge], [uf, nome]);
  });
}
