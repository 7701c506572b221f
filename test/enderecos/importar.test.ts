import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Andamento, importarEnderecos } from '#modules/enderecos/index.ts';
import { examineTextFile } from '#platform/text-file.ts';
import { arquivoDeRejeitadas } from '../../src/commands/rejeitadas.ts';
import { testDatabase } from '../support/db.ts';

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'balcao-importar-'));
after(() => rm(folder, { recursive: true, force: true }));

const HEADER = 'cep;tipo;logradouro;bairro;cidade;uf;ibge';
let n = 0;

async function fileOf(content: string | Buffer): Promise<string> {
  const path = join(folder, `${n++}.csv`);
  await writeFile(path, content);
  return path;
}

/** Imports a file as the command does; blocks of some hundred bytes. `stopAfter` blocks the terminal breaks. */
async function run(path: string, stopAfter = Number.POSITIVE_INFINITY): Promise<Andamento | null> {
  let blocks = 0;
  return importarEnderecos(
    db,
    await examineTextFile(path),
    path,
    {
      ...arquivoDeRejeitadas(`${path}.rejeitadas.csv`),
      progresso: () => {
        if (++blocks >= stopAfter) throw new Error('interrompida');
      },
    },
    256,
  );
}

const ruas = (bairro: string) =>
  db
    .selectFrom('logradouro as l')
    .innerJoin('bairro as b', 'b.id', 'l.bairro_id')
    .select(['b.cidade_id', 'l.tipo', 'l.tipo_abreviado', 'l.nome', 'l.cep'])
    .where('b.nome', '=', bairro)
    .orderBy('l.cep')
    .execute();

const rejeitadas = (path: string) => readFile(`${path}.rejeitadas.csv`, 'utf8');
const counts = (done: Andamento | null) => done && [done.linhas, done.incluidos, done.existentes, done.rejeitadas];

test('streets come in upper case without accents, under the municipality of their IBGE code', async () => {
  const path = await fileOf(
    `${HEADER}\n36400-001;Rua;São José;Água Limpa;qualquer;;3118304\n36400002;;Avenida Brasil;Água Limpa;;MG;3118304\n`,
  );
  assert.deepEqual(counts(await run(path)), [3, 2, 0, 0]);
  assert.deepEqual(await ruas('AGUA LIMPA'), [
    { cidade_id: 3118304, tipo: 'RUA', tipo_abreviado: 'R.', nome: 'SAO JOSE', cep: '36400001' },
    { cidade_id: 3118304, tipo: 'AVENIDA', tipo_abreviado: 'AV.', nome: 'BRASIL', cep: '36400002' },
  ]);
});

test('a second run of the file says that it was done and changes nothing', async () => {
  const path = await fileOf(`${HEADER}\n36400011;Rua;Uma;Duas Vezes;;;3118304\n`);
  await run(path);
  assert.equal(await run(path), null);
  // The same rows in another file are there already, too.
  const other = await fileOf(
    `${HEADER}\n36400011;RUA;UMA;DUAS VEZES;;;3118304\n36400011;Rua;Uma;Duas vezes;;;3118304\n`,
  );
  assert.deepEqual(counts(await run(other)), [3, 0, 2, 0]);
  assert.equal((await ruas('DUAS VEZES')).length, 1);
});

test('Latin-1, UTF-8 with a byte order mark, commas, tabs and Windows line ends are read', async () => {
  const text = `CEP,Logradouro,Bairro,Município,UF\r\n36400021,Praça São João,"Conceição, Norte",Conselheiro Lafaiete,MG\r\n`;
  await run(await fileOf(Buffer.from(text, 'latin1')));
  assert.deepEqual(await ruas('CONCEICAO, NORTE'), [
    { cidade_id: 3118304, tipo: 'PRACA', tipo_abreviado: 'PC.', nome: 'SAO JOAO', cep: '36400021' },
  ]);
  await run(await fileOf(`\ufeff${text.replace('"Conceição, Norte"', 'Feijão').replaceAll(',', '\t')}`));
  assert.equal((await ruas('FEIJAO'))[0]?.nome, 'SAO JOAO');
});

test('broken rows are reported by line and reason, and the rows around them are taken', async () => {
  const rows = [
    '36400031;Rua;Boa;Quebrados;;;3118304',
    '3640003;Rua;Cep curto;Quebrados;;;3118304',
    '36400032;Rua;Poucas colunas;Quebrados',
    '36400033;Rua;;Quebrados;;;3118304',
    '36400034;Rua;Sem bairro;;;;3118304',
    '36400035;Rua;Ibge ruim;Quebrados;;;9999999',
    '36400036;Rua;Uf ruim;Quebrados;;RJ;3118304',
    '36400037;Rua;Sem cidade;Quebrados;Lugar Nenhum;MG;',
    '36400038;Rua;"Aspas abertas;Quebrados;;;3118304',
    '',
    `36400039;Rua;${'x'.repeat(151)};Quebrados;;;3118304`,
    '36400040;Rua;Com \u0000 nulo;Quebrados;;;3118304',
    '36400041;Rua;"Outra ""boa""";Quebrados;;;3118304',
  ];
  const path = await fileOf(`${HEADER}\n${rows.join('\n')}\n`);
  assert.deepEqual(counts(await run(path)), [14, 2, 0, 10]);
  assert.deepEqual(
    (await ruas('QUEBRADOS')).map(({ nome }) => nome),
    ['BOA', 'OUTRA "BOA"'],
  );
  const [header, ...lines] = (await rejeitadas(path)).trimEnd().split('\n');
  assert.equal(header, `linha;motivo;${HEADER}`);
  assert.deepEqual(
    lines.map((line) => line.split(';').slice(0, 2).join(' ')),
    [
      '3 "o CEP não tem 8 dígitos"',
      '4 "o número de colunas não é o do cabeçalho"',
      '5 "o logradouro está em branco"',
      '6 "o bairro está em branco"',
      '7 "o código IBGE não é de um município"',
      '8 "a UF não é a do município do código IBGE"',
      '9 "não existe esse município na UF"',
      '10 "aspas sem par"',
      '12 "um dos textos tem mais de 150 caracteres"',
      '13 "há um caractere ilegível"',
    ],
  );
  assert.ok(lines[0]?.endsWith(rows[1] ?? '?'));
});

