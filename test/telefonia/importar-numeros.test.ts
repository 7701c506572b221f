import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { importarNumeros, reservarNumero } from '#modules/telefonia/index.ts';
import type { Andamento } from '#platform/csv-import.ts';
import { examineTextFile } from '#platform/text-file.ts';
import { inTransaction } from '#platform/transaction.ts';
import { arquivoDeRejeitadas } from '../../src/commands/rejeitadas.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'balcao-numeros-'));
after(() => rm(folder, { recursive: true, force: true }));
const LAFAIETE = 3118304;
const BH = 3106200;
let n = 0;
let proximo = randomInt(2000, 3000);

async function load(content: string | Buffer, stopAfter = Number.POSITIVE_INFINITY, path = join(folder, `${n++}.csv`)) {
  await writeFile(path, content);
  let blocks = 0;
  const progresso = () => {
    if (++blocks >= stopAfter) throw new Error('interrompida');
  };
  const saida = { ...arquivoDeRejeitadas(`${path}.rejeitadas.csv`), progresso };
  return importarNumeros(db, await examineTextFile(path), path, saida, 256);
}

const rejeitadas = async () =>
  (await readFile(join(folder, `${n - 1}.csv.rejeitadas.csv`), 'utf8'))
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(';').slice(0, 2).join(' '));
const counts = (done: Andamento | null) => done && [done.incluidos, done.existentes, done.rejeitadas];
const novoContrato = async (status: 'HABILITADO' | 'CANCELADO' = 'HABILITADO') =>
  (await makeContrato(db, (await makeCliente(db)).id, { status })).id;

const numeros = (prefixo: number) =>
  db
    .selectFrom('numero_telefonico as n')
    .innerJoin('prefixo_telefonico as p', 'p.id', 'n.prefixo_id')
    .select(['p.codigo_area', 'p.cidade_id', 'p.terceiro', 'n.numero', 'n.status', 'n.contrato_id'])
    .where('p.prefixo', '=', String(prefixo))
    .orderBy('n.numero')
    .execute();
const estados = async (prefixo: number) =>
  (await numeros(prefixo)).map(({ numero, status, contrato_id }) => [numero, status, contrato_id]);

test('numbers come in with their prefix, their city and who holds them', async () => {
  const prefixo = proximo++;
  const contrato = await novoContrato();
  const done = await load(
    `DDD;Número;Município;UF;Portabilidade;Situação;Contrato\n31;${prefixo}-0001;Conselheiro Lafaiete;MG;S;;\n;(31) ${prefixo}-0002;CONSELHEIRO LAFAIETE;mg;sim;quarentena;\n31;${prefixo}0003;Conselheiro Lafaiete;MG;;;${contrato}\n`,
  );
  assert.deepEqual(counts(done), [3, 0, 0]);
  const comum = { codigo_area: '31', cidade_id: LAFAIETE, terceiro: true };
  assert.deepEqual(await numeros(prefixo), [
    { ...comum, numero: '0001', status: 'LIVRE', contrato_id: null },
    { ...comum, numero: '0002', status: 'QUARENTENA', contrato_id: null },
    { ...comum, numero: '0003', status: 'OCUPADO', contrato_id: contrato },
  ]);
  const usos = await db.selectFrom('numero_telefonico_uso').select('ate').where('contrato_id', '=', contrato).execute();
  assert.deepEqual(usos, [{ ate: null }]);
});

test('Latin-1 and commas; the same number again changes what the row says and nothing else', async () => {
  const prefixo = proximo++;
  const text = (status: string) => `número,município,uf,status\n31${prefixo}0001,São João del Rei,MG,${status}\n`;
  assert.deepEqual(counts(await load(Buffer.from(text('QUARENTENA'), 'latin1'))), [1, 0, 0]);
  assert.deepEqual(counts(await load(text('') + text('').split('\n')[1])), [0, 1, 1]);
  assert.deepEqual(await estados(prefixo), [['0001', 'QUARENTENA', null]]);
  assert.deepEqual(counts(await load(text('LIVRE'))), [0, 1, 0]);
  assert.deepEqual(await estados(prefixo), [['0001', 'LIVRE', null]]);
});

test('a number is not taken from its contract, whatever the file says', async () => {
  const prefixo = proximo++;
  const [a, b] = [await novoContrato(), await novoContrato()];
  const header = 'numero;ibge;status;contrato';
  const row = (status: string, contrato: number | '') => `31${prefixo}0001;${LAFAIETE};${status};${contrato}\n`;
  await load(`${header}\n${row('', a)}`);
  assert.deepEqual(
    counts(
      await load(
        `${header}\n${row('LIVRE', '')}${row('QUARENTENA', '')}${row('OCUPADO', b)}${row('', '')}${row('', a)}`,
      ),
    ),
    [0, 2, 3],
  );
  assert.deepEqual(
    await rejeitadas(),
    [2, 3, 4].map((linha) => `${linha} "o número é de um contrato"`),
  );
  assert.deepEqual(await estados(prefixo), [['0001', 'OCUPADO', a]]);
});

