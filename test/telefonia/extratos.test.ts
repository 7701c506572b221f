import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testApp } from '../support/app.ts';
import { askWith, newCaller } from '../support/ask.ts';
import { makeAssinante, makeContrato } from '../support/makers.ts';
import { insert } from '../support/vendas.ts';
import { makeTipo } from './base.ts';

const t = await testApp();
const { db } = t;
// The last evening of March, in a billing window that ends on the 10th.
t.clock.setOffset(Date.parse('2026-04-01T02:30:00Z') - Date.now());
const { ask } = await newCaller(t);
const fixo = await makeTipo(db, 'FIXO LOCAL');
const movel = await makeTipo(db, 'MOVEL DDD');

async function assinante() {
  const cliente = await makeAssinante(db);
  return { ...cliente, contrato: (await makeContrato(db, cliente.id)).id };
}

const chamada = (contrato: number, quando: string, changed: object = {}) =>
  insert(db, 'ligacao', {
    contrato_id: contrato,
    origem: '553137490177',
    destino: '551132101234',
    realizada_em: new Date(quando),
    coletada_em: new Date('2026-03-15T00:00:00Z'),
    duracao_segundos: 60,
    ...changed,
  });

type Dono = Awaited<ReturnType<typeof assinante>>;
const total = ({ contrato, acesso }: Dono, quem: object = acesso) =>
  ask('POST', `/ws/comercial/ligacoes/contrato/${contrato}`, quem);
const extrato = ({ contrato, acesso }: Dono, de: string, ate: string, quem: object = acesso) =>
  ask('POST', `/ws/comercial/contrato/${contrato}/extrato/ligacao?dataInicio=${de}&dataFim=${ate}`, quem);
const ids = async (dono: Dono, de: string, ate: string) =>
  ((await extrato(dono, de, ate)).json() as { id: number }[]).map(({ id }) => id);

test('a call is told with its kind, its service and its value in reais', async () => {
  const dono = await assinante();
  const servico = await insert(db, 'servico', { descricao: 'LIGACAO', valor: 0 });
  const tipo = await insert(db, 'tipo_ligacao', { descricao: 'FIXO DDD', servico_id: servico });
  const fatura = await insert(db, 'fatura', {
    cliente_id: dono.id,
    valor: 123,
    vencimento: '2026-04-10',
    numero_boleto: '1',
    numero_documento: '1',
  });
  const id = await chamada(dono.contrato, '2026-03-12T10:00:00.000Z', {
    tipo_ligacao_id: tipo,
    valor: 123,
    fatura_id: fatura,
    descricao: 'Brasil - SP',
    lote: 'cdr.csv',
    chamada_id: 9_007_199_254,
    numero_controle: 2,
  });
  const response = await extrato(dono, '01-03-2026', '31-03-2026');
  assert.equal(response.statusCode, 200);
  assert.deepEqual(response.json(), [
    {
      id,
      dataColeta: Date.parse('2026-03-15T00:00:00Z'),
      isFaturado: true,
      idServico: servico,
      origem: '553137490177',
      valor: 1.23,
      batch: 'cdr.csv',
      dataLigacao: Date.parse('2026-03-12T10:00:00Z'),
      descricao: 'Brasil - SP',
      idTipoLigacao: tipo,
      descricaoTipoLigacao: 'FIXO DDD',
      idChamada: 9_007_199_254,
      destino: '551132101234',
      duracao: 60,
      controlNumber: 2,
    },
  ]);
});

test('the period goes from the first moment of its first day to the last of its last, in a month of 31 days too', async () => {
  const dono = await assinante();
  await chamada(dono.contrato, '2026-01-01T02:59:59Z');
  const primeira = await chamada(dono.contrato, '2026-01-01T03:00:00Z');
  const ultima = await chamada(dono.contrato, '2026-02-01T02:59:59.999Z');
  const seguinte = await chamada(dono.contrato, '2026-02-01T03:00:00Z');
  assert.deepEqual(await ids(dono, '01-01-2026', '31-01-2026'), [primeira, ultima]);
  assert.deepEqual(await ids(dono, '31-01-2026', '31-01-2026'), [ultima]);
  assert.deepEqual(await ids(dono, '01-02-2026', '28-02-2026'), [seguinte]);
});

test('calls come in the order in which they were made, not in that of the import', async () => {
  const dono = await assinante();
  const depois = await chamada(dono.contrato, '2026-03-12T12:00:00Z');
  const antes = await chamada(dono.contrato, '2026-03-12T11:00:00Z');
  assert.deepEqual(await ids(dono, '12-03-2026', '12-03-2026'), [antes, depois]);
});

test('a period without calls is an empty list, and years are one period', async () => {
  const dono = await assinante();
  assert.deepEqual(await ids(dono, '01-03-2026', '31-03-2026'), []);
  const id = await chamada(dono.contrato, '2014-01-22T15:00:00Z');
  assert.deepEqual(await ids(dono, '01-01-2010', '31-12-2026'), [id]);
});