test('the file of refused rows can be mended and imported', async () => {
  const path = await fileOf(`${HEADER}\n3640005;Rua;Mal;Emendado;;;3118304\n`);
  await run(path);
  const mended = await fileOf((await rejeitadas(path)).replace(';3640005;', ';36400051;'));
  assert.deepEqual(counts(await run(mended)), [2, 1, 0, 0]);
});

test('a file that was cut, in a row and in a letter, loses that row only', async () => {
  const whole = Buffer.from(`${HEADER}\n36400061;Rua;Açaí;Cortado;;;3118304\n36400062;Rua;Pão`);
  const path = await fileOf(whole.subarray(0, whole.lastIndexOf('P') + 2));
  assert.deepEqual(counts(await run(path)), [3, 1, 0, 1]);
  assert.deepEqual((await ruas('CORTADO'))[0]?.nome, 'ACAI');
});

test('an interrupted import goes on where it was, and reports each refused row once', async () => {
  const rows = Array.from({ length: 60 }, (_, i) =>
    i % 10 === 3 ? `ruim${i};Rua;R;Interrompido;;;3118304` : `${36410000 + i};Rua;R ${i};Interrompido;;;3118304`,
  );
  const path = await fileOf(`${HEADER}\n${rows.join('\n')}\n`);
  await assert.rejects(run(path, 3), /interrompida/);
  const reached = (await ruas('INTERROMPIDO')).length;
  assert.ok(reached > 0 && reached < 54);
  // What a killed process wrote and did not commit.
  await writeFile(`${path}.rejeitadas.csv`, '999;"não confirmada";x\n', { flag: 'a' });
  assert.deepEqual(counts(await run(path)), [61, 54, 0, 6]);
  assert.equal((await ruas('INTERROMPIDO')).length, 54);
  const lines = (await rejeitadas(path)).trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => line.split(';')[0]),
    ['linha', '5', '15', '25', '35', '45', '55'],
  );
});

test('two imports at once: the second is told to wait', async () => {
  const row = (i: number) => `${36420000 + i};Rua;R ${i};Concorrente;;;3118304`;
  const [a, b] = await Promise.all(
    [0, 1000].map((from) => fileOf(`${HEADER}\n${Array.from({ length: 200 }, (_, i) => row(from + i)).join('\n')}\n`)),
  );
  const results = await Promise.allSettled([run(a ?? ''), run(b ?? '')]);
  assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const refused = results.find((result) => result.status === 'rejected');
  assert.equal(refused?.reason.code, 'importacao.em_andamento');
});

test('a header without the columns that it takes is refused by their names, before anything is written', async () => {
  const before = await db.selectFrom('importacao').selectAll().execute();
  await assert.rejects(run(await fileOf('cep;rua;uf\n')), {
    code: 'importacao.cabecalho',
    facts: { faltam: ['logradouro', 'bairro', 'ibge'] },
  });
  await assert.rejects(run(await fileOf('')), { code: 'importacao.vazia' });
  assert.deepEqual(await db.selectFrom('importacao').selectAll().execute(), before);
});

test('a file in UTF-16 is told from one of lines', async () => {
  const path = await fileOf(Buffer.from(`\ufeff${HEADER}\n`, 'utf16le'));
  await assert.rejects(examineTextFile(path), { reason: 'utf16' });
});

test('an import leaves two audit rows of its own and none for each street', async () => {
  const path = await fileOf(`${HEADER}\n36430001;Rua;Uma;Auditado;;;3118304\n`);
  await run(path);
  const { id } = await db.selectFrom('importacao').select('id').where('arquivo', '=', path).executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('auditoria')
    .select(['tabela', 'acao', 'operacao'])
    .where('tabela', '=', 'importacao')
    .where('registro', '=', String(id))
    .orderBy('id')
    .execute();
  assert.deepEqual(rows, [
    { tabela: 'importacao', acao: 'incluiu', operacao: 'importar enderecos' },
    { tabela: 'importacao', acao: 'alterou', operacao: 'importar enderecos' },
  ]);
  const streets = await db
    .selectFrom('auditoria')
    .select('id')
    .where('tabela', 'in', ['bairro', 'logradouro'])
    .execute();
  assert.deepEqual(streets, []);
});
