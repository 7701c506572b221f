import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { importar } from '../../src/commands/importar.ts';
import { ligacoes } from '../../src/commands/ligacoes.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { dataFolder } from '../support/program.ts';
import { refusesAll, servedInstallation } from './support.ts';

const { balcao, refused, db } = await servedInstallation();
const folder = dataFolder();

async function fileOf(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test('from numbers to calls that cost something, by the command line alone', async () => {
  const contrato = await makeContrato(db, (await makeCliente(db)).id);
  const numeros = await fileOf(
    'numeros.csv',
    `numero;cidade;uf;contrato\n3137490001;Ouro Preto;MG;${contrato.id}\n3137490002;Ouro Preto;MG;\n`,
  );
  assert.match(
    await balcao('importar', 'numeros', numeros),
    /números novos: +2\n {2}já existentes: +0\n {2}linhas recusadas: +0\n$/,
  );
  await db
    .updateTable('numero_telefonico_uso')
    .set({ desde: new Date('2020-01-01') })
    .execute();

  assert.equal(await balcao('ligacoes', 'sem-tarifa'), 'Todas as chamadas têm tarifa.\n');
  const cdr = await fileOf(
    'cdr.csv',
    'origem;destino;inicio;duracao\n3137490001;37491234;2026-03-10 10:00:00;60\n3137490001;37491234;2026-03-11 10:00:00;0\n3137490002;37491234;2026-03-10 10:00:00;60\n',
  );
  const said = await balcao('importar', 'ligacoes', cdr);
  assert.match(said, /chamadas novas: +2\n/);
  assert.match(said, /linhas recusadas: +1, com o motivo, em .*cdr\.csv\.rejeitadas\.csv\n/);
  assert.match(said, /\nChamadas sem tarifa, e por isso sem valor: 1\.\nVeja os destinos/);
  assert.match(await balcao('ligacoes', 'sem-tarifa'), /^DESTINO .*\n55313749… +1 +60 +10\/03\/2026 +10\/03\/2026\n$/);

  const catalogo = await fileOf(
    'catalogo.yaml',
    'tipos_ligacao:\n  - {id: 1, descricao: FIXO LOCAL}\ntarifas_voz:\n  - {id: 1, descricao: Local, tipo_ligacao: 1, destino: "55", mesma_area: true, valor_minuto: 0.0899}\n',
  );
  await balcao('catalogo', 'importar', catalogo);
  assert.equal(await balcao('ligacoes', 'tarifar'), 'Chamadas tarifadas agora: 2.\n');
  const rows = await db
    .selectFrom('ligacao')
    .select(['contrato_id', 'valor', 'lote', 'descricao'])
    .orderBy('realizada_em')
    .execute();
  const comum = { contrato_id: contrato.id, lote: 'cdr.csv', descricao: 'Local' };
  assert.deepEqual(rows, [
    { ...comum, valor: 8 },
    { ...comum, valor: 0 },
  ]);
});

test('what cannot be understood is refused with a sentence', async () => {
  await refusesAll(ligacoes, {
    '': 'Use: balcao ligacoes tarifar | sem-tarifa.',
    'tarifar agora': 'Argumento a mais: «agora».',
  });
  await refusesAll(importar, {
    chamadas: /^Use: balcao importar enderecos\|.*\|numeros\|ligacoes <arquivo\.csv>$/,
    'ligacoes /nao/existe.csv': 'Não foi possível ler /nao/existe.csv: o arquivo não existe.',
  });
  const semColunas = await fileOf('sem-colunas.csv', 'id;telefone\n1;2\n');
  assert.match(
    await refused('importar', 'ligacoes', semColunas),
    /^Faltam colunas no cabeçalho do arquivo: origem, destino, inicio, duracao\. A primeira linha nomeia as colunas: id;/,
  );
  assert.match(await refused('importar', 'numeros', await fileOf('vazio.csv', '')), /^O arquivo está vazio\.$/);
});
