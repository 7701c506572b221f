import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeContrato } from '../support/makers.ts';
import { makeDevedor, makeFatura } from './makers.ts';

const t = await testApp();
const { ask } = await newCaller(t);

interface Dados {
  ClienteEncontrato: boolean;
  IDCliente: number;
  ExisteFaturaSemPagamento: boolean;
  Contratos: { IDContrato: number }[];
  Faturas: { IDFatura: number; Valor: number; ValorMulta: number; ValorJuros: number; idsContratos: number[] }[];
}

test('a customer is read by id and by document: own contracts, open invoices in the period, charges of today', async () => {
  const { cliente, contrato } = await makeDevedor(t);
  const outro = await makeDevedor(t);
  const cancelado = await makeContrato(t.db, cliente.id, { status: 'CANCELADO' });
  const velha = await makeFatura(t, cliente.id, [contrato.id], '2020-03-09', 31598);
  const nova = await makeFatura(t, cliente.id, [contrato.id], '2150-03-09');
  await makeFatura(t, outro.cliente.id, [outro.contrato.id], '2020-03-09');
  const porId = async (query = '') =>
    (await ask('GET', `/ws/comercial/cliente/${cliente.id}/dados${query}`)).json<Dados>();
  const todos = await porId();
  assert.deepEqual(
    todos.Faturas.map(({ IDFatura }) => IDFatura),
    [velha, nova],
  );
  assert.deepEqual(
    todos.Contratos.map(({ IDContrato }) => IDContrato),
    [contrato.id],
    `not ${cancelado.id}`,
  );
  const [atrasada, futura] = todos.Faturas;
  assert.equal(atrasada?.Valor, 315.98);
  assert.equal(atrasada?.ValorMulta, 6.31, '2 %, cut');
  assert.ok((atrasada?.ValorJuros ?? 0) > 200);
  assert.deepEqual([futura?.ValorMulta, futura?.ValorJuros], [0, 0]);
  assert.deepEqual(
    (await porId('?dataFimVencFatura=09-03-2020')).Faturas.map(({ IDFatura }) => IDFatura),
    [velha],
  );
  assert.deepEqual(
    (await porId('?dataInicioVencFatura=10-03-2020')).Faturas.map(({ IDFatura }) => IDFatura),
    [nova],
  );
  assert.equal(
    (await ask('GET', `/ws/comercial/cliente/${cliente.id}/dados?dataFimVencFatura=2020-03-09`)).statusCode,
    400,
  );

  const documento = cliente.documento ?? '';
  const pontuado = documento.replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, '$1.$2.$3-$4');
  const porDocumento = await ask('POST', '/ws/comercial/cliente/dados', { cpfcnpj: pontuado });
  assert.deepEqual(porDocumento.json(), todos);
  const ninguem = await ask('POST', '/ws/comercial/cliente/dados', { cpfcnpj: '00000000191' });
  assert.deepEqual([ninguem.statusCode, ninguem.json<Dados>().ClienteEncontrato], [200, false]);
});

test('a contract with its invoices, or alone with its addresses', async () => {
  const { cliente, contrato } = await makeDevedor(t);
  const segundo = await makeContrato(t.db, cliente.id);
  const dos = await makeFatura(t, cliente.id, [segundo.id, contrato.id], '2020-03-09');
  await makeFatura(t, cliente.id, [segundo.id], '2020-04-09');
  const pedir = (query = '') => ask('POST', `/ws/comercial/contrato/dados${query}`, { idContrato: contrato.id });
  const comFaturas = (await pedir()).json<Dados & { Enderecos?: unknown }>();
  assert.deepEqual(
    comFaturas.Faturas.map(({ IDFatura, idsContratos }) => [IDFatura, idsContratos]),
    [[dos, [segundo.id, contrato.id]]],
  );
  assert.equal(comFaturas.Enderecos, undefined);
  const sozinho = (await pedir('?somenteContrato=s')).json<Partial<Dados> & { Enderecos?: unknown }>();
  assert.deepEqual([sozinho.Faturas, sozinho.Enderecos], [undefined, []]);
});

test('contracts and invoices of a subscriber are for himself alone', async () => {
  const [um, outro] = [await makeDevedor(t), await makeDevedor(t)];
  await makeFatura(t, um.cliente.id, [um.contrato.id], '2020-03-09');
  const pedir = (id: number, acesso: unknown) => ask('POST', `/ws/comercial/contratos/cliente/${id}`, acesso);
  const seu = (await pedir(um.cliente.id, um.cliente.acesso)).json<{
    faturas: object[];
    contratos: { CodContrato: number }[];
  }>();
  assert.deepEqual(
    seu.contratos.map(({ CodContrato }) => CodContrato),
    [um.contrato.id],
  );
  assert.ok(!('idsContratos' in (seu.faturas[0] ?? {})));
  for (const id of [outro.cliente.id, 2147483647]) assert.equal((await pedir(id, um.cliente.acesso)).statusCode, 401);
});