test('of two rows that give one number to two contracts the second is refused', async () => {
  const prefixo = proximo++;
  const [a, b] = [await novoContrato(), await novoContrato()];
  const row = (contrato: number) => `31${prefixo}0001;${LAFAIETE};${contrato}\n`;
  assert.deepEqual(counts(await load(`numero;ibge;contrato\n${row(a)}${row(b)}`)), [1, 0, 1]);
  assert.deepEqual(await estados(prefixo), [['0001', 'OCUPADO', a]]);
});

test('each bad line is reported by its number and reason', async () => {
  const [prefixo, outro] = [proximo++, proximo++];
  const cancelado = await novoContrato('CANCELADO');
  const rows = [
    `31${prefixo}0001;${LAFAIETE};N;;`,
    `${prefixo}0002;${LAFAIETE};N;;`,
    `31${prefixo}0003;9999999;N;;`,
    `31${prefixo}0004;${LAFAIETE};talvez;;`,
    `31${prefixo}0005;${LAFAIETE};N;VENDIDO;`,
    `31${prefixo}0006;${LAFAIETE};N;LIVRE;1`,
    `31${prefixo}0007;${LAFAIETE};N;;doze`,
    `31${prefixo}0008;${LAFAIETE};N;;${cancelado}`,
    `31${prefixo}0009;${LAFAIETE};N;;1999999999`.replace('1999999999', '999999999'),
    `31${prefixo}0010;${BH};N;;`,
    `31${prefixo}0011;${LAFAIETE};S;;`,
    `31${outro}0001;${LAFAIETE};N`,
    `31${outro}0002;${LAFAIETE};N;OCUPADO;`,
  ];
  assert.deepEqual(counts(await load(`numero;ibge;terceiro;status;contrato\n${rows.join('\n')}\n`)), [2, 0, 11]);
  assert.deepEqual(await rejeitadas(), [
    '3 "não é um número de telefone brasileiro com DDD"',
    '4 "o código IBGE não é de um município"',
    '5 "a coluna terceiro não é S nem N"',
    '6 "o status não é LIVRE, OCUPADO nem QUARENTENA, ou há contrato e não é OCUPADO"',
    '7 "o status não é LIVRE, OCUPADO nem QUARENTENA, ou há contrato e não é OCUPADO"',
    '8 "o contrato não é um número"',
    '9 "não há contrato com esse número, ou está cancelado"',
    '10 "não há contrato com esse número, ou está cancelado"',
    '11 "o prefixo é de outro município"',
    '12 "o prefixo está cadastrado como de outra prestadora, ou não está e a linha diz que é"',
    '13 "o número de colunas não é o do cabeçalho"',
  ]);
  assert.deepEqual(await estados(outro), [['0002', 'OCUPADO', null]]);
});

test('an interrupted import goes on where it was, and a sale in between stands', async () => {
  const prefixo = proximo++;
  const rows = Array.from({ length: 60 }, (_, i) => `31${prefixo}${1000 + i};${LAFAIETE};LIVRE\n`);
  const content = `numero;ibge;status\n${rows.join('')}`;
  const path = join(folder, 'interrompida.csv');
  await assert.rejects(load(content, 3, path), /interrompida/);
  const reached = await numeros(prefixo);
  assert.ok(reached.length > 0 && reached.length < 60);
  const contrato = await novoContrato();
  const vendido = await db
    .selectFrom('numero_telefonico as n')
    .innerJoin('prefixo_telefonico as p', 'p.id', 'n.prefixo_id')
    .select('n.id')
    .where('p.prefixo', '=', String(prefixo))
    .orderBy('n.numero')
    .limit(1)
    .executeTakeFirstOrThrow();
  await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) => reservarNumero(tx, contrato, vendido.id));
  assert.deepEqual(counts(await load(content, Number.POSITIVE_INFINITY, path)), [60, 0, 0]);
  const all = await estados(prefixo);
  assert.equal(all.length, 60);
  assert.deepEqual(all[0], ['1000', 'OCUPADO', contrato]);
  assert.equal(await load(content, Number.POSITIVE_INFINITY, path), null);
});

test('a header without number or city is refused by their names', async () => {
  await assert.rejects(load('ddd;cidade\n'), { code: 'importacao.cabecalho', facts: { faltam: ['numero', 'ibge'] } });
});
