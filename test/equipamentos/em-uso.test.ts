import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fabricante, instalarEquipamento, recolherEquipamento } from '#modules/equipamentos/index.ts';
import type { Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { makeAtendimento } from '../atendimentos/makers.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';

const t = await testApp();
const { db } = t;
const { ask } = await newCaller(t);
let n = 0;

const writing = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, { origem: 'teste', operacao: 'teste' }, work);

const instalar = (
  contratoId: number,
  { serial = `ONU-${n++}`, fabricante = 'HUAWEI' as Fabricante, mac = null as string | null } = {},
) =>
  writing((tx) =>
    instalarEquipamento(tx, {
      serial,
      fabricante,
      contratoId,
      mac,
      cidadeId: null,
      loginPppoe: null,
      telefonia: false,
      acsId: null,
    }),
  );

/** What each of the operations says of a contract's equipment. */
async function ditoDe({ id, cliente_id }: { id: number; cliente_id: number }) {
  const atendimento = await makeAtendimento(db, cliente_id, { contrato_id: id });
  const detalhes = await ask('GET', `/ws/comercial/atendimentos/${atendimento.id}`);
  const rede = await ask('GET', `/ws/area/cliente/contrato/rede/${id}`);
  const conexoes = await ask('GET', `/ws/area/cliente/${cliente_id}/equipamentos/ultima_conexao`);
  assert.deepEqual([detalhes.statusCode, rede.statusCode, conexoes.statusCode], [200, 200, 200]);
  const { serial, fornecedorEquipamento } = rede.json<{ data: Record<string, unknown> }>().data;
  return {
    onu: detalhes.json<{ DadosRede: object }>().DadosRede,
    rede: [serial, fornecedorEquipamento],
    conexoes: conexoes
      .json<{ data: Record<string, unknown>[] }>()
      .data.map((item) => [item['serial'], item['fornecedorEquipamento']]),
  };
}

const NENHUM = { onu: { SerialONU: null, MACONU: null }, rede: [null, null], conexoes: [[null, null]] };
const novoContrato = async () => makeContrato(db, (await makeCliente(db)).id);

test('serial number, MAC and maker are those of the equipment at the contract, until it is taken back', async () => {
  const [contrato, outro] = [await novoContrato(), await novoContrato()];
  assert.deepEqual(await ditoDe(contrato), NENHUM);
  await instalar(contrato.id, { serial: 'HWTC-0001', mac: '00:0C:43:C2:8F:8F' });
  const dito = {
    onu: { SerialONU: 'HWTC-0001', MACONU: '00:0C:43:C2:8F:8F' },
    rede: ['HWTC-0001', 'HUAWEI'],
    conexoes: [['HWTC-0001', 'HUAWEI']],
  };
  assert.deepEqual(await ditoDe(contrato), dito);
  assert.deepEqual(await ditoDe(outro), NENHUM, 'nothing of another contract');
  await instalar(contrato.id, { serial: 'HWTC-0001' });
  assert.deepEqual(await ditoDe(contrato), dito, 'told again without its MAC it keeps the one on record');
  await writing((tx) => recolherEquipamento(tx, 'HWTC-0001'));
  assert.deepEqual(await ditoDe(contrato), NENHUM);
  await instalar(outro.id, { serial: 'HWTC-0001' });
  assert.deepEqual(await ditoDe(contrato), NENHUM);
  assert.deepEqual((await ditoDe(outro)).onu, { SerialONU: 'HWTC-0001', MACONU: '00:0C:43:C2:8F:8F' });
});

test('of several the one that the OLT knows is shown, then the latest; each contract of a customer has its own', async () => {
  const contrato = await novoContrato();
  const segundo = await makeContrato(db, contrato.cliente_id);
  const antigo = await instalar(contrato.id, { serial: 'ZTEG-1', fabricante: 'ZTE' });
  await instalar(contrato.id, { serial: 'ZTEG-2', fabricante: 'ZTE' });
  await instalar(segundo.id, { serial: 'ALCL-1', fabricante: 'NOKIA' });
  const dito = await ditoDe(contrato);
  assert.deepEqual(dito.rede, ['ZTEG-2', 'ZTE']);
  assert.deepEqual(dito.conexoes, [
    ['ZTEG-2', 'ZTE'],
    ['ALCL-1', 'NOKIA'],
  ]);
  await db.updateTable('equipamento').set({ situacao: 'PROVISIONADO' }).where('id', '=', antigo).execute();
  assert.deepEqual((await ditoDe(contrato)).rede, ['ZTEG-1', 'ZTE']);
});

test('a ticket without a contract has no equipment', async () => {
  const { id } = await makeCliente(db);
  const atendimento = await makeAtendimento(db, id);
  const answer = await ask('GET', `/ws/comercial/atendimentos/${atendimento.id}`);
  assert.deepEqual(answer.json<{ DadosRede: object }>().DadosRede, { SerialONU: null, MACONU: null });
});
