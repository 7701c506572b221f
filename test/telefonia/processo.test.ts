import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { testDatabase } from '../support/db.ts';
import { dataFolder, startProgram } from '../support/program.ts';
import { darPacote, makeTarifa, makeTelefone, makeTipo } from './base.ts';

const LINES = 60_000;
const folder = dataFolder();

test('killed with -9 in the middle and started again, an import has every call and every free second once', async () => {
  const { db, url } = await testDatabase();
  const t = await makeTelefone(db);
  const tipo = await makeTipo(db);
  await makeTarifa(db, tipo, { destino: '5531' });
  await darPacote(db, t.contrato, tipo, 10_000);
  const row = (i: number) => {
    const inicio = new Date(Date.UTC(2026, 0, 12) + i * 30_000).toISOString();
    return i % 1000 === 7 ? `${i};${t.numero};nada;${inicio};60` : `${i};${t.numero};37491234;${inicio};60`;
  };
  const path = join(folder, 'cdr.csv');
  await writeFile(
    path,
    `id;origem;destino;inicio;duracao\n${Array.from({ length: LINES }, (_, i) => row(i)).join('\n')}\n`,
  );

  const start = () =>
    startProgram(['importar', 'ligacoes', path], { BALCAO_DATA_DIR: folder, DATABASE_URL: url, BALCAO_LOG: 'silent' });
  const done = () => db.selectFrom('importacao').select(['linhas', 'terminada_em']).executeTakeFirst();
  const first = start();
  while (((await done())?.linhas ?? 0) === 0) await setTimeout(5);
  first.process.kill('SIGKILL');
  await first.ended;
  const reached = await done();
  assert.ok(reached && reached.linhas < LINES && reached.terminada_em === null, 'it was killed in the middle');

  const second = start();
  const { code } = await second.ended;
  assert.equal(code, 0, second.stderr());
  assert.match(second.stdout(), /chamadas novas: +59\.940\n/);
  assert.match(second.stdout(), /já existentes: +0\n/);
  assert.match(second.stdout(), /linhas recusadas: +60, com o motivo, em .*cdr\.csv\.rejeitadas\.csv\n/);
  const { ligacoes, chaves, livres, valor } = await db
    .selectFrom('ligacao')
    .select(({ fn }) => [
      fn.countAll<number>().as('ligacoes'),
      fn.count<number>('chave').distinct().as('chaves'),
      fn.sum<number>('segundos_livres').as('livres'),
      fn.sum<number>('valor').as('valor'),
    ])
    .executeTakeFirstOrThrow();
  assert.deepEqual([ligacoes, chaves, livres, valor].map(Number), [59_940, 59_940, 600_000, (59_940 - 10_000) * 10]);
  const refused = (await readFile(`${path}.rejeitadas.csv`, 'utf8')).trimEnd().split('\n');
  assert.deepEqual(
    refused.slice(1).map((line) => Number(line.split(';')[0])),
    Array.from({ length: 60 }, (_, i) => i * 1000 + 7 + 2),
  );

  const third = start();
  await third.ended;
  assert.match(third.stdout(), /já foi importado por inteiro/);
});
