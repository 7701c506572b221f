import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, type Day, day, formatDay } from '#kernel/dates.ts';
import { voltarDaInativacao } from '#modules/inativacao/index.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { calendario, fazer, historicoDe, makeDevedor, makeFatura, mensagensDe, statusDe } from './makers.ts';

const t = await testApp();
const dias = await calendario(t);
// Nobody is warned here for what stays unpaid.
await t.db
  .insertInto('politica_financeira')
  .values({ vigente_desde: day('2020-01-01'), aviso_dias: 3000 })
  .execute();

async function pedirCom() {
  const { ask } = await newCaller(t);
  return async (idContrato: number, inicio: string, quantidadeDias: number) => {
    const answer = await ask('PUT', '/ws/comercial/contratos/inativar/temporariamente', {
      idContrato,
      dataInicio: formatDay(day(inicio), 'dd-MM-yyyy'),
      quantidadeDias,
    });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.body;
  };
}

test('an inactivation begins and ends by itself, and its days are not billed', async () => {
  await dias.ir('2026-11-25');
  const { cliente, contrato } = await makeDevedor(t, { contrato: { habilitado_em: '2026-01-01' as Day } });
  const outro = await makeDevedor(t, { contrato: { habilitado_em: '2026-01-01' as Day } });
  const pedir = await pedirCom();
  assert.equal(await pedir(contrato.id, '2026-12-21', 30), 'SUCESSO');
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO');
  await dias.atravessar('2026-12-21');
  assert.equal(await statusDe(t, contrato.id), 'INATIVO TEMPORARIAMENTE');
  await dias.atravessar('2027-01-19');
  assert.equal(await statusDe(t, contrato.id), 'INATIVO TEMPORARIAMENTE', 'the 30th day');
  await dias.atravessar('2027-01-20');
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO');
  await dias.atravessar('2027-02-15');
  assert.deepEqual(await historicoDe(t, contrato.id), [
    'INATIVO TEMPORARIAMENTE: INATIVACAO TEMPORARIA',
    'HABILITADO: FIM DA INATIVACAO',
  ]);
  const cobrado = async (id: number) => {
    const linhas = await t.db
      .selectFrom('fatura_linha')
      .select(({ fn }) => fn.sum<number>('valor').as('soma'))
      .where('contrato_id', '=', id)
      .where('inicio', '>=', '2026-12-11' as Day)
      .where('fim', '<=', '2027-02-10' as Day)
      .executeTakeFirstOrThrow();
    return Number(linhas.soma);
  };
  // 62 days in two windows of 31: 21 December to 19 January are 21 days of the one and 9 of the other.
  assert.equal(await cobrado(outro.contrato.id), 2 * 9990);
  const devido = Math.floor((9990 * 10) / 31) + 9990 - Math.floor((9990 * 9) / 31);
  assert.ok(Math.abs((await cobrado(contrato.id)) - devido) <= 1, `${await cobrado(contrato.id)} of ${devido}`);
  const mensagens = (await mensagensDe(t, cliente.id)).map(({ modelo }) => modelo);
  assert.deepEqual(
    mensagens.filter((modelo) => modelo.startsWith('inativacao')),
    ['inativacao-temporaria', 'inativacao-encerrada'],
  );
});

