import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import {
  baixarBoletos,
  boletosDosNumeros,
  type Convenio,
  gravarBoletos,
  lerLinha,
  montarBoleto,
  nossosNumeros,
  reabrirBoletos,
} from '#modules/cobranca/index.ts';
import type { Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { makeConvenio, makeFatura } from './makers.ts';

const { db } = await testDatabase();
const HOJE = day('2026-11-25');
const write = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, { origem: 'teste', operacao: 'teste' }, work);

const taken = (convenio: Convenio, quantos: number, hoje = HOJE) =>
  write((tx) => nossosNumeros(tx, convenio, quantos, hoje));

test('transactions at once, those that roll back among them, never get the same number', async () => {
  const { convenio } = await makeConvenio(db);
  const lost: number[] = [];
  const kept = await Promise.all(
    Array.from({ length: 24 }, (_, i) =>
      write(async (tx) => {
        const numeros = await nossosNumeros(tx, convenio, 1 + (i % 5), HOJE);
        if (i % 3 === 0) {
          lost.push(...numeros);
          throw new Error('rolled back');
        }
        return numeros;
      }).catch(() => []),
    ),
  );
  const all = [...kept.flat(), ...lost];
  assert.equal(lost.length > 0, true);
  assert.equal(new Set(all).size, all.length);
});

test('each agreement counts for itself, from its first number on', async () => {
  const a = await makeConvenio(db, { nosso_numero_inicial: 500 });
  const b = await makeConvenio(db);
  assert.deepEqual(await taken(a.convenio, 3), [500, 501, 502]);
  assert.deepEqual(await taken(b.convenio, 2), [1, 2]);
  assert.deepEqual(await taken(a.convenio, 1), [503]);
});

test('numbers of Sicredi carry the year of issue and go on over its turn', async () => {
  const { convenio } = await makeConvenio(db, { banco_codigo: '748', variacao: '05', codigo_beneficiario: '85305' });
  assert.deepEqual(await taken(convenio, 2), [26200001, 26200002]);
  assert.deepEqual(await taken(convenio, 2, day('2027-01-01')), [27200003, 27200004]);
});

test('a year of Sicredi that is used up is refused rather than a number given twice', async () => {
  const { convenio } = await makeConvenio(db, { banco_codigo: '748', variacao: '05', codigo_beneficiario: '85305' });
  const [nossoNumero = 0] = await taken(convenio, 1);
  await boletoDe(convenio, nossoNumero);
  await sql`select setval(${`nosso_numero_${convenio.id}`}::regclass, ${8 * 99_999})`.execute(db);
  await assert.rejects(taken(convenio, 1), { code: 'convenio.numeros_esgotados' });
  assert.deepEqual(await taken(convenio, 1, day('2027-01-02')), [27200002]);
});

test('a number beyond the bank field is refused by name before anything is issued', async () => {
  const { convenio } = await makeConvenio(db, {
    banco_codigo: '001',
    carteira: '18',
    codigo_beneficiario: '123456',
    nosso_numero_inicial: 99_998,
  });
  assert.deepEqual(await taken(convenio, 2), [99_998, 99_999]);
  await assert.rejects(taken(convenio, 1), {
    code: 'convenio.numeros_esgotados',
    facts: { id: convenio.id, descricao: convenio.descricao },
  });
});

async function boletoDe(convenio: Convenio, nossoNumero: number, changed = {}) {
  const fatura = await makeFatura(db, changed);
  const titulo = { nossoNumero, valor: fatura.valor, vencimento: fatura.vencimento };
  const { codigoBarras } = montarBoleto(convenio, titulo);
  await write((tx) => gravarBoletos(tx, [{ faturaId: fatura.id, convenioId: convenio.id, nossoNumero, codigoBarras }]));
  return fatura;
}

const boleto = (faturaId: number) =>
  db.selectFrom('boleto').selectAll().where('fatura_id', '=', faturaId).executeTakeFirstOrThrow();

async function remeter(convenio: Convenio, faturaId: number, instrucao: 'REGISTRO' | 'BAIXA') {
  const { n } = await db
    .selectFrom('remessa')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('remessa')
    .values({ convenio_id: convenio.id, numero: Number(n) + 1, nome: 'R', conteudo: '', registros: 1 })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('remessa_item').values({ remessa_id: id, fatura_id: faturaId, instrucao }).execute();
  const situacao = instrucao === 'REGISTRO' ? { situacao: 'REMETIDO' as const } : {};
  await db
    .updateTable('boleto')
    .set({ instrucao: null, ...situacao })
    .where('fatura_id', '=', faturaId)
    .execute();
}

