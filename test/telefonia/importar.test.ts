import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { importarLigacoes, tarifarPendentes } from '#modules/telefonia/index.ts';
import type { Andamento } from '#platform/csv-import.ts';
import { examineTextFile } from '#platform/text-file.ts';
import { arquivoDeRejeitadas } from '../../src/commands/rejeitadas.ts';
import { segundosTarifados } from '../../src/modules/telefonia/rules.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { dar, darPacote, makeNumero, makeTarifa, makeTelefone, makeTipo } from './base.ts';

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'balcao-cdr-'));
after(() => rm(folder, { recursive: true, force: true }));

const HEADER = 'id;origem;destino;inicio;duracao';
const AGORA = new Date('2026-03-31T12:00:00Z');
let n = 0;
const PASSOS = { minimoSegundos: 30, passoSegundos: 6, isentoSegundos: 3 };

// One database for all tests: each has tariffs for destinations of its own area.
const tipo = await makeTipo(db);
await makeTarifa(db, tipo, { destino: '5531' });

async function fileOf(content: string | Buffer): Promise<string> {
  const path = join(folder, `${n++}.csv`);
  await writeFile(path, content);
  return path;
}

async function run(path: string, stopAfter = Number.POSITIVE_INFINITY, blockBytes = 256): Promise<Andamento | null> {
  let blocks = 0;
  const progresso = () => {
    if (++blocks >= stopAfter) throw new Error('interrompida');
  };
  const saida = { ...arquivoDeRejeitadas(`${path}.rejeitadas.csv`), progresso };
  return importarLigacoes(db, { arquivo: await examineTextFile(path), nome: path, agora: AGORA, saida, blockBytes });
}

const load = async (rows: readonly string[], header = HEADER) => run(await fileOf(`${header}\n${rows.join('\n')}\n`));
const counts = (done: Andamento | null) => done && [done.incluidos, done.existentes, done.rejeitadas];
const motivos = async (path: string) =>
  (await readFile(`${path}.rejeitadas.csv`, 'utf8'))
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(/[;\t]/).slice(0, 2).join(' '));

const ligacoes = (contrato: number) =>
  db
    .selectFrom('ligacao')
    .select(['destino', 'duracao_segundos', 'segundos_tarifados', 'segundos_livres', 'valor', 'tipo_ligacao_id'])
    .where('contrato_id', '=', contrato)
    .orderBy('realizada_em')
    .orderBy('id')
    .execute();

const valores = async (contrato: number) =>
  (await ligacoes(contrato)).map((l) => [l.segundos_tarifados, l.segundos_livres, l.valor]);

test('a call is stored with all that the record says, and rated by its tariff', async () => {
  const t = await makeTelefone(db);
  const header = 'Call-ID,Calling Number,Called Number,Start Time,Duration,Description,Batch,Control Number';
  const done = await load([`77001,${t.numero.slice(2)},37491234,2026-03-10 10:00:00,61,Brasil - MG,Lote 9,2`], header);
  assert.deepEqual(counts(done), [1, 0, 0]);
  const row = await db
    .selectFrom('ligacao')
    .selectAll()
    .where('contrato_id', '=', t.contrato)
    .executeTakeFirstOrThrow();
  const { id, chave, tarifa_id, coletada_em, ...rest } = row;
  assert.equal((chave as Buffer).length, 32);
  assert.ok(tarifa_id && coletada_em);
  assert.deepEqual(rest, {
    contrato_id: t.contrato,
    tipo_ligacao_id: tipo,
    origem: t.numero,
    destino: '553137491234',
    realizada_em: new Date('2026-03-10T13:00:00Z'),
    duracao_segundos: 61,
    valor: 11,
    descricao: 'Brasil - MG',
    lote: 'Lote 9',
    chamada_id: 77001,
    numero_controle: 2,
    fatura_id: null,
    segundos_tarifados: 66,
    segundos_livres: 0,
  });
});

test('Latin-1, tabs, a date and an hour apart, talk time before duration, Windows line ends', async () => {
  const t = await makeTelefone(db);
  const text = `Número de Origem\tNúmero de Destino\tData\tHora\tDuração\tBillsec\tDescrição\r\n${t.numero}\t37491234\t10/03/2026\t10:00:00\t00:01:15\t60\tSão João\r\n`;
  assert.deepEqual(counts(await run(await fileOf(Buffer.from(text, 'latin1')))), [1, 0, 0]);
  assert.deepEqual(await valores(t.contrato), [[60, 0, 10]]);
  const { descricao } = await db
    .selectFrom('ligacao')
    .select('descricao')
    .where('contrato_id', '=', t.contrato)
    .executeTakeFirstOrThrow();
  assert.equal(descricao, 'São João');
});

