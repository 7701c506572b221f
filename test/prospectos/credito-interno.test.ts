import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { testApp } from '../support/app.ts';
import { makeCliente } from '../support/makers.ts';
import { makeChamada, makeEnderecoDeProspecto, makeProspecto, makeVenda } from '../support/prospectos.ts';
import { insert } from '../support/vendas.ts';

const t = await testApp();
const { db, clock } = t;
const call = await makeChamada(t);
const venda = await makeVenda(db);
const SEM_DIVIDA = { resposta: { possuiDivida: false } };

let numero = 0;
/** An invoice due so many days from today. */
async function makeFatura(
  clienteId: number,
  dias: number,
  situacao: 'ABERTA' | 'PAGA' | 'NEGOCIADA' | 'CANCELADA' = 'ABERTA',
) {
  const vencimento = addDays(clock.today(), dias);
  const id = await insert(db, 'fatura', {
    cliente_id: clienteId,
    valor: centavos(9990),
    vencimento,
    situacao,
    numero_boleto: `B${++numero}`,
    numero_documento: `D${numero}`,
  });
  return { id, vencimento, numero };
}

async function makeMorador(changed: object = {}) {
  const cliente = await makeCliente(db);
  await insert(db, 'cliente_endereco', {
    cliente_id: cliente.id,
    tipo: 'PADRAO',
    logradouro_id: venda.logradouro,
    numero: '85',
    ...changed,
  });
  return cliente;
}

const interno = (idProspecto: number, idUsuario = venda.usuario) =>
  call('POST', '/comercial/prospectos/credito_interno/consultar', { idUsuario, idProspecto });
const doEndereco = (idProspecto: number, idUsuario = venda.usuario) =>
  call('POST', '/comercial/prospectos/credito_endereco/consultar', { idUsuario, idProspecto });
const porEndereco = (body: object) =>
  call('POST', '/comercial/credito_endereco/consultar', { idEndereco: venda.logradouro, ...body });
const idsDe = (response: { json(): { resposta: { faturas?: { id: number }[] } } }) =>
  response.json().resposta.faturas?.map(({ id }) => id);

test('the debt of a document are its open invoices due before today, oldest first', async () => {
  const cliente = await makeCliente(db);
  const nova = await makeFatura(cliente.id, -1);
  const velha = await makeFatura(cliente.id, -30);
  await makeFatura(cliente.id, 0);
  await makeFatura(cliente.id, 10);
  for (const situacao of ['PAGA', 'NEGOCIADA', 'CANCELADA'] as const) await makeFatura(cliente.id, -5, situacao);
  await makeFatura((await makeCliente(db)).id, -5);
  const { id } = await makeProspecto(db, venda, { documento: cliente.documento });
  const response = await interno(id);
  const [ano, mes, dia] = velha.vencimento.split('-');
  assert.deepEqual(response.json().resposta.faturas[0], {
    idCliente: cliente.id,
    numeroBoleto: `B${velha.numero}`,
    dataVencimento: `${dia}-${mes}-${ano}`,
    valor: 99.9,
    valorPago: null,
    id: velha.id,
    numeroDocumento: `D${velha.numero}`,
  });
  assert.deepEqual(idsDe(response), [velha.id, nova.id]);
  assert.equal(response.json().resposta.possuiDivida, true);
});

test('no debt has no key faturas: nobody’s document, no document, nothing due', async () => {
  const emDia = await makeCliente(db);
  await makeFatura(emDia.id, 1);
  for (const documento of ['99999999999', null, emDia.documento]) {
    const { id } = await makeProspecto(db, venda, { documento });
    assert.deepEqual((await interno(id)).json(), SEM_DIVIDA);
  }
});

test('the debt of an address are the invoices of all who live there, and of nobody else', async () => {
  const um = await makeMorador();
  const dois = await makeMorador();
  const vizinho = await makeMorador({ numero: '86' });
  const mudou = await makeMorador({ ativo: false });
  const faturas = [await makeFatura(um.id, -9), await makeFatura(dois.id, -8)];
  await makeFatura(vizinho.id, -7);
  await makeFatura(mudou.id, -6);
  const ids = faturas.map(({ id }) => id);
  assert.deepEqual(idsDe(await porEndereco({ numero: 85 })), ids);
  assert.deepEqual(idsDe(await porEndereco({ numero: '85', idCondominioCM: null, idBloco: '', andar: null })), ids);
  assert.deepEqual((await porEndereco({ numero: 87 })).json(), SEM_DIVIDA);

  const { id } = await makeProspecto(db, venda);
  await makeEnderecoDeProspecto(db, venda, id, { numero: '87' });
  assert.deepEqual((await doEndereco(id)).json(), SEM_DIVIDA);
  await makeEnderecoDeProspecto(db, venda, id, { tipo: 'COBRANCA', numero: '85' });
  assert.deepEqual((await doEndereco(id)).json(), SEM_DIVIDA, 'where the bill goes is not where the service goes');
  await makeEnderecoDeProspecto(db, venda, id, { tipo: 'INSTALACAO', numero: '85' });
  assert.deepEqual(idsDe(await doEndereco(id)), ids);
});

test('in a condominium only the flat that is named counts', async () => {
  const cm = await insert(db, 'condominio_cm', {
    logradouro_id: venda.logradouro,
    numero: '5',
    nome: 'CM',
    status: 'A',
    tipo: 'VERTICAL',
  });
  const bloco = await insert(db, 'bloco_cm', { condominio_cm_id: cm, id_bloco: 1, nome: 'A' });
  const lugar = { numero: '5', condominio_cm_id: cm, bloco_cm_id: bloco };
  const a = await makeFatura((await makeMorador({ ...lugar, andar: '1', apto: '101' })).id, -3);
  const b = await makeFatura((await makeMorador({ ...lugar, andar: '2', apto: '201' })).id, -2);
  const tudo = { numero: 5, idCondominioCM: cm, idBloco: bloco };
  assert.deepEqual(idsDe(await porEndereco(tudo)), [a.id, b.id]);
  assert.deepEqual(idsDe(await porEndereco({ ...tudo, andar: 2 })), [b.id]);
  assert.deepEqual((await porEndereco({ ...tudo, andar: 3 })).json(), SEM_DIVIDA);
  const { id } = await makeProspecto(db, venda);
  await makeEnderecoDeProspecto(db, venda, id, { ...lugar, andar: '1', apto: '101' });
  assert.deepEqual(idsDe(await doEndereco(id)), [a.id]);
});

test('what is not known is told by name', async () => {
  const { id } = await makeProspecto(db, venda);
  for (const consulta of [interno, doEndereco]) {
    const unknown = await consulta(99_999_999);
    assert.deepEqual([unknown.statusCode, /idProspecto informado nao pertence/.test(unknown.body)], [400, true]);
    const nobody = await consulta(id, 99_999_999);
    assert.deepEqual([nobody.statusCode, /idUsuario/.test(nobody.body)], [400, true]);
  }
  const semEndereco = await doEndereco(id);
  assert.deepEqual([semEndereco.statusCode, /não tem endereço/.test(semEndereco.body)], [409, true]);
  const semRua = await porEndereco({ idEndereco: 99_999_999, numero: 1 });
  assert.deepEqual([semRua.statusCode, /idEndereco/.test(semRua.body)], [400, true]);
  assert.equal((await porEndereco({})).statusCode, 400);
});
