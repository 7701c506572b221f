import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { ativarUsuarioDoPlayHub, criarUsuarioDoPlayHub, trocarSenhaDoPlayHub } from '#modules/sva/index.ts';
import type { Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';
import { insert } from '../support/vendas.ts';
import { makeProduto } from './makers.ts';

const t = await testApp();
const { db } = t;
const { ask } = await newCaller(t);

const writing = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, { origem: 'teste', operacao: 'teste' }, work);
const Senha = await writing((tx) => criarUsuarioDoPlayHub(tx, 'playhub'));
const usuario = { Usuario: 'playhub', Senha };

const porData = async (DataHabilitacao: string, more = {}) =>
  ask('POST', '/ws/playhub/data', { ...usuario, DataHabilitacao, ...more });
const porDocumento = (CNPJ: string, more = {}) =>
  ask('POST', '/ws/comercial/playhub/cpf_cnpj', { ...usuario, CNPJ, ...more });

/** A customer with a contract enabled on that day, who has these products of PlayHub. */
async function habilitado(dia: string, recursos: string[], changed = {}) {
  const cliente = await makeCliente(db, { email: 'a@exemplo.com' });
  await insert(db, 'cliente_telefone', {
    cliente_id: cliente.id,
    ddd: '33',
    numero: '999777888',
    tipo: 'CELULAR',
    principal: true,
  });
  const contrato = await makeContrato(db, cliente.id, { habilitado_em: day(dia), ...changed });
  for (const recurso of recursos) {
    const { id } = await makeProduto(db, 'PLAYHUB', { recurso });
    await insert(db, 'sva_contrato', { contrato_id: contrato.id, produto_id: id, autorizacao: 'teste' });
  }
  return { ...cliente, contrato };
}

const flags = { FoxEsport: false, uol: false, WatchTv: false, EsporteIterativo: false, McAfee: false };

test('the customers whose contracts were enabled on the day, with what those contracts bring', async () => {
  const a = await habilitado('2019-05-31', ['WatchTv', 'McAfee']);
  const b = await habilitado('2019-05-31', ['uol', 'EsporteIterativo']);
  await habilitado('2019-06-01', ['FoxEsport']);
  // Another contract of the same customer, of another day.
  const outro = await makeContrato(db, a.id, { habilitado_em: day('2019-07-01') });
  const fox = await makeProduto(db, 'PLAYHUB', { recurso: 'FoxEsport' });
  await insert(db, 'sva_contrato', { contrato_id: outro.id, produto_id: fox.id, autorizacao: 'teste' });
  const comum = { Celular: '33999777888', Email: 'a@exemplo.com' };
  assert.deepEqual((await porData('2019-05-31')).json(), {
    Clientes: [
      { ...flags, ...comum, CPF_CNPJ: a.documento, WatchTv: true, McAfee: true },
      { ...flags, ...comum, CPF_CNPJ: b.documento, uol: true, EsporteIterativo: true },
    ],
  });
  assert.deepEqual((await porData('2019-05-30')).json(), { Clientes: [] });
  // By document, all enabled contracts count; punctuation does not.
  const escrito = `${a.documento?.slice(0, 3)}.${a.documento?.slice(3)}`;
  assert.deepEqual((await porDocumento(escrito)).json(), {
    Cliente: { ...flags, ...comum, CPF_CNPJ: a.documento, WatchTv: true, McAfee: true, FoxEsport: true },
  });
});

test('a contract that is not enabled any more brings nothing, though its customer is listed', async () => {
  const cliente = await habilitado('2019-08-01', ['uol'], { status: 'SUSPENSO' });
  const { Clientes } = (await porData('2019-08-01')).json<{ Clientes: { CPF_CNPJ: string; uol: boolean }[] }>();
  assert.deepEqual(
    Clientes.map(({ CPF_CNPJ, uol }) => [CPF_CNPJ, uol]),
    [[cliente.documento, false]],
  );
});

test('an unknown document, a wrong day and a wrong user are told apart', async () => {
  assert.equal((await porDocumento('12345678')).statusCode, 404);
  for (const dia of ['2018-02-30', '20/08/2018', '2018-8-2']) {
    const answer = await porData(dia);
    assert.equal(answer.statusCode, 400, dia);
    assert.match(answer.json<{ error: string }>().error, /DataHabilitacao.*yyyy-MM-dd/);
  }
  assert.equal((await porData('2018-08-20', { Senha: 'errada' })).statusCode, 401);
  assert.equal((await porDocumento('12345678', { Usuario: 'ninguem' })).statusCode, 401);
});

test('wrong passwords of a PlayHub user are slowed down, a new password works, a disabled user does not', async () => {
  const login = 'outro.playhub';
  await writing((tx) => criarUsuarioDoPlayHub(tx, login));
  const nova = await writing((tx) => trocarSenhaDoPlayHub(tx, login));
  const com = (Senha: string) => porData('2018-08-20', { Usuario: login, Senha });
  assert.equal((await com(nova)).statusCode, 200);
  await writing((tx) => ativarUsuarioDoPlayHub(tx, login, false));
  assert.equal((await com(nova)).statusCode, 401);
  await writing((tx) => ativarUsuarioDoPlayHub(tx, login, true));
  for (let i = 0; i < 6; i++) assert.equal((await com('errada')).statusCode, 401);
  const waiting = await com(nova);
  assert.equal(waiting.statusCode, 429);
  assert.ok(waiting.headers['retry-after']);
});