test('a period that ends before it begins, and days that do not exist, are refused', async () => {
  const dono = await assinante();
  for (const [de, ate] of [
    ['02-03-2026', '01-03-2026'],
    ['31-02-2026', '01-03-2026'],
    ['2026-03-01', '31-03-2026'],
    ['', '31-03-2026'],
  ] as const) {
    assert.equal((await extrato(dono, de, ate)).statusCode, 400, `${de} ${ate}`);
  }
});

test('totals are of the billing window that runs, by kind of call', async () => {
  const dono = await assinante();
  await chamada(dono.contrato, '2026-03-11T02:59:59Z', { tipo_ligacao_id: fixo, duracao_segundos: 1000 });
  await chamada(dono.contrato, '2026-03-11T03:00:00Z', { tipo_ligacao_id: fixo, duracao_segundos: 100 });
  await chamada(dono.contrato, '2026-03-19T15:00:00Z', { tipo_ligacao_id: movel, duracao_segundos: 15 });
  await chamada(dono.contrato, '2026-03-19T16:00:00Z', { tipo_ligacao_id: fixo, duracao_segundos: 7 });
  await chamada(dono.contrato, '2026-03-19T17:00:00Z', { duracao_segundos: 3 });
  assert.deepEqual((await total(dono)).json(), {
    ligacoes: [
      { descricao: 'FIXO LOCAL', duracao: 107 },
      { descricao: 'MOVEL DDD', duracao: 15 },
      { descricao: 'Ligações', duracao: 3 },
    ],
  });
});

test('without calls the totals are an empty list', async () => {
  assert.deepEqual((await total(await assinante())).json(), { ligacoes: [] });
});

test('on the last day of a month the window that ends on the 31st runs from the 1st', async () => {
  const dono = await assinante();
  const vencimento = await insert(db, 'vencimento', { dia: 31, dia_faturamento_inicial: 1, dia_faturamento_final: 31 });
  await db.updateTable('contrato').set({ vencimento_id: vencimento }).where('id', '=', dono.contrato).execute();
  await chamada(dono.contrato, '2026-03-01T02:59:59Z', { tipo_ligacao_id: fixo });
  await chamada(dono.contrato, '2026-03-01T03:00:00Z', { tipo_ligacao_id: fixo, duracao_segundos: 5 });
  const before = t.clock.offset();
  t.clock.setOffset(Date.parse('2026-04-01T02:59:00Z') - Date.now());
  assert.deepEqual((await total(dono)).json(), { ligacoes: [{ descricao: 'FIXO LOCAL', duracao: 5 }] });
  t.clock.setOffset(Date.parse('2026-04-01T03:00:00Z') - Date.now());
  assert.deepEqual((await total(dono)).json(), { ligacoes: [] });
  t.clock.setOffset(before);
});

test('each contract shows its own calls alone', async () => {
  const dono = await assinante();
  const outro = { ...dono, contrato: (await makeContrato(db, dono.id)).id };
  const id = await chamada(dono.contrato, '2026-03-12T10:00:00Z', { tipo_ligacao_id: fixo });
  assert.deepEqual(await ids(dono, '01-03-2026', '31-03-2026'), [id]);
  assert.deepEqual(await ids(outro, '01-03-2026', '31-03-2026'), []);
  assert.deepEqual((await total(outro)).json(), { ligacoes: [] });
});

test("somebody else's contract, and one that does not exist, answer as a wrong password does", async () => {
  const dono = await assinante();
  const outro = await assinante();
  await chamada(dono.contrato, '2026-03-12T10:00:00Z');
  const answers = [
    await total(dono, outro.acesso),
    await total({ ...dono, contrato: 2_000_000_000 }),
    await total(dono, { ...dono.acesso, senha: 'outra' }),
    await extrato(dono, '01-03-2026', '31-03-2026', outro.acesso),
    await extrato({ ...dono, contrato: 2_000_000_000 }, '01-03-2026', '31-03-2026'),
    await extrato(dono, '01-03-2026', '31-03-2026', { ...dono.acesso, senha: 'outra' }),
  ];
  assert.deepEqual(
    answers.map(({ statusCode, body }) => [statusCode, body]),
    answers.map(() => [401, answers[2]?.body]),
  );
});

test('neither answers without an integrator', async () => {
  const dono = await assinante();
  const nobody = askWith(t, {});
  for (const url of [
    `/ws/comercial/ligacoes/contrato/${dono.contrato}`,
    `/ws/comercial/contrato/${dono.contrato}/extrato/ligacao?dataInicio=01-03-2026&dataFim=31-03-2026`,
  ]) {
    assert.equal((await nobody('POST', url, dono.acesso)).statusCode, 401);
  }
});

test('a contract that was cancelled keeps its calls', async () => {
  const dono = await assinante();
  const id = await chamada(dono.contrato, '2026-03-12T10:00:00Z', { tipo_ligacao_id: fixo });
  await sql`update contrato set status = 'CANCELADO', cancelado_em = '2026-03-15' where id = ${dono.contrato}`.execute(
    db,
  );
  assert.deepEqual(await ids(dono, '01-03-2026', '31-03-2026'), [id]);
});
