import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { historicoDaSaida, importarCaixas, importarSaidas, reservarSaida } from '#modules/redes/index.ts';
import { examineTextFile } from '#platform/text-file.ts';
import { inTransaction } from '#platform/transaction.ts';
import { arquivoDeRejeitadas } from '../../src/commands/rejeitadas.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { insert } from '../support/vendas.ts';

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'balcao-caixas-'));
after(() => rm(folder, { recursive: true, force: true }));
await insert(db, 'tecnologia', { descricao: 'FIBRA ÓPTICA', tipo: 'INTERNET' });

const CAIXAS = 'numero;descricao;ibge;tecnologia;latitude;longitude;saidas;ativa';
const SAIDAS = 'caixa;ibge;saida;status;contrato;descricao';
const importers = { caixas: importarCaixas, saidas: importarSaidas };
let n = 0;

/** Imports a file as the command does, in blocks of some hundred bytes; what it counted, and the reasons that it gave. */
async function run(
  tipo: keyof typeof importers,
  content: string | Buffer,
  { stopAfter = Number.POSITIVE_INFINITY, path = join(folder, `${n++}.csv`) } = {},
) {
  await writeFile(path, content);
  let blocks = 0;
  const progresso = () => {
    if (++blocks >= stopAfter) throw new Error('interrompida');
  };
  const rejeitadas = arquivoDeRejeitadas(`${path}.rejeitadas.csv`);
  const done = await importers[tipo](db, await examineTextFile(path), path, { ...rejeitadas, progresso }, 512);
  const refused = await readFile(rejeitadas.path, 'utf8').catch(() => '');
  const motivos = refused.trim().split('\n').slice(1);
  return {
    counts: done && [done.linhas, done.incluidos, done.existentes, done.rejeitadas],
    motivos: motivos.map((line) => line.split(';').slice(0, 2).join(' ').replaceAll('"', '')),
  };
}

const caixa = async (numero: string) => {
  const rows = await db.selectFrom('caixa').selectAll().where('numero', '=', numero).execute();
  assert.equal(rows.length, 1);
  return rows[0] as (typeof rows)[number];
};
const saidasDe = async (numero: string) =>
  db
    .selectFrom('saida_caixa')
    .select(['id', 'numero', 'descricao', 'status', 'contrato_id'])
    .where('caixa_id', '=', (await caixa(numero)).id)
    .orderBy('numero')
    .execute();
const statusDe = async (numero: string) =>
  (await saidasDe(numero)).map(({ status, contrato_id }) => [status, contrato_id]);
const novoContrato = async (status: 'HABILITADO' | 'CANCELADO' = 'HABILITADO') =>
  (await makeContrato(db, (await makeCliente(db)).id, { status })).id;

test('boxes come with their outputs, in Latin-1, with commas for points, and by the name of the municipality', async () => {
  const text = `Número;Nome;Cidade;UF;Tecnologia;Lat;Lng;Portas\r\nA1;São José;Conselheiro Lafaiete;MG;Fibra óptica;-20,66;-43,78;3\r\n`;
  assert.deepEqual((await run('caixas', Buffer.from(text, 'latin1'))).counts, [2, 1, 0, 0]);
  const { descricao, cidade_id, latitude, longitude, ativa } = await caixa('A1');
  assert.deepEqual([descricao, cidade_id, latitude, longitude, ativa], ['São José', 3118304, -20.66, -43.78, true]);
  assert.deepEqual(
    (await saidasDe('A1')).map((s) => [s.numero, s.descricao, s.status]),
    [1, 2, 3].map((i) => [i, `SAIDA ${i}`, 'LIVRE']),
  );
});

