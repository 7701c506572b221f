import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acertarSaida, historicoDaSaida, reservarSaida, trocarSaida } from '#modules/redes/index.ts';
import type { Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { insert, makeCaixa, makeLoja } from '../support/vendas.ts';

const t = await testApp();
const { db } = t;
const { ask } = await newCaller(t);
const loja = await makeLoja(db);

const writing = <T>(work: (tx: Tx) => Promise<T>) =>
  inTransaction(db, { origem: 'teste', operacao: 'teste.saidas' }, work);
const liberar = (idContrato: number) => ask('POST', '/ws/redes/liberar/caixa/saida', { idContrato });
const novoContrato = async () => (await makeContrato(db, (await makeCliente(db)).id)).id;
const saidaDe = (id: number) =>
  db.selectFrom('saida_caixa').select(['status', 'contrato_id']).where('id', '=', id).executeTakeFirstOrThrow();
const justificativa = (tipo: string) => insert(db, 'justificativa_caixa', { descricao: `POR ${tipo}`, tipo });

/** A contract on the first output of a box of three. */
async function ligado(status: 'RESERVADA' | 'OCUPADA' = 'OCUPADA') {
  const { caixa, saidas } = await makeCaixa(db, loja, 3);
  const contrato = await novoContrato();
  const [a = 0, b = 0, c = 0] = saidas;
  await writing((tx) => reservarSaida(tx, contrato, { caixaId: caixa, saidaId: a }));
  if (status === 'OCUPADA') await db.updateTable('saida_caixa').set({ status }).where('id', '=', a).execute();
  return { caixa, contrato, a, b, c };
}

test('the output of a contract is set free, once', async () => {
  const { contrato, a } = await ligado();
  const answer = await liberar(contrato);
  assert.deepEqual([answer.statusCode, answer.json()], [200, { idContratoAtualizado: contrato }]);
  assert.deepEqual(await saidaDe(a), { status: 'LIVRE', contrato_id: null });
  assert.equal((await liberar(contrato)).statusCode, 409);
  const unknown = await liberar(2_000_000_000);
  assert.deepEqual([unknown.statusCode, unknown.json()], [404, { error: 'Contrato nao encontrado' }]);
});

test('of two releases at once one frees, and an Idempotency-Key repeats the answer', async () => {
  const { contrato } = await ligado();
  const answers = await Promise.all([liberar(contrato), liberar(contrato)]);
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 409]);
  const other = await ligado();
  const headers = { 'idempotency-key': 'uma-vez' };
  for (let i = 0; i < 2; i++) {
    const answer = await ask('POST', '/ws/redes/liberar/caixa/saida', { idContrato: other.contrato }, headers);
    assert.equal(answer.statusCode, 200);
  }
});

for (const [tipo, status] of [
  ['ERRO', 'OCUPADA'],
  ['MANUTENCAO', 'DEFEITO'],
  ['OUTROS', 'LIVRE'],
] as const) {
  test(`a change for ${tipo} leaves the old output ${status}, and its history says why`, async () => {
    const { caixa, contrato, a, b } = await ligado();
    const motivo = await justificativa(tipo);
    await writing((tx) => trocarSaida(tx, contrato, { caixaId: caixa, saidaId: b }, motivo));
    assert.deepEqual(await saidaDe(a), { status, contrato_id: null });
    assert.deepEqual(await saidaDe(b), { status: 'OCUPADA', contrato_id: contrato });
    const passos = (await historicoDaSaida(db, { saidaId: a })).map(({ de, para, contrato_de, justificativa: j }) => [
      de,
      para,
      contrato_de,
      j,
    ]);
    assert.deepEqual(passos.at(-1), ['OCUPADA', status, contrato, `POR ${tipo}`]);
    const doContrato = await historicoDaSaida(db, { contratoId: contrato });
    assert.deepEqual([...new Set(doContrato.map(({ saida_id }) => saida_id))], [a, b]);
    assert.ok(doContrato.every(({ operacao }) => operacao === 'teste.saidas' || operacao === null));
  });
}

test('a change to an output that is taken changes nothing at all; a reservation stays one', async () => {
  const { caixa, contrato, a, b, c } = await ligado('RESERVADA');
  const outro = await novoContrato();
  await writing((tx) => reservarSaida(tx, outro, { caixaId: caixa, saidaId: b }));
  const motivo = await justificativa('MANUTENCAO');
  const trocar = (saidaId: number) => writing((tx) => trocarSaida(tx, contrato, { caixaId: caixa, saidaId }, motivo));
  await assert.rejects(trocar(b), { code: 'saida.ocupada' });
  assert.deepEqual(await saidaDe(a), { status: 'RESERVADA', contrato_id: contrato });
  await assert.rejects(
    writing((tx) => trocarSaida(tx, contrato, { caixaId: caixa, saidaId: c }, 2_000_000_000)),
    {
      code: 'justificativa.desconhecida',
    },
  );
  await trocar(c);
  assert.deepEqual(await saidaDe(c), { status: 'RESERVADA', contrato_id: contrato });
});

test('an operator says what is true of an output that no contract holds', async () => {
  const { a, b } = await ligado();
  await writing((tx) => acertarSaida(tx, b, 'DEFEITO'));
  assert.deepEqual(await saidaDe(b), { status: 'DEFEITO', contrato_id: null });
  await writing((tx) => acertarSaida(tx, b, 'LIVRE'));
  await assert.rejects(
    writing((tx) => acertarSaida(tx, a, 'LIVRE')),
    { code: 'saida.com_contrato' },
  );
  await assert.rejects(
    writing((tx) => acertarSaida(tx, 2_000_000_000, 'LIVRE')),
    { code: 'saida.nao_encontrada' },
  );
});

test('the justifications are a bare list, those out of use left out', async () => {
  const id = await justificativa('ERRO');
  const fora = await insert(db, 'justificativa_caixa', { descricao: 'ANTIGA', tipo: 'OUTROS', ativa: false });
  const lista = (await ask('GET', '/ws/redes/alterar_caixa/justificativas')).json<{ ID: string }[]>();
  assert.deepEqual(
    lista.find(({ ID }) => ID === String(id)),
    { Descricao: 'POR ERRO', Tipo: 'ERRO', ID: String(id) },
  );
  assert.ok(!lista.some(({ ID }) => ID === String(fora)));
});
