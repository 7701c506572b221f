import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { agenda } from '../../src/commands/agenda.ts';
import { refusesAll, servedInstallation } from '../commands/support.ts';
import { makePraca } from './makers.ts';

const { db, balcao, refused } = await servedInstallation();
const folder = await mkdtemp(join(tmpdir(), 'balcao-agenda-'));
after(() => rm(folder, { recursive: true, force: true }));
const praca = await makePraca(db);

const arquivo = async (texto: string) => {
  const file = join(folder, 'agenda.yaml');
  await writeFile(file, texto);
  return file;
};
const texto = (tecnicos: number) => `
centros_custo:
  - { id: 70, descricao: Suporte }
  - { id: 71, descricao: Gerência }
fechamentos:
  - { id: 80, descricao: Resolvido, solucionado: true, assinatura: true }
tipos:
  - { id: 90, descricao: Sem acesso, servico: SUPORTE, tecnologia: INTERNET, destino: 70, prazo: 8, unidade: HORAS, escalona_para: 71, fechamentos: [80] }
expediente:
  - { dia: segunda, das: '08:00', ate: '12:00' }
  - { dia: segunda, das: '13:00', ate: '18:00' }
feriados:
  - { dia: 2027-01-18, descricao: Aniversário, cidade: ${praca.cidade} }
agenda:
  - { dia: segunda, turno: MANHA, servico: SUPORTE, cidade: ${praca.cidade}, tecnologia: ${praca.tecnologia}, tecnicos: ${tecnicos}, visitas: 3 }
`;

test('a file sets everything up, an export gives it back, and the agenda is generated from it', async () => {
  const out = await balcao('agenda', 'importar', await arquivo(texto(2)));
  assert.match(out, /^centros_custo: 2\nfechamentos: 1\ntipos: 1\nexpediente: 2\nferiados: 1\nagenda: 1\n$/);
  const copy = join(folder, 'copia.yaml');
  await balcao('agenda', 'exportar', copy);
  const first = await readFile(copy, 'utf8');
  await balcao('agenda', 'importar', copy);
  assert.equal(await balcao('agenda', 'exportar'), first);
  assert.match(first, /escalona_para: 71/);
  assert.match(await balcao('agenda', 'gerar', '--de', '2027-01-04', '--ate', '2027-01-31'), /3 item\(ns\) novo\(s\)/);
  assert.match(await balcao('agenda', 'gerar', '--de', '2027-01-04', '--ate', '2027-01-31'), /: 0 item/);
  const itens = await db
    .selectFrom('agenda_item')
    .select(['dia', 'capacidade'])
    .where('cidade_id', '=', praca.cidade)
    .orderBy('dia')
    .execute();
  assert.deepEqual(
    itens.map(({ dia, capacidade }) => [dia, capacidade]),
    [
      ['2027-01-04', 6],
      ['2027-01-11', 6],
      ['2027-01-25', 6],
    ],
  );
});

test('imported again: the template is replaced, kinds that are gone become inactive, absent sections stay', async () => {
  await balcao('agenda', 'importar', await arquivo(texto(5)));
  const modelo = await db.selectFrom('agenda_modelo').select('tecnicos').execute();
  assert.deepEqual(modelo, [{ tecnicos: 5 }]);
  await balcao('agenda', 'importar', await arquivo('tipos: []\n'));
  const tipo = await db.selectFrom('tipo_atendimento').select('ativo').where('id', '=', 90).executeTakeFirstOrThrow();
  assert.equal(tipo.ativo, false);
  assert.equal((await db.selectFrom('expediente').selectAll().execute()).length, 2);
  const { id } = await db
    .insertInto('centro_custo')
    .values({ descricao: 'NOVO' })
    .returning('id')
    .executeTakeFirstOrThrow();
  assert.ok(id > 71, 'the sequence follows the ids of the file');
});

test('a file that is wrong changes nothing, and each mistake is told where it is', async () => {
  const cases: [string, RegExp][] = [
    ['tipos: [', /o YAML não pôde ser lido/],
    ['outra: []', /outra: não existe esta seção/],
    ['feriados: 3', /feriados: deve ser uma lista/],
    ['feriados: [{ dia: 2027-02-30, descricao: X }]', /feriados\[0\]\.dia: não existe o dia 2027-02-30/],
    ['feriados: [{ dia: 2027-02-10 }]', /feriados\[0\]: falta ou sobra: descricao/],
    ["expediente: [{ dia: segunda, das: '18:00', ate: '08:00' }]", /expediente\[0\]: o fim deve vir depois/],
    [
      'centros_custo: [{ id: 1, descricao: A }, { id: 1, descricao: B }]',
      /centros_custo\[1\]: 1 aparece mais de uma vez/,
    ],
    [
      'tipos: [{ id: 1, descricao: A, servico: SUPORTE, tecnologia: INTERNET, destino: 999999 }]',
      /tipos\[0\]\.destino: não existe o registro 999999/,
    ],
    [
      'tipos: [{ id: 1, descricao: A, servico: SUPORTE, tecnologia: INTERNET, prazo: 3 }]',
      /prazo e unidade vão juntos/,
    ],
    [
      'agenda: [{ dia: terça, turno: MANHA, servico: SUPORTE, cidade: 1, tecnologia: 1, tecnicos: 1 }]',
      /agenda\[0\]\.dia: o valor é inválido/,
    ],
  ];
  const before = await balcao('agenda', 'exportar');
  for (const [wrong, sentence] of cases)
    assert.match(await refused('agenda', 'importar', await arquivo(wrong)), sentence);
  assert.equal(await balcao('agenda', 'exportar'), before);
});

test('a command line that is not understood is refused in words', async () => {
  await refusesAll(agenda, {
    '': /Use: balcao agenda gerar \| importar \| exportar/,
    'gerar --de 31/12/2026': '--de deve ser um dia AAAA-MM-DD; está «31/12/2026».',
    'gerar --dias 0': /--dias deve ser um número inteiro de 1 a 400/,
    'gerar --dias 5 --ate 2027-01-01': /não os dois/,
    importar: 'Falta o arquivo.',
    'importar /nada/aqui.yaml': /ENOENT/,
  });
});