test('the same call in the same file, and in another one, is counted once', async () => {
  const t = await makeTelefone(db);
  const a = `a-${t.contrato};${t.numero};37491234;2026-03-10 10:00:00;60`;
  const sem = `;${t.numero};37491235;2026-03-10 11:00:00;60`;
  assert.deepEqual(counts(await load([a, sem, a])), [2, 1, 0]);
  // In another form: the same instant, the same number.
  const again = [
    `a-${t.contrato};+${t.numero};0153137491234;2026-03-10T13:00:00Z;0:01:00`,
    `;${t.numero.slice(2)};553137491235;10/03/2026 11:00:00;60`,
    `b-${t.contrato};${t.numero};37491236;2026-03-10 12:00:00;60`,
  ];
  assert.deepEqual(counts(await load(again)), [1, 2, 0]);
  assert.equal((await ligacoes(t.contrato)).length, 3);
});

test('an id that comes again with another call is refused, and the first stays', async () => {
  const t = await makeTelefone(db);
  const row = (duracao: number) => `x-${t.contrato};${t.numero};37491234;2026-03-10 10:00:00;${duracao}`;
  const path = await fileOf(`${HEADER}\n${row(60)}\n${row(600)}\n`);
  assert.deepEqual(counts(await run(path)), [1, 0, 1]);
  assert.deepEqual(await motivos(path), ['3 "o identificador já é de outra chamada, com outros dados"']);
  assert.deepEqual(counts(await load([row(61)])), [0, 0, 1]);
  assert.deepEqual(await valores(t.contrato), [[60, 0, 10]]);
});

test('ids of two switches may be the same', async () => {
  const t = await makeTelefone(db);
  const row = (central: string, duracao: number) => `z;${central};${t.numero};37491234;2026-03-10 10:00:00;${duracao}`;
  const done = await load([row('A', 60), row('B', 90), row('A', 60)], 'id;central;origem;destino;inicio;duracao');
  assert.deepEqual(counts(done), [2, 1, 0]);
});

test('each bad line is reported by its number and reason, and the lines around it are taken', async () => {
  const t = await makeTelefone(db);
  const livre = await makeNumero(db);
  const boa = (i: number) => `${t.contrato}-${i};${t.numero};37491234;2026-03-10 10:00:0${i};60`;
  const rows = [
    boa(1),
    ';37490177;37491234;2026-03-10 10:00:00;60',
    `;${t.numero};*98;2026-03-10 10:00:00;60`,
    `;${t.numero};909037491234;2026-03-10 10:00:00;60`,
    `;${t.numero};37491234;2026-02-30 10:00:00;60`,
    `;${t.numero};37491234;2026-03-31 13:00:01-00:00;60`,
    `;${t.numero};37491234;2026-03-10 10:00:00;-1`,
    `${'i'.repeat(201)};${t.numero};37491234;2026-03-10 10:00:00;60`,
    `;${t.numero};37491234;2026-03-10 10:00:00`,
    `;"${t.numero};37491234;2026-03-10 10:00:00;60`,
    ';551120000000;37491234;2026-03-10 10:00:00;60',
    `;${livre.numero};37491234;2026-03-10 10:00:00;60`,
    `;${t.numero};37491234;2019-12-31 20:59:59;60`,
    boa(2),
  ];
  const path = await fileOf(`${HEADER}\n${rows.join('\n')}\n`);
  assert.deepEqual(counts(await run(path)), [2, 0, 12]);
  assert.deepEqual(await motivos(path), [
    '3 "o número de origem não é um número brasileiro com DDD"',
    '4 "o número de destino não é um telefone"',
    '5 "é uma chamada a cobrar: quem paga é o destino"',
    '6 "a data ou a hora do início não existe ou está em outro formato"',
    '7 "a chamada começa no futuro"',
    '8 "a duração não é um número de segundos nem h:mm:ss, ou passa de uma semana"',
    '9 "o identificador, com a central, tem mais de 200 caracteres"',
    '10 "o número de colunas não é o do cabeçalho"',
    '11 "aspas sem par"',
    '12 "o número de origem não está cadastrado"',
    '13 "nenhum contrato tinha o número de origem nesse instante"',
    '14 "nenhum contrato tinha o número de origem nesse instante"',
  ]);
});

