import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DomainError } from '#kernel/errors.ts';
import { exportarCatalogo, importarCatalogo, type Problema } from '#modules/catalogo/index.ts';
import { fraseDoProblema } from '../../src/commands/catalogo/frases.ts';
import { testDatabase } from '../support/db.ts';
import { makeContrato } from '../support/makers.ts';
import { insert } from '../support/vendas.ts';

const { db } = await testDatabase();
const importar = (texto: string) => importarCatalogo(db, { texto, simular: false });

const BASE = `tipos_ligacao:
  - {id: 1, descricao: FIXO LOCAL}
  - {id: 4, descricao: MOVEL DDD}
pacotes_voz:
  - {id: 1, descricao: PACOTE, valor: 50}
`;
const TARIFAS = `tarifas_voz:
  - {id: 1, descricao: Local, tipo_ligacao: 1, destino: "55", mesma_area: true, valor_minuto: 0.0899}
  - {id: 2, descricao: Móvel, tipo_ligacao: 4, destino: "55__9", pacote_voz: 1, valor_minuto: 0.5, minimo_segundos: 60,
     passo_segundos: 60, isento_segundos: 0, inicio: 2026-01-01, fim: 2026-12-31}
  - {id: 3, descricao: O resto, tipo_ligacao: 4, valor_minuto: 2}
`;
await importar(BASE);

async function refusal(texto: string): Promise<string[]> {
  const error = await importar(texto).catch((reason: unknown) => reason);
  assert.ok(error instanceof DomainError, String(error));
  return (error.facts['problemas'] as Problema[]).map(fraseDoProblema);
}

test('tariffs come in with their steps as they are written, each with an audit row, and go out again', async () => {
  await importar(TARIFAS);
  const rows = await db.selectFrom('tarifa_voz').selectAll().orderBy('id').execute();
  const comum = { pacote_voz_id: null, minimo_segundos: 30, passo_segundos: 6, isento_segundos: 3 };
  const sempre = { inicio: '1900-01-01', fim: '9999-12-31' };
  assert.deepEqual(rows, [
    {
      id: 1,
      descricao: 'Local',
      tipo_ligacao_id: 1,
      destino: '55',
      mesma_area: true,
      valor_minuto: 899,
      ...comum,
      ...sempre,
    },
    {
      id: 2,
      descricao: 'Móvel',
      tipo_ligacao_id: 4,
      destino: '55__9',
      mesma_area: null,
      pacote_voz_id: 1,
      valor_minuto: 5000,
      minimo_segundos: 60,
      passo_segundos: 60,
      isento_segundos: 0,
      inicio: '2026-01-01',
      fim: '2026-12-31',
    },
    {
      id: 3,
      descricao: 'O resto',
      tipo_ligacao_id: 4,
      destino: '',
      mesma_area: null,
      valor_minuto: 20_000,
      ...comum,
      ...sempre,
    },
  ]);
  const texto = await exportarCatalogo(db);
  assert.match(texto, /destino: "55"\n {4}mesma_area: true\n {4}valor_minuto: 0\.0899\n/);
  assert.deepEqual(await importar(texto), []);
  const audited = await db.selectFrom('auditoria').select('acao').where('tabela', '=', 'tarifa_voz').execute();
  assert.deepEqual(
    audited.map(({ acao }) => acao),
    ['incluiu', 'incluiu', 'incluiu'],
  );
});

test('a tariff by which calls were rated is not removed; it ends by its last day', async () => {
  await importar(TARIFAS);
  const cliente = await insert(db, 'cliente', { nome: 'CLIENTE' });
  const contrato = await makeContrato(db, cliente);
  await insert(db, 'ligacao', {
    contrato_id: contrato.id,
    origem: '553137490177',
    destino: '551132101234',
    realizada_em: new Date('2026-03-01T12:00:00Z'),
    duracao_segundos: 60,
    tarifa_id: 3,
  });
  const sem = TARIFAS.split('\n').slice(0, -2).join('\n');
  assert.deepEqual(await refusal(`${sem}\n`), [
    'linha 2, tarifas_voz: o registro 3 não pode ser removido: é usado em ligacao',
  ]);
  const [ended] = await importar(TARIFAS.replace('valor_minuto: 2}', 'valor_minuto: 2, fim: 2026-03-31}'));
  assert.deepEqual(ended?.campos, [{ campo: 'fim', de: undefined, para: '2026-03-31' }]);
});

test('what nobody could rate by is refused', async () => {
  const tarifa = (id: number, campos: string) => `  - {id: ${id}, descricao: T, tipo_ligacao: 1, ${campos}}\n`;
  const lines = await refusal(
    `tarifas_voz:\n${[
      'valor_minuto: 0.12345',
      'valor_minuto: 1, destino: "31a"',
      'valor_minuto: 1, destino: 5531',
      'valor_minuto: -1',
      'valor_minuto: 1, passo_segundos: 0',
    ]
      .map((campos, i) => tarifa(i + 1, campos))
      .join('')}`,
  );
  assert.deepEqual(lines, [
    'linha 2, tarifas_voz[0].valor_minuto: deve ser um valor em reais, com até quatro decimais',
    'linha 3, tarifas_voz[1].destino: deve ter só algarismos e _, entre aspas',
    'linha 4, tarifas_voz[2].destino: deve ser um texto',
    'linha 5, tarifas_voz[3].valor_minuto: deve ser no mínimo 0',
    'linha 6, tarifas_voz[4].passo_segundos: deve ser no mínimo 1',
  ]);
  const same = 'valor_minuto: 1, destino: "55"';
  const twice = [`${same}, fim: 2026-03-31`, `${same}, inicio: 2026-03-31`, `${same}, mesma_area: true`];
  assert.deepEqual(await refusal(`tarifas_voz:\n${twice.map((campos, i) => tarifa(i + 1, campos)).join('')}`), [
    'linha 3, tarifas_voz[1]: o preço 2 vale nos mesmos dias que o preço 1',
  ]);
  assert.deepEqual(await refusal(`tarifas_voz:\n${tarifa(1, `${same}, inicio: 2026-02-01, fim: 2026-01-01`)}`), [
    'linha 2, tarifas_voz[0].fim: o fim (2026-01-01) vem antes do início (2026-02-01)',
  ]);
});
