import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { type Day, day } from '#kernel/dates.ts';
import { faturar } from '#modules/faturamento/index.ts';
import { importarLigacoes } from '#modules/telefonia/index.ts';
import { examineTextFile } from '#platform/text-file.ts';
import { arquivoDeRejeitadas } from '../../src/commands/rejeitadas.ts';
import { testDatabase } from '../support/db.ts';
import { insert } from '../support/vendas.ts';
import { darPacote, makeTarifa, makeTelefone, makeTipo } from './base.ts';

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'balcao-cdr-'));
after(() => rm(folder, { recursive: true, force: true }));
const empresa = await insert(db, 'empresa', { nome: 'PROVEDOR', nome_fantasia: 'PROVEDOR' });
const forma = await insert(db, 'forma_cobranca', { descricao: 'BALCAO', empresa_id: empresa });
const tipo = await makeTipo(db);
await makeTarifa(db, tipo, { destino: '5531' });
let n = 0;

const hoje = (dia: string) =>
  sql`update relogio set deslocamento = ${`${dia} 12:00-03`}::timestamptz - now()`.execute(db);

async function telefone() {
  const t = await makeTelefone(db);
  await db
    .updateTable('contrato')
    .set({ empresa_id: empresa, forma_cobranca_id: forma, habilitado_em: day('2020-01-01') })
    .where('id', '=', t.contrato)
    .execute();
  return t;
}

async function chamar(numero: string, ...quando: string[]): Promise<void> {
  const path = join(folder, `${n++}.csv`);
  await writeFile(path, `origem;destino;inicio;duracao\n${quando.map((q) => `${numero};37491234;${q};60\n`).join('')}`);
  await importarLigacoes(db, {
    arquivo: await examineTextFile(path),
    nome: path,
    agora: new Date('2027-06-01T12:00:00Z'),
    saida: { ...arquivoDeRejeitadas(`${path}.rejeitadas.csv`), progresso: () => {} },
  });
}

const cobrar = async (clienteId: number, competencia: string, em: Day) => {
  await hoje(em);
  await faturar(db, { hoje: em, competencia: day(competencia), clienteId }, { origem: 'teste', operacao: 'teste' });
};

async function faturas(clienteId: number): Promise<string[]> {
  const { rows } = await sql<{ conta: string }>`
    select f.competencia || ': ' || (select string_agg(l.tipo || ' ' || l.valor || ' ' || l.inicio || ' ' || l.fim, ', '
      order by l.id) from fatura_linha l where l.fatura_id = f.id and l.tipo = 'CHAMADAS') as conta
    from fatura f where f.cliente_id = ${clienteId} order by f.competencia, f.id`.execute(db);
  return rows.map(({ conta }) => conta);
}

test('calls come on the next invoice, those that come late on the one after, none twice', async () => {
  const t = await telefone();
  await chamar(t.numero, '2026-11-20 10:00:00', '2026-11-21 10:00:00');
  await cobrar(t.cliente, '2026-12-01', day('2026-11-30'));
  assert.deepEqual(await faturas(t.cliente), ['2026-12-01: CHAMADAS 20 2026-11-20 2026-11-21']);
  // Of the month that was billed, with one that is on its invoice, and one of the next month.
  await chamar(t.numero, '2026-11-20 10:00:00', '2026-11-22 10:00:00', '2026-12-11 00:00:00');
  await cobrar(t.cliente, '2026-12-01', day('2026-11-30'));
  assert.equal((await faturas(t.cliente)).length, 1, 'the month is not billed again for them');
  await cobrar(t.cliente, '2027-01-01', day('2026-12-31'));
  assert.deepEqual(await faturas(t.cliente), [
    '2026-12-01: CHAMADAS 20 2026-11-20 2026-11-21',
    '2027-01-01: CHAMADAS 20 2026-11-22 2026-12-11',
  ]);
  const { rows } =
    await sql`select count(*)::int as n from ligacao where contrato_id = ${t.contrato} and fatura_id is null`.execute(
      db,
    );
  assert.deepEqual(rows, [{ n: 0 }]);
});

test('a late call takes the free minutes of its own window, which billing did not use up', async () => {
  const t = await telefone();
  await darPacote(db, t.contrato, tipo, 2);
  await chamar(t.numero, '2026-11-20 10:00:00');
  await cobrar(t.cliente, '2026-12-01', day('2026-11-30'));
  await chamar(t.numero, '2026-11-21 10:00:00', '2026-11-22 10:00:00');
  await cobrar(t.cliente, '2027-01-01', day('2026-12-31'));
  const conta = (await faturas(t.cliente)).filter((texto) => texto !== null);
  assert.deepEqual(conta, ['2027-01-01: CHAMADAS 10 2026-11-22 2026-11-22']);
});

test('a call that comes after the contract has ended is still charged', async () => {
  const t = await telefone();
  await cobrar(t.cliente, '2026-12-01', day('2026-11-30'));
  await hoje('2026-12-10');
  await db
    .updateTable('contrato')
    .set({ status: 'CANCELADO', cancelado_em: day('2026-12-10') })
    .where('id', '=', t.contrato)
    .execute();
  await db
    .updateTable('numero_telefonico')
    .set({ status: 'LIVRE', contrato_id: null })
    .where('id', '=', t.numeroId)
    .execute();
  await chamar(t.numero, '2026-12-09 10:00:00');
  await cobrar(t.cliente, '2027-01-01', day('2026-12-31'));
  assert.deepEqual(
    (await faturas(t.cliente)).filter((texto) => texto !== null),
    ['2027-01-01: CHAMADAS 10 2026-12-09 2026-12-09'],
  );
});

test('a month of 31 days: calls of the 31st are in the window that ends on the 31st', async () => {
  const t = await telefone();
  const vencimento = await insert(db, 'vencimento', { dia: 31, dia_faturamento_inicial: 1, dia_faturamento_final: 31 });
  await db.updateTable('contrato').set({ vencimento_id: vencimento }).where('id', '=', t.contrato).execute();
  await darPacote(db, t.contrato, tipo, 1);
  await chamar(t.numero, '2027-01-31 23:59:59', '2027-02-01 00:00:00', '2027-02-28 23:59:59', '2027-03-01 00:00:00');
  const usada = await db
    .selectFrom('franquia_usada')
    .select(['ciclo', 'segundos'])
    .where('contrato_id', '=', t.contrato)
    .orderBy('ciclo')
    .execute();
  assert.deepEqual(usada, [
    { ciclo: '2027-01-01', segundos: 60 },
    { ciclo: '2027-02-01', segundos: 60 },
    { ciclo: '2027-03-01', segundos: 60 },
  ]);
});
