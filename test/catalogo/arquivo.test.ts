import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DomainError } from '#kernel/errors.ts';
import { hashSenha } from '#modules/acesso/index.ts';
import { exportarCatalogo, importarCatalogo, type Problema } from '#modules/catalogo/index.ts';
import { createClock } from '#platform/clock.ts';
import { fraseDoProblema, linhasDaDiferenca } from '../../src/commands/catalogo/frases.ts';
import { loadDemo } from '../../src/demo/loader.ts';
import { testDatabase } from '../support/db.ts';

const { db } = await testDatabase();
// Every kind of record is in the demo's catalogue.
await loadDemo(db, createClock(), (senha) => hashSenha(senha));

const importar = (texto: string, simular = false) => importarCatalogo(db, { texto, simular });

/** What an import is refused for, in the words of the command. */
async function refusal(texto: string): Promise<string[]> {
  const before = await exportarCatalogo(db);
  const error = await importar(texto).then(
    () => assert.fail('it was taken'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof DomainError, String(error));
  assert.equal(await exportarCatalogo(db), before, 'nothing is written');
  return (error.facts['problemas'] as Problema[]).map(fraseDoProblema);
}

/** The exported catalogue with a text replaced. */
async function changed(from: string, to: string): Promise<string> {
  const texto = await exportarCatalogo(db);
  assert.ok(texto.includes(from), `the export has no «${from}»`);
  return texto.replace(from, to);
}

const auditoria = () =>
  db.selectFrom('auditoria').selectAll().where('operacao', '=', 'catalogo.importar').orderBy('id').execute();

test('importing the export changes nothing and leaves no audit row', async () => {
  const texto = await exportarCatalogo(db);
  assert.deepEqual(await importar(texto), []);
  assert.equal(await exportarCatalogo(db), texto);
  assert.deepEqual(await auditoria(), []);
});

test('a change is told field by field, simulated first, then written with its audit row', async () => {
  const texto = await changed(
    'descricao: TV BRONZE HD\n    tecnologia: 12\n    valor: 100',
    'descricao: TV BRONZE HD\n    tecnologia: 12\n    valor: 109.99',
  );
  const expected = [{ campo: 'valor', de: 100, para: 109.99 }];
  const [simulated, ...more] = await importar(texto, true);
  assert.deepEqual(
    [simulated?.secao, simulated?.id, simulated?.acao, simulated?.campos],
    ['planos', 692, 'alterado', expected],
  );
  assert.deepEqual(more, []);
  assert.deepEqual(await auditoria(), []);
  const [done] = await importar(texto);
  assert.ok(done);
  assert.deepEqual(linhasDaDiferenca(done), ['~ planos 692 alterado', '    valor: 100 → 109.99']);
  const plano = await db.selectFrom('plano').select('valor').where('id', '=', 692).executeTakeFirstOrThrow();
  assert.equal(plano.valor, 10999);
  const [row] = (await auditoria()).slice(-1);
  assert.deepEqual(
    [row?.origem, row?.tabela, row?.registro, row?.antes, row?.depois],
    ['comando', 'plano', '692', { valor: 10000 }, { valor: 10999 }],
  );
  assert.deepEqual(await importar(texto), [], 'the second time there is nothing to do');
});

test('records are added with what belongs to them, and the next id of the program is past them', async () => {
  const texto = `
velocidades:
${(await exportarCatalogo(db)).split('velocidades:\n')[1]?.split('\n\n')[0]}
  - {id: 500001, descricao: 1 GIGA, download_kbps: 1048576, upload_kbps: 524288}
planos:
${(await exportarCatalogo(db)).split('\nplanos:\n')[1]?.split('\n\n')[0]}
  - id: 500002
    descricao: FIBRA GIGA
    tecnologia: 4
    valor: 199.90
    a_venda: true
    pessoa_juridica: false
    tipos_contrato: [1, 2]
    cidades: [100]
    rede: {id: 500003, velocidade: 500001, reserva_saida_caixa: true, senha_padrao: segredo}
`;
  const found = await importar(texto);
  assert.deepEqual(
    found.map(({ secao, id, acao }) => [secao, id, acao]),
    [
      ['velocidades', 500001, 'incluido'],
      ['planos', 500002, 'incluido'],
    ],
  );
  const rede = await db.selectFrom('plano_rede').selectAll().where('plano_id', '=', 500002).executeTakeFirstOrThrow();
  assert.deepEqual(
    [rede.id, rede.velocidade_id, rede.reserva_saida_caixa, rede.quantidade_ip],
    [500003, 500001, true, 1],
  );
  const audited = (await auditoria()).find(({ tabela, registro }) => tabela === 'plano_rede' && registro === '500003');
  assert.match(JSON.stringify(audited?.depois), /"senha_padrao":"\*\*\*"/);
  const next = await db
    .insertInto('plano')
    .values({ descricao: 'NEXT', tecnologia_id: 4 })
    .returning('id')
    .executeTakeFirstOrThrow();
  assert.ok(next.id > 500002);
  await db.deleteFrom('plano').where('id', '=', next.id).execute();
});

test('a record that its section lacks is put out of use where it can be, and stays so', async () => {
  const texto = 'canais_venda:\n  - {id: 2, descricao: B}\n';
  const found = await importar(texto);
  assert.deepEqual(
    found.map(({ id, acao, campos }) => [id, acao, campos]),
    [[1, 'inativado', [{ campo: 'ativo', de: undefined, para: false }]]],
  );
  assert.deepEqual(await importar(texto), []);
  assert.match(await exportarCatalogo(db), /descricao: A\n {4}ativo: false/);
  await importar('canais_venda:\n  - {id: 1, descricao: A}\n  - {id: 2, descricao: B}\n');
});

test('a record that cannot be put out of use is removed, unless something refers to it', async () => {
  const [found] = await importar(await changed('  - id: 4\n    descricao: FACEBOOK\n', ''));
  assert.deepEqual([found?.secao, found?.id, found?.acao], ['origens_comerciais', 4, 'removido']);
  const row = await db.selectFrom('origem_comercial').select('id').where('id', '=', 4).executeTakeFirst();
  assert.equal(row, undefined);
  const banks = 'bancos:\n  - {id: 1, codigo: "033", nome: BANCO SANTANDER}\n';
  const refused = await refusal(banks);
  assert.equal(refused.length, 3, 'each of them is told');
  assert.match(refused[0] ?? '', /^linha 2, bancos: o registro \d+ não pode ser removido: é usado em \w+$/);
});

test('a city goes from one area to another', async () => {
  const area = (id: number, descricao: string, cidades = '') => `  - {id: ${id}, descricao: ${descricao}${cidades}}\n`;
  const back = `areas_cobertura:\n${area(2124, 'MG', ', cidades: [100]')}${area(2150, 'MG 2')}`;
  await importar(`areas_cobertura:\n${area(2124, 'MG')}${area(2150, 'MG 2', ', cidades: [100]')}`);
  const moved = await db.selectFrom('area_cobertura_cidade').selectAll().where('cidade_id', '=', 100).execute();
  assert.deepEqual(moved, [{ cidade_id: 100, area_cobertura_id: 2150 }]);
  await importar(back);
  assert.deepEqual(await importar(back), []);
});

test('a third of a percent comes back as it was written', async () => {
  const texto = await changed(
    '      - plano: 145\n        desconto: 2',
    '      - plano: 145\n        desconto: 33.33%',
  );
  await importar(texto);
  const item = await db.selectFrom('pacote_item').selectAll().where('plano_id', '=', 145).executeTakeFirstOrThrow();
  assert.deepEqual([item.em_porcentagem, item.desconto, item.ordem], [true, 3333, 2]);
  assert.equal(await exportarCatalogo(db), texto);
});

test('a broken YAML is told with its line', async () => {
  const [line] = await refusal('planos:\n  - id: 1\n   descricao: [x\n');
  assert.match(line ?? '', /^linha [34]: o YAML não pôde ser lido: /);
  assert.match((await refusal('a: *b\n'))[0] ?? '', /o YAML não pôde ser lido/);
});

test('each wrong field is told with its place and what to mend', async () => {
  const texto = `planos:
  - id: 1
    descricao: X
    tecnologia: 4
    valor: 10.555
    preco: 3
  - descricao: Y
    tecnologia: FIBRA
    valor: null
promocoes:
  - {id: 5, descricao: P, inicio: 2026-02-30, fim: 2026-03-01, numero_mensalidades: 0, desconto: 101%}
planoz: []
vencimentos:
  - {id: 9, dia: 32, dia_faturamento_inicial: 1, dia_faturamento_final: 1}
`;
  const lines = await refusal(texto);
  for (const expected of [
    /^linha 5, planos\[0\]\.valor: deve ser um valor em reais, com até dois decimais$/,
    /^linha 2, planos\[0\]: campo desconhecido: preco$/,
    /^linha 7, planos\[1\]: falta id$/,
    /^linha 8, planos\[1\]\.tecnologia: deve ser um número inteiro$/,
    /^linha 9, planos\[1\]\.valor: deve ser um número$/,
    /^linha 11, promocoes\[0\]\.inicio: deve ser um dia que existe, no formato aaaa-mm-dd$/,
    /^linha 11, promocoes\[0\]\.numero_mensalidades: deve ser no mínimo 1$/,
    /^linha 11, promocoes\[0\]\.desconto: deve ser um valor em reais \(5\.50\) ou uma porcentagem \(33\.33%\)$/,
    /^linha 12, planoz: não existe esta seção$/,
    /^linha 14, vencimentos\[0\]\.dia: deve ser no máximo 31$/,
  ]) {
    assert.ok(
      lines.some((line) => expected.test(line)),
      `${expected} in\n${lines.join('\n')}`,
    );
  }
});

test('ids that come twice, references to nothing and plans without a price are told', async () => {
  const texto = `tecnologias:
  - {id: 4, descricao: FIBRA, tipo: INTERNET, fibra: true}
planos:
  - {id: 1, descricao: X, tecnologia: 2, a_venda: true, tipos_contrato: [1]}
  - {id: 1, descricao: Y, tecnologia: 4, valor: 1}
`;
  assert.deepEqual(await refusal(texto), [
    'linha 5, planos[1].id: o id 1 aparece mais de uma vez',
    'linha 4, planos[0]: um plano à venda precisa de valor ou de utiliza_tabela_preco: true',
  ]);
  const lost = `pacotes:
  - {id: 1, descricao: P, tipo_contrato: 1, cidades: [100, 77], planos: [{plano: 424242, desconto: 10%}]}
promocoes:
  - {id: 1, descricao: P, inicio: 2026-01-01, fim: 2026-12-31, numero_mensalidades: 1, desconto: 5, pacotes: [23], ufs: [XX]}
`;
  assert.deepEqual(await refusal(lost), [
    'linha 2, pacotes[0].cidades[1]: cidade 77 não existe no catálogo nem no cadastro',
    'linha 2, pacotes[0].planos[0].plano: plano 424242 não existe no catálogo nem no cadastro',
    'linha 4, promocoes[0].pacotes[0]: pacote 23 não existe no catálogo nem no cadastro',
    'linha 4, promocoes[0].ufs[0]: uf XX não existe no catálogo nem no cadastro',
  ]);
});

test('two prices for one thing on one day are refused; one after the other is taken', async () => {
  const price = (id: number, period: string) =>
    `  - {id: ${id}, plano: 8, tipo_contrato: 1, area_cobertura: 2150, tipo_pessoa: FISICA, velocidade: 67, valor: 80, ${period}}\n`;
  assert.deepEqual(await refusal(`tabela_precos:\n${price(1, 'fim: 2026-12-31')}${price(2, 'inicio: 2026-12-31')}`), [
    'linha 3, tabela_precos[1]: o preço 2 vale nos mesmos dias que o preço 1',
  ]);
  assert.deepEqual(await refusal(`tabela_precos:\n${price(1, 'inicio: 2027-01-01, fim: 2026-12-31')}`), [
    'linha 2, tabela_precos[0].fim: o fim (2026-12-31) vem antes do início (2027-01-01)',
  ]);
  const [change] = await importar(
    await changed('velocidade: 67\n    valor: 80', 'velocidade: 67\n    valor: 80\n    fim: 2030-12-31'),
  );
  assert.deepEqual(change?.campos, [{ campo: 'fim', de: undefined, para: '2030-12-31' }]);
});

test('two imports at once go one after the other', async () => {
  const one = await changed('descricao: CURTA', 'descricao: CURTA!');
  const results = await Promise.all([importar(one), importar(one)]);
  assert.deepEqual(results.map((found) => found.length).sort(), [0, 1]);
});

test('an empty file changes nothing', async () => {
  assert.deepEqual(await importar(''), []);
});