test('a file that was cut in its last number loses that line to the report, and the whole file brings it', async () => {
  const t = await makeTelefone(db);
  const rows = [60, 125].map(
    (duracao, i) => `c${i}-${t.contrato};${t.numero};37491234;2026-03-10 10:00:0${i};${duracao}`,
  );
  const whole = `${HEADER}\n${rows.join('\n')}\n`;
  const cut = await fileOf(whole.slice(0, -2));
  assert.deepEqual(counts(await run(cut)), [1, 0, 1]);
  assert.match((await motivos(cut))[0] ?? '', /^3 "o arquivo acaba no meio desta linha/);
  assert.deepEqual(counts(await run(await fileOf(whole))), [1, 1, 0]);
  assert.deepEqual(
    (await ligacoes(t.contrato)).map((l) => l.duracao_segundos),
    [60, 125],
  );
});

test('a call belongs to the contract that held the number when it began', async () => {
  const a = await makeTelefone(db);
  const b = await makeContrato(db, (await makeCliente(db)).id);
  // Given back on 5 March at noon, and to somebody else from the 7th on.
  await db
    .updateTable('numero_telefonico')
    .set({ status: 'LIVRE', contrato_id: null })
    .where('id', '=', a.numeroId)
    .execute();
  await dar(db, a.numeroId, b.id);
  const uso = (contrato: number, campo: 'desde' | 'ate', quando: string) =>
    sql`update numero_telefonico_uso set ${sql.ref(campo)} = ${quando} where contrato_id = ${contrato}`.execute(db);
  await uso(a.contrato, 'ate', '2026-03-05T15:00:00Z');
  await uso(b.id, 'desde', '2026-03-07T15:00:00Z');
  const row = (quando: string) => `;${a.numero};37491234;${quando};60`;
  const path = await fileOf(
    `${HEADER}\n${['2026-03-05 11:59:59', '2026-03-05 12:00:00', '2026-03-07 11:59:59', '2026-03-07 12:00:00'].map(row).join('\n')}\n`,
  );
  assert.deepEqual(counts(await run(path)), [2, 0, 2]);
  assert.deepEqual([(await ligacoes(a.contrato)).length, (await ligacoes(b.id)).length], [1, 1]);
  assert.deepEqual(
    (await motivos(path)).map((line) => line.split(' ')[0]),
    ['3', '4'],
  );
});

test('refused lines can be imported when the number is there', async () => {
  const contrato = await makeContrato(db, (await makeCliente(db)).id);
  const numero = await makeNumero(db);
  const path = await fileOf(`${HEADER}\n;${numero.numero};37491234;2026-03-10 10:00:00;60\n`);
  assert.deepEqual(counts(await run(path)), [0, 0, 1]);
  await dar(db, numero.id, contrato.id);
  assert.deepEqual(counts(await run(`${path}.rejeitadas.csv`)), [1, 0, 0]);
  assert.equal((await ligacoes(contrato.id)).length, 1);
});

test('free minutes are used in the order of the calls, and what is beyond them costs', async () => {
  const t = await makeTelefone(db);
  await darPacote(db, t.contrato, tipo, 2);
  const row = (minuto: number, duracao: number) => `;${t.numero};37491234;2026-03-15 10:0${minuto}:00;${duracao}`;
  // In the file the last one is first.
  await load([row(3, 60), row(1, 60), row(2, 50)]);
  assert.deepEqual(await valores(t.contrato), [
    [60, 60, 0],
    [54, 54, 0],
    [60, 6, 9],
  ]);
  const usada = await db.selectFrom('franquia_usada').selectAll().where('contrato_id', '=', t.contrato).execute();
  assert.deepEqual(usada, [{ contrato_id: t.contrato, tipo_ligacao_id: tipo, ciclo: '2026-03-11', segundos: 120 }]);
});

test('a new billing period has all its free minutes, and a late call takes those of its own', async () => {
  const t = await makeTelefone(db);
  await darPacote(db, t.contrato, tipo, 1);
  const row = (quando: string) => `;${t.numero};37491234;${quando};60`;
  await load([row('2026-03-10 23:59:59'), row('2026-03-11 00:00:00')]);
  await load([row('2026-03-10 10:00:00'), row('2026-02-10 23:00:00')]);
  assert.deepEqual(await valores(t.contrato), [
    [60, 60, 0],
    [60, 0, 10],
    [60, 60, 0],
    [60, 60, 0],
  ]);
});

test('free minutes of the plan and of packages sold besides add up; those of another kind are left alone', async () => {
  const outro = await makeTipo(db, 'MOVEL');
  const t = await makeTelefone(db);
  await darPacote(db, t.contrato, tipo, 1);
  const doPlano = await darPacote(db, t.contrato, tipo, 1);
  await darPacote(db, t.contrato, outro, 100);
  await db.deleteFrom('contrato_extra').where('pacote_voz_id', '=', doPlano).execute();
  await sql`insert into plano_voz (plano_id, pacote_voz_id) select plano_id, ${doPlano} from contrato where id = ${t.contrato}`.execute(
    db,
  );
  await load([`;${t.numero};37491234;2026-03-15 10:00:00;180`]);
  assert.deepEqual(await valores(t.contrato), [[180, 120, 10]]);
});

test('what costs nothing takes up no free minutes, nor does a call of three seconds', async () => {
  const t = await makeTelefone(db, '32');
  await darPacote(db, t.contrato, tipo, 1);
  await makeTarifa(db, tipo, { destino: '5532', valor_minuto: 0 });
  await load([
    `;${t.numero};3232101234;2026-03-15 10:00:00;600`,
    `;${t.numero};3137491234;2026-03-15 10:20:00;3`,
    `;${t.numero};3137491234;2026-03-15 10:30:00;60`,
  ]);
  assert.deepEqual(await valores(t.contrato), [
    [600, 0, 0],
    [0, 0, 0],
    [60, 60, 0],
  ]);
});

test('a call without a tariff is kept and costs nothing, until there is one', async () => {
  const t = await makeTelefone(db, '33');
  await darPacote(db, t.contrato, tipo, 1);
  const rows = [1, 2].map((i) => `;${t.numero};3332101234;2026-03-15 10:0${i}:00;60`);
  assert.deepEqual(counts(await load(rows)), [2, 0, 0]);
  assert.deepEqual(await valores(t.contrato), [
    [0, 0, 0],
    [0, 0, 0],
  ]);
  assert.equal(await tarifarPendentes(db), 0);
  await makeTarifa(db, tipo, { destino: '5533' });
  assert.equal(await tarifarPendentes(db), 2);
  assert.equal(await tarifarPendentes(db), 0);
  assert.deepEqual(await valores(t.contrato), [
    [60, 60, 0],
    [60, 0, 10],
  ]);
});

test('calls that were made by the fraction rule of their day', async () => {
  const t = await makeTelefone(db, '34');
  await makeTarifa(db, tipo, { destino: '5534', valor_minuto: 850 });
  await sql`insert into politica_financeira (vigente_desde, fracao_centavo) values ('2026-03-20', 'meio-acima')`.execute(
    db,
  );
  await load(['2026-03-19 23:59:59', '2026-03-20 00:00:00'].map((quando) => `;${t.numero};3432101234;${quando};42`));
  assert.deepEqual(
    (await ligacoes(t.contrato)).map(({ valor }) => valor),
    [5, 6],
  );
});

test('the worked example of docs/telefonia.md', async () => {
  const t = await makeTelefone(db, '37');
  await darPacote(db, t.contrato, tipo, 2);
  await makeTarifa(db, tipo, { destino: '5537', valor_minuto: 899 });
  const calls = [
    ['10:00', 3],
    ['10:05', 12],
    ['10:10', 61],
    ['10:20', 100],
    ['10:30', 31],
  ] as const;
  await load(calls.map(([hora, duracao]) => `;${t.numero};3732101234;2026-03-15 ${hora}:00;${duracao}`));
  assert.deepEqual(await valores(t.contrato), [
    [0, 0, 0],
    [30, 30, 0],
    [66, 66, 0],
    [102, 24, 11],
    [36, 0, 5],
  ]);
});

test('an interrupted import goes on where it was: every call once, every free second once', async () => {
  const t = await makeTelefone(db);
  await darPacote(db, t.contrato, tipo, 30);
  const rows = Array.from({ length: 60 }, (_, i) =>
    i % 10 === 3
      ? `;${t.numero};37491234;ontem;60`
      : `k${i}-${t.contrato};${t.numero};37491234;2026-03-15 10:${String(i).padStart(2, '0')}:00;60`,
  );
  const path = await fileOf(`${HEADER}\n${rows.join('\n')}\n`);
  await assert.rejects(run(path, 3), /interrompida/);
  const reached = (await ligacoes(t.contrato)).length;
  assert.ok(reached > 0 && reached < 54);
  assert.deepEqual(counts(await run(path)), [54, 0, 6]);
  const all = await ligacoes(t.contrato);
  assert.equal(all.length, 54);
  assert.equal(
    all.reduce((sum, l) => sum + l.segundos_livres, 0),
    1800,
  );
  assert.equal(
    all.reduce((sum, l) => sum + l.valor, 0),
    24 * 10,
  );
  assert.equal(await run(path), null);
});

test('whatever the order of the files, no call is doubled and no more minutes are free than there are', async () => {
  const t = await makeTelefone(db);
  await darPacote(db, t.contrato, tipo, 5);
  const row = (i: number) => `o${i}-${t.contrato};${t.numero};37491234;2026-03-15 11:${i}:00;${i * 7}`;
  const parts = [
    [10, 11, 12, 13],
    [12, 13, 14, 15],
    [15, 10, 16],
  ];
  for (const part of parts.toReversed()) await load(part.map(row));
  for (const part of parts) await load(part.map(row));
  const all = await ligacoes(t.contrato);
  assert.deepEqual(
    all.map((l) => l.duracao_segundos),
    [70, 77, 84, 91, 98, 105, 112],
  );
  assert.equal(
    all.reduce((sum, l) => sum + l.segundos_livres, 0),
    300,
  );
  for (const l of all) assert.equal(l.valor, Math.floor((l.segundos_tarifados - l.segundos_livres) / 6));
});

test('free and charged seconds are the rated ones, and all that is free is given, however calls are put into files', async () => {
  const arbitrary = fc.record({
    minutos: fc.integer({ min: 1, max: 30 }),
    duracoes: fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 20 }),
    arquivos: fc.array(fc.array(fc.nat(19), { maxLength: 25 }), { minLength: 1, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(arbitrary, async ({ minutos, duracoes, arquivos }) => {
      const t = await makeTelefone(db);
      await darPacote(db, t.contrato, tipo, minutos);
      const row = (i: number) =>
        `;${t.numero};37491234;2026-03-15 12:${String(i).padStart(2, '0')}:00;${duracoes[i % duracoes.length]}`;
      for (const arquivo of arquivos) await load(arquivo.map(row));
      const all = await ligacoes(t.contrato);
      assert.equal(all.length, new Set(arquivos.flat()).size, 'each call once');
      const soma = (of: (l: (typeof all)[number]) => number) => all.reduce((sum, l) => sum + of(l), 0);
      for (const l of all) {
        assert.equal(l.segundos_tarifados, segundosTarifados(l.duracao_segundos, PASSOS));
        assert.ok(l.segundos_livres >= 0 && l.segundos_livres <= l.segundos_tarifados);
        assert.equal(l.valor, Math.floor(((l.segundos_tarifados - l.segundos_livres) * 1000) / 6000));
      }
      assert.equal(
        soma((l) => l.segundos_livres),
        Math.min(
          minutos * 60,
          soma((l) => l.segundos_tarifados),
        ),
      );
    }),
    { numRuns: 25 },
  );
});

test('an import and a rating at once give no free second twice', async () => {
  const t = await makeTelefone(db, '35');
  await darPacote(db, t.contrato, tipo, 10);
  const row = (destino: string, i: number) => `;${t.numero};${destino};2026-03-15 1${i % 10}:${10 + i}:00;60`;
  await load(Array.from({ length: 30 }, (_, i) => row('3532101234', i)));
  await makeTarifa(db, tipo, { destino: '5535' });
  const path = await fileOf(`${HEADER}\n${Array.from({ length: 30 }, (_, i) => row('3537491234', i)).join('\n')}\n`);
  await Promise.all([run(path), tarifarPendentes(db), tarifarPendentes(db)]);
  const all = await ligacoes(t.contrato);
  assert.equal(all.length, 60);
  assert.equal(
    all.reduce((sum, l) => sum + l.segundos_livres, 0),
    600,
  );
  assert.equal(
    all.reduce((sum, l) => sum + l.valor, 0),
    500,
  );
});

test('a header without the columns that it takes is refused by their names', async () => {
  await assert.rejects(load(['1;2'], 'id;telefone'), {
    code: 'importacao.cabecalho',
    facts: { faltam: ['origem', 'destino', 'inicio', 'duracao'] },
  });
});
