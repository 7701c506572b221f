import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import { type Day, day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { faturar } from '#modules/faturamento/index.ts';
import { autorizar, contratarSva } from '#modules/sva/index.ts';
import type { DB } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { insert } from '../support/vendas.ts';
import { makeProduto } from './makers.ts';

const { db } = await testDatabase();
const ORIGEM = { origem: 'teste', operacao: 'teste' };
await sql`update relogio set deslocamento = timestamptz '2026-11-30 12:00-03' - now()`.execute(db);
const empresa = await insert(db, 'empresa', { nome: 'PROVEDOR', nome_fantasia: 'PROVEDOR' });
const forma = await insert(db, 'forma_cobranca', { descricao: 'BALCAO', empresa_id: empresa });
const tv = await insert(db, 'tecnologia', { descricao: 'TV', tipo: 'TV' });

const contratoDe = (clienteId: number, changed: Partial<Insertable<DB['contrato']>>) =>
  makeContrato(db, clienteId, {
    empresa_id: empresa,
    forma_cobranca_id: forma,
    habilitado_em: day('2020-01-01'),
    ...changed,
  });

/** The lines of the invoice of December, «kind value». */
async function cobrado(clienteId: number, competencia: Day = day('2026-12-01')): Promise<string[]> {
  await faturar(db, { hoje: day('2026-11-30'), competencia, clienteId }, ORIGEM);
  const { rows } = await sql<{ linha: string }>`select l.tipo || ' ' || l.valor as linha from fatura_linha l
    join fatura f on f.id = l.fatura_id where f.cliente_id = ${clienteId} order by l.id`.execute(db);
  return rows.map(({ linha }) => linha);
}
const usa = (clienteId: number, recurso: string) => autorizar(db, clienteId, { plataforma: 'NEO', recurso });

test('a product that comes with an extra is charged as the extra', async () => {
  const { id: cliente } = await makeCliente(db);
  const { id: produto, recurso } = await makeProduto(db, 'NEO');
  const contrato = await contratoDe(cliente, { valor: centavos(11_980), valor_plano: centavos(9990) });
  const pacote = await insert(db, 'pacote_tv', { descricao: 'CANAIS', valor: 1990 });
  await insert(db, 'contrato_extra', { contrato_id: contrato.id, pacote_tv_id: pacote, valor: 1990 });
  await sql`insert into sva_produto_pacote_tv (produto_id, pacote_tv_id) values (${produto}, ${pacote})`.execute(db);
  assert.equal(await usa(cliente, recurso), true);
  assert.deepEqual(await cobrado(cliente), ['MENSALIDADE 9990', 'EXTRA 1990']);
});

test('a product that is a plan by itself is charged as the fee of its contract', async () => {
  const { id: cliente } = await makeCliente(db);
  const { id: produto, recurso } = await makeProduto(db, 'NEO');
  const plano = await insert(db, 'plano', { descricao: 'WATCH TV', tecnologia_id: tv, valor: 1990 });
  await sql`insert into sva_produto_plano (produto_id, plano_id) values (${produto}, ${plano})`.execute(db);
  const internet = await contratoDe(cliente, {});
  assert.equal(await usa(cliente, recurso), false);
  const sva = await contratoDe(cliente, {
    plano_id: plano,
    valor: centavos(1990),
    vencimento_id: internet.vencimento_id,
  });
  assert.equal(await usa(cliente, recurso), true);
  assert.deepEqual((await cobrado(cliente)).toSorted(), ['MENSALIDADE 1990', 'MENSALIDADE 9990']);
  // Half a month of it is half its fee, as of every contract.
  const { id: outro } = await makeCliente(db);
  await contratoDe(outro, {
    plano_id: plano,
    valor: centavos(1990),
    habilitado_em: day('2026-11-26'),
    faturar_desde: day('2026-11-26'),
    vencimento_id: sva.vencimento_id,
  });
  assert.deepEqual(await cobrado(outro), ['MENSALIDADE 995']);
});

test('a product that is taken by itself is free of charge', async () => {
  const { id: cliente } = await makeCliente(db);
  const { id: produtoId, recurso } = await makeProduto(db, 'NEO');
  const contrato = await contratoDe(cliente, {});
  await inTransaction(db, ORIGEM, (tx) =>
    contratarSva(tx, { contratoId: contrato.id, produtoId, autorizacao: 'gravação' }),
  );
  assert.equal(await usa(cliente, recurso), true);
  assert.deepEqual(await cobrado(cliente), ['MENSALIDADE 9990']);
});
