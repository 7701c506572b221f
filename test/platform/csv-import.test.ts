import assert from 'node:assert/strict';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type ImportKind, importFile } from '#platform/csv-import.ts';
import { examineTextFile } from '#platform/text-file.ts';
import { arquivoDeRejeitadas, type Motivo } from '../../src/commands/rejeitadas.ts';
import { testDatabase } from '../support/db.ts';

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'balcao-csv-'));
after(() => rm(folder, { recursive: true, force: true }));
let n = 0;

type Fruta = { nome: string; peso: string };

/** A kind whose records are kept in memory: a name of its own is new once, «ruim» is refused when read or stored. */
function frutas(tipo = `frutas ${n}`) {
  const gravadas: Fruta[] = [];
  const kind: ImportKind<'nome' | 'peso', Fruta, 'cep' | 'uf', null> = {
    tipo,
    nomes: { NOME: 'nome', NOME_DA_FRUTA: 'nome', PESO: 'peso' },
    faltam: (colunas) => (colunas.nome === undefined ? ['nome'] : []),
    preparar: async () => null,
    ler: (campo) => (campo('nome') === 'ruim' ? 'cep' : { nome: campo('nome'), peso: campo('peso') }),
    gravar: async (_tx, lidas) => {
      const recusadas = lidas.flatMap(({ linha, lido }) =>
        lido.nome === 'ninguém' ? [{ linha, motivo: 'uf' as const }] : [],
      );
      const novas = lidas.map(({ lido }) => lido).filter(({ nome }) => nome !== 'ninguém' && nome !== 'velha');
      gravadas.push(...novas);
      return { incluidos: novas.length, recusadas };
    },
    desconfiarDoFim: true,
  };
  return { kind, gravadas };
}

async function fileOf(content: string): Promise<string> {
  const path = join(folder, `${n++}.csv`);
  await writeFile(path, content);
  return path;
}

async function run({ kind }: ReturnType<typeof frutas>, path: string, stopAfter = Number.POSITIVE_INFINITY) {
  let blocks = 0;
  const progresso = () => {
    if (++blocks >= stopAfter) throw new Error('interrompida');
  };
  const saida = { ...arquivoDeRejeitadas(`${path}.rejeitadas.csv`), progresso };
  return importFile<'nome' | 'peso', Fruta, Motivo, null>(db, kind, await examineTextFile(path), path, saida, 32);
}

const rejeitadas = async (path: string) => (await readFile(`${path}.rejeitadas.csv`, 'utf8')).trimEnd().split('\n');

test('rows refused when read and when stored are kept in the order of their lines, and every row is counted once', async () => {
  const f = frutas();
  const path = await fileOf('Nome da fruta|peso\nninguém|1\nruim|2\nmaçã|3\n\nvelha|4\nninguém|5\n"aberta|6\n');
  const feito = await run(f, path);
  assert.deepEqual([feito?.linhas, feito?.incluidos, feito?.existentes, feito?.rejeitadas], [8, 1, 1, 4]);
  assert.deepEqual(f.gravadas, [{ nome: 'maçã', peso: '3' }]);
  assert.deepEqual(
    (await rejeitadas(path)).map((line) => line.split('|')[0]),
    ['linha', '2', '3', '7', '8'],
  );
});

test('the same content is loaded once for each kind', async () => {
  const path = await fileOf('nome;peso\nuva;1\n');
  const [a, b] = [frutas('frutas a'), frutas('frutas b')];
  assert.equal((await run(a, path))?.incluidos, 1);
  assert.equal((await run(b, path))?.incluidos, 1);
  assert.equal(await run(a, path), null);
  assert.equal(await run(b, path), null);
});

test('files of two kinds are loaded at once, two of one kind are not', async () => {
  const path = await fileOf(`nome;peso\n${'uva;1\n'.repeat(200)}`);
  const results = await Promise.allSettled([run(frutas('x'), path), run(frutas('y'), path), run(frutas('x'), path)]);
  assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'fulfilled', 'rejected']);
  assert.equal(results[1]?.status, 'fulfilled');
});

test('a last line without an end is refused only where what may be missing would be read', async () => {
  const cut = await fileOf('nome;peso\nuva;100\nuva;10');
  assert.deepEqual(
    [await run(frutas(), cut), await rejeitadas(cut)].map((got) => (Array.isArray(got) ? got[1] : got?.rejeitadas)),
    [1, '3;"o arquivo acaba no meio desta linha, ou só lhe falta o fim de linha: confira a última coluna";uva;10'],
  );
  const other = await fileOf('nome;peso;obs\nuva;100;sem fim');
  assert.equal((await run(frutas(), other))?.incluidos, 1);
});

test('a file that is moved between two runs goes on, and its refused rows begin a file beside it', async () => {
  const f = frutas();
  const path = await fileOf(`nome;peso\nruim;1\n${'uva;1\n'.repeat(20)}ruim;2\n`);
  await assert.rejects(run(f, path, 2), /interrompida/);
  const moved = join(folder, 'outro.csv');
  await rename(path, moved);
  const feito = await run(f, moved);
  assert.deepEqual([feito?.incluidos, feito?.rejeitadas, f.gravadas.length], [20, 2, 20]);
  assert.deepEqual(await rejeitadas(moved), ['linha;motivo;nome;peso', '23;"o CEP não tem 8 dígitos";ruim;2']);
});