test('each refusal: days, start, debts, twelve months, status, a second one at once', async () => {
  const hoje = await dias.ir('2027-03-01');
  const pedir = await pedirCom();
  const novo = async () => (await makeDevedor(t, { contrato: { faturar_desde: day('2150-01-01') } })).contrato.id;
  const id = await novo();
  assert.equal(await pedir(id, '2027-03-10', 29), 'FALHA');
  assert.equal(await pedir(id, '2027-03-10', 121), 'FALHA');
  assert.equal(await pedir(id, addDays(hoje, -1), 30), 'FALHA');
  assert.equal(await pedir(id, '2029-03-10', 30), 'FALHA');

  const devedor = await makeDevedor(t, { contrato: { faturar_desde: day('2150-01-01') } });
  await makeFatura(t, devedor.cliente.id, [devedor.contrato.id], '2027-02-10');
  assert.equal(await pedir(devedor.contrato.id, '2027-03-10', 30), 'FALHA');

  const suspenso = await makeDevedor(t, { contrato: { status: 'SUSPENSO' } });
  assert.equal(await pedir(suspenso.contrato.id, '2027-03-10', 30), 'FALHA');

  const juntos = await Promise.all([pedir(id, '2027-03-10', 30), pedir(id, '2027-03-10', 30)]);
  assert.deepEqual(juntos.sort(), ['FALHA', 'SUCESSO']);
  await dias.ir('2027-03-10');
  await dias.ir('2027-04-09');
  assert.equal(await statusDe(t, id), 'HABILITADO');
  const depois = await pedirCom();
  assert.equal(await depois(id, '2028-03-09', 30), 'FALHA');
  assert.equal(await depois(id, '2028-03-10', 120), 'SUCESSO', 'twelve months after the last began');
});

test('one that begins today begins now, and the customer may come back before', async () => {
  await dias.ir('2027-06-01');
  const { contrato } = await makeDevedor(t, { contrato: { faturar_desde: day('2150-01-01') } });
  const adiada = await makeDevedor(t, { contrato: { faturar_desde: day('2150-01-01') } });
  const pedir = await pedirCom();
  assert.equal(await pedir(contrato.id, '2027-06-01', 60), 'SUCESSO');
  assert.equal(await statusDe(t, contrato.id), 'INATIVO TEMPORARIAMENTE');
  assert.equal(await pedir(adiada.contrato.id, '2027-07-01', 60), 'SUCESSO');
  const hoje = await dias.ir('2027-06-15');
  assert.equal(await fazer(t, (tx) => voltarDaInativacao(tx, contrato.id, hoje)), 'ENCERRADA');
  assert.equal(await fazer(t, (tx) => voltarDaInativacao(tx, contrato.id, hoje)), null);
  assert.equal(await fazer(t, (tx) => voltarDaInativacao(tx, adiada.contrato.id, hoje)), 'CANCELADA');
  await dias.ir('2027-07-02');
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO');
  assert.equal(await statusDe(t, adiada.contrato.id), 'HABILITADO');
});

test('the list shows enabled contracts of the customer, with what would bar them', async () => {
  const hoje = await dias.ir('2027-09-01');
  const { ask } = await newCaller(t);
  const { cliente, contrato } = await makeDevedor(t, { contrato: { faturar_desde: day('2150-01-01') } });
  const outro = await makeDevedor(t);
  await makeFatura(t, cliente.id, [contrato.id], '2027-08-05');
  await t.db
    .insertInto('inativacao_temporaria')
    .values({ contrato_id: contrato.id, inicio: addDays(hoje, -200), fim: addDays(hoje, -140), situacao: 'ENCERRADA' })
    .execute();
  const lista = async (id: number) =>
    (await ask('GET', `/ws/comercial/cliente/${id}/lista/contratos/inativar/temporariamente`)).json<unknown[]>();
  const item = { tecnologia: 'FIBRA', plano: 'PLANO DE TESTE', valor: 99.9, status: 'HABILITADO' };
  assert.deepEqual(await lista(cliente.id), [
    { ...item, possuiPendenciaFinanceira: 'SIM', inativadoMenosUmAno: 'SIM', idContrato: contrato.id },
  ]);
  assert.deepEqual(await lista(outro.cliente.id), [
    { ...item, possuiPendenciaFinanceira: 'NAO', inativadoMenosUmAno: 'NAO', idContrato: outro.contrato.id },
  ]);
  await t.db.updateTable('contrato').set({ status: 'SUSPENSO' }).where('id', '=', contrato.id).execute();
  assert.deepEqual(await lista(cliente.id), []);
});