test('a later file changes the box and adds outputs; what outputs are in use for stays', async () => {
  await run('caixas', `${CAIXAS}\nB1;um;3118304;fibra optica;-20;-43;2;S\n`);
  const contrato = await novoContrato();
  const [primeira] = await saidasDe('B1');
  const { id } = await caixa('B1');
  await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    reservarSaida(tx, contrato, { caixaId: id, saidaId: primeira?.id ?? 0 }),
  );
  const again = await run(
    'caixas',
    `${CAIXAS}\nB1;dois;3118304;fibra optica;-21;-44;4;N\nB1;três;3118304;fibra optica;-21;-44;1;N\n`,
  );
  assert.deepEqual(again.counts, [3, 0, 2, 0]);
  const now = await caixa('B1');
  assert.deepEqual([now.id, now.descricao, now.latitude, now.ativa], [id, 'três', -21, false]);
  assert.deepEqual(await statusDe('B1'), [
    ['RESERVADA', contrato],
    ['LIVRE', null],
  ]);
  assert.deepEqual((await run('caixas', `${CAIXAS}\nB1;três;3118304;fibra optica;-21;-44;4;N\n`)).counts, [2, 0, 1, 0]);
  assert.equal((await saidasDe('B1')).length, 4);
});

test('broken rows of boxes are told by line and reason', async () => {
  const rows = [
    ';x;3118304;fibra optica;-20;-43;2;S',
    'C1;x;9999999;fibra optica;-20;-43;2;S',
    'C1;x;3118304;cobre;-20;-43;2;S',
    'C1;x;3118304;fibra optica;-91;-43;2;S',
    'C1;x;3118304;fibra optica;-20;0;2;S',
    'C1;x;3118304;fibra optica;-20;-43;1001;S',
    'C1;x;3118304;fibra optica;-20;-43;2;talvez',
    `C1;${'x'.repeat(151)};3118304;fibra optica;-20;-43;2;S`,
    'C1;x;3118304;fibra optica;-20;-43;2',
    'C1;boa;3118304;fibra optica;-20;-43;2;S',
    'C2;cortada;3118304;fibra optica;-20;-43;2;S',
  ];
  const { counts, motivos } = await run('caixas', `${CAIXAS}\n${rows.join('\n')}`);
  assert.deepEqual(counts, [12, 1, 0, 10]);
  assert.deepEqual(motivos, [
    '2 o número da caixa está em branco',
    '3 o código IBGE não é de um município',
    '4 não há tecnologia com esse nome ou código',
    '5 a latitude não é um número de graus entre -90 e 90',
    '6 a longitude não é um número de graus entre -180 e 180',
    '7 o número de saídas não é um número inteiro até 1000',
    '8 a coluna ativa não é S nem N',
    '9 um dos textos tem mais de 150 caracteres',
    '10 o número de colunas não é o do cabeçalho',
    '12 o arquivo acaba no meio desta linha, ou só lhe falta o fim de linha: confira a última coluna',
  ]);
});

test('a number that two boxes of the municipality have is told, and neither is changed', async () => {
  await run('caixas', `${CAIXAS}\nD1;um;3118304;fibra optica;-20;-43;2;S\n`);
  const { id: _, ...same } = await caixa('D1');
  await db.insertInto('caixa').values(same).execute();
  const { counts, motivos } = await run('caixas', `${CAIXAS}\nD1;dois;3118304;fibra optica;-20;-43;2;S\n`);
  assert.deepEqual([counts, motivos], [[2, 0, 0, 1], ['2 há mais de uma caixa com esse número no município']]);
});

test('an interrupted import of boxes goes on where it was, and has each box once', async () => {
  const text = `${CAIXAS}\n${Array.from({ length: 60 }, (_, i) => `E${i};x;3118304;fibra optica;-20;-43;2;S`).join('\n')}\n`;
  const path = join(folder, 'interrompida.csv');
  await assert.rejects(run('caixas', text, { path, stopAfter: 2 }), /interrompida/);
  assert.deepEqual((await run('caixas', text, { path })).counts, [61, 60, 0, 0]);
  const { n: boxes } = await db
    .selectFrom('caixa')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('numero', 'like', 'E%')
    .executeTakeFirstOrThrow();
  assert.equal(boxes, 60);
  assert.equal((await run('caixas', text, { path })).counts, null, 'the very file again');
});