async function comForma() {
  const { convenio, forma } = await makeConvenio(db);
  const [nossoNumero = 0] = await taken(convenio, 1);
  const fatura = await boletoDe(convenio, nossoNumero, { forma_cobranca_id: forma });
  return { convenio, forma, fatura, nossoNumero };
}

test('a boleto that the bank never heard of ends without an instruction, and comes back under its number', async () => {
  const { fatura, nossoNumero } = await comForma();
  await write((tx) => baixarBoletos(tx, [fatura.id]));
  assert.deepEqual([(await boleto(fatura.id)).situacao, (await boleto(fatura.id)).instrucao], ['BAIXADO', null]);
  assert.deepEqual(await write((tx) => reabrirBoletos(tx, [fatura.id], HOJE)), []);
  const back = await boleto(fatura.id);
  assert.deepEqual([back.nosso_numero, back.situacao, back.instrucao], [nossoNumero, 'A_REGISTRAR', 'REGISTRO']);
});

test('a write-off that the bank was not told yet is taken back, and the number stays', async () => {
  const { convenio, fatura, nossoNumero } = await comForma();
  await remeter(convenio, fatura.id, 'REGISTRO');
  await write((tx) => baixarBoletos(tx, [fatura.id]));
  assert.equal((await boleto(fatura.id)).instrucao, 'BAIXA');
  assert.deepEqual(await write((tx) => reabrirBoletos(tx, [fatura.id], HOJE)), []);
  const back = await boleto(fatura.id);
  assert.deepEqual([back.nosso_numero, back.situacao, back.instrucao], [nossoNumero, 'REMETIDO', null]);
});

test('a number that the bank was told to write off is never used again; its late payment still finds the invoice', async () => {
  const { convenio, fatura, nossoNumero } = await comForma();
  await remeter(convenio, fatura.id, 'REGISTRO');
  await write((tx) => baixarBoletos(tx, [fatura.id]));
  await remeter(convenio, fatura.id, 'BAIXA');
  await db
    .updateTable('fatura')
    .set({ valor_baixado: centavos(2500) })
    .where('id', '=', fatura.id)
    .execute();
  const [novo] = await write((tx) => reabrirBoletos(tx, [fatura.id], HOJE));
  const atual = await boleto(fatura.id);
  assert.notEqual(atual.nosso_numero, nossoNumero);
  assert.deepEqual([atual.situacao, atual.instrucao], ['A_REGISTRAR', 'REGISTRO']);
  assert.equal(novo?.numeroBoleto.startsWith(String(atual.nosso_numero).padStart(12, '0')), true);
  assert.equal(lerLinha(atual.codigo_barras, HOJE).valor, 7500, 'the boleto is for what is owed');
  assert.deepEqual(await boletosDosNumeros(db, convenio.id, [nossoNumero, atual.nosso_numero, 999_999]), [
    { nossoNumero, faturaId: fatura.id, atual: false },
    { nossoNumero: atual.nosso_numero, faturaId: fatura.id, atual: true },
  ]);
  // The write-off of the old number says nothing about the new one.
  assert.deepEqual(await write((tx) => reabrirBoletos(tx, [fatura.id], HOJE)), []);
  assert.equal((await boleto(fatura.id)).nosso_numero, atual.nosso_numero);
});

for (const situacao of ['LIQUIDADO', 'RECUSADO', 'BAIXADO'] as const) {
  test(`an invoice whose boleto is ${situacao} at the bank gets another number when it is owed again`, async () => {
    const { convenio, fatura, nossoNumero } = await comForma();
    await remeter(convenio, fatura.id, 'REGISTRO');
    await db.updateTable('boleto').set({ situacao, instrucao: null }).where('fatura_id', '=', fatura.id).execute();
    const [novo] = await write((tx) => reabrirBoletos(tx, [fatura.id], HOJE));
    assert.equal(novo?.faturaId, fatura.id);
    assert.notEqual((await boleto(fatura.id)).nosso_numero, nossoNumero);
  });
}

test('without an active agreement the invoice is left without a boleto', async () => {
  const { convenio, fatura } = await comForma();
  await remeter(convenio, fatura.id, 'REGISTRO');
  await db.updateTable('boleto').set({ situacao: 'LIQUIDADO' }).where('fatura_id', '=', fatura.id).execute();
  await db.updateTable('convenio').set({ ativo: false }).where('id', '=', convenio.id).execute();
  assert.deepEqual(await write((tx) => reabrirBoletos(tx, [fatura.id], HOJE)), [
    { faturaId: fatura.id, numeroBoleto: '' },
  ]);
  assert.equal(
    (await db.selectFrom('boleto').select('fatura_id').where('fatura_id', '=', fatura.id).execute()).length,
    0,
  );
});