test('outputs take their status and their contract, with their history', async () => {
  await run('caixas', `${CAIXAS}\nF1;x;3118304;fibra optica;-20;-43;2;S\n`);
  const [a, b] = [await novoContrato(), await novoContrato()];
  const rows = [`F1;3118304;1;ocupada;${a};`, 'F1;3118304;2;DEFEITO;;', `F1;3118304;3;RESERVADA;${b};Porta do bar`];
  assert.deepEqual((await run('saidas', `${SAIDAS}\n${rows.join('\n')}\n`)).counts, [4, 1, 2, 0]);
  assert.deepEqual(await statusDe('F1'), [
    ['OCUPADA', a],
    ['DEFEITO', null],
    ['RESERVADA', b],
  ]);
  const [primeira, , terceira] = await saidasDe('F1');
  assert.deepEqual([primeira?.descricao, terceira?.descricao], ['SAIDA 1', 'Porta do bar']);
  const historico = await historicoDaSaida(db, { saidaId: primeira?.id ?? 0 });
  assert.deepEqual(
    historico.map(({ para, operacao }) => [para, operacao]),
    [['OCUPADA', 'importar saidas']],
  );
  // The same again, in another file: nothing changes, and nothing is added to the history.
  assert.deepEqual((await run('saidas', `${SAIDAS}\n${rows.join('\n')}\n\n`)).counts, [5, 0, 3, 0]);
  assert.equal((await historicoDaSaida(db, { saidaId: primeira?.id ?? 0 })).length, 1);
});

test('no file takes an output from a contract or a contract from its output', async () => {
  await run('caixas', `${CAIXAS}\nG1;x;3118304;fibra optica;-20;-43;4;S\n`);
  const [a, b, cancelado] = [await novoContrato(), await novoContrato(), await novoContrato('CANCELADO')];
  await run('saidas', `${SAIDAS}\nG1;3118304;1;OCUPADA;${a};\n`);
  const rows = [
    `G1;3118304;1;OCUPADA;${b};`,
    'G1;3118304;1;LIVRE;;',
    `G1;3118304;2;OCUPADA;${a};`,
    `G1;3118304;3;OCUPADA;${b};`,
    `G1;3118304;4;OCUPADA;${b};`,
    'G1;3118304;3;DEFEITO;;',
    `G1;3118304;4;OCUPADA;${cancelado};`,
    'G1;3118304;4;OCUPADA;2000000000;',
    `G1;3118304;4;LIVRE;${b};`,
    'G1;3118304;4;OCUPADA;a 7;',
    'G1;3118304;4;QUEBRADA;;',
    'G1;3118304;0;LIVRE;;',
    'G9;3118304;1;LIVRE;;',
  ];
  // One block, so that rows of one output meet in it.
  const { counts, motivos } = await run('saidas', `${SAIDAS}\n${rows.join('\n')}\n`);
  assert.deepEqual(counts, [14, 0, 1, 12]);
  assert.deepEqual(motivos, [
    '2 a saída é de um contrato: use balcao caixa trocar ou libere-a',
    '3 a saída é de um contrato: use balcao caixa trocar ou libere-a',
    '4 o contrato já está em outra saída: use balcao caixa trocar',
    '6 o contrato já está em outra linha do arquivo',
    '7 a saída já está em outra linha do arquivo',
    '8 não há contrato com esse número, ou está cancelado',
    '9 não há contrato com esse número, ou está cancelado',
    '10 só uma saída OCUPADA ou RESERVADA pode ter contrato',
    '11 o contrato não é um número',
    '12 o status não é LIVRE, RESERVADA, OCUPADA nem DEFEITO',
    '13 a saída não é um número inteiro de 1 a 1000',
    '14 não há caixa com esse número no município',
  ]);
  assert.deepEqual(await statusDe('G1'), [
    ['OCUPADA', a],
    ['LIVRE', null],
    ['OCUPADA', b],
    ['LIVRE', null],
  ]);
});

test('a header without the columns of its kind is refused by their names', async () => {
  await assert.rejects(run('caixas', 'numero;latitude;cidade\n'), {
    facts: { faltam: ['tecnologia', 'longitude', 'saidas', 'ibge'] },
  });
  await assert.rejects(run('saidas', 'saida;uf\n'), { facts: { faltam: ['caixa', 'status', 'ibge'] } });
});
