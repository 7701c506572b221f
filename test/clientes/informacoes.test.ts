import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#kernel/dates.ts';
import { testApp } from '../support/app.ts';
import { callsOf } from '../support/calls.ts';
import { makeCliente, makeContrato } from '../support/makers.ts';

const t = await testApp();
const { get, put } = await callsOf(t);

test('a customer comes with both telephones and every contract, cancelled ones too', async () => {
  const cliente = await makeCliente(t.db, {
    rg: 'MG-1',
    nascimento: day('1988-03-15'),
    nome_mae: 'MAE',
    email: 'a@b.com.br',
  });
  const [um, dois] = [
    await makeContrato(t.db, cliente.id),
    await makeContrato(t.db, cliente.id, { status: 'CANCELADO' }),
  ];
  await makeContrato(t.db, (await makeCliente(t.db)).id);
  await t.db
    .insertInto('cliente_telefone')
    .values([
      { cliente_id: cliente.id, ddd: '31', numero: '99999444', tipo: 'CELULAR' },
      { cliente_id: cliente.id, ddd: '31', numero: '999994444', tipo: 'CELULAR', principal: true },
      { cliente_id: cliente.id, ddd: '31', numero: '30312596', tipo: 'RESIDENCIAL' },
    ])
    .execute();
  const answer = await get(`/ws/area/cliente/${cliente.id}`);
  assert.deepEqual(answer.json(), {
    data: {
      telefoneFixo: '3130312596',
      rg: 'MG-1',
      telefoneMovel: '31999994444',
      cpf: cliente.documento,
      nome: 'FULANO DE TESTE',
      contratos: [
        { descricaoPlano: 'PLANO DE TESTE', id: um?.id, status: 'HABILITADO' },
        { descricaoPlano: 'PLANO DE TESTE', id: dois?.id, status: 'CANCELADO' },
      ],
      dataNascimento: 574398000000,
      email: 'a@b.com.br',
      nomeMae: 'MAE',
    },
    status: 'OK',
  });
});

test('a customer of whom little is known has nulls and no contracts', async () => {
  const { id, documento } = await makeCliente(t.db);
  assert.deepEqual((await get(`/ws/area/cliente/${id}`)).json().data, {
    telefoneFixo: null,
    rg: null,
    telefoneMovel: null,
    cpf: documento,
    nome: 'FULANO DE TESTE',
    contratos: [],
    dataNascimento: null,
    email: null,
    nomeMae: null,
  });
});

test('an unknown or deleted customer is 404 wherever his id stands in the path, and one without records has none', async () => {
  const { id: excluido } = await makeCliente(t.db, { situacao: 'E' });
  const { id } = await makeCliente(t.db);
  const paths = [
    '/ws/area/cliente/X',
    '/ws/area/cliente/X/avisos_app',
    '/ws/comercial/clientes/X/enderecos',
    '/ws/comercial/clientes/X/dados_debito',
  ];
  for (const path of paths) {
    for (const unknown of [excluido, 2_000_000_000]) {
      const answer = await get(path.replace('X', String(unknown)));
      assert.deepEqual([answer.statusCode, answer.json()], [404, { error: 'Cliente não encontrado.' }], path);
    }
    assert.equal((await get(path.replace('X', 'abc'))).statusCode, 400);
    assert.equal((await get(path.replace('X', '0'))).statusCode, 400);
  }
  assert.deepEqual((await get(`/ws/area/cliente/${id}/avisos_app`)).json(), { data: [], status: 'OK' });
  assert.deepEqual((await get(`/ws/comercial/clientes/${id}/enderecos`)).json(), { resposta: [] });
  assert.deepEqual((await get(`/ws/comercial/clientes/${id}/dados_debito`)).json(), { resposta: [] });
});

test('only notices that wait are shown, with their moment in milliseconds', async () => {
  const { id } = await makeCliente(t.db);
  const aviso = { cliente_id: id, titulo: 'AVISO', mensagem: 'TESTE', criado_em: new Date(1575640122789) };
  const waiting = await t.db.insertInto('aviso_app').values(aviso).returning('id').executeTakeFirstOrThrow();
  await t.db
    .insertInto('aviso_app')
    .values({ ...aviso, status: 'ENVIADO' })
    .execute();
  assert.deepEqual((await get(`/ws/area/cliente/${id}/avisos_app`)).json(), {
    data: [
      {
        id: waiting.id,
        titulo: 'AVISO',
        mensagem: 'TESTE',
        status: 'PENDENTE',
        dataCadastro: 1575640122789,
        idCliente: id,
      },
    ],
    status: 'OK',
  });
});

test('notifications are switched for the customer of a ticket, however the boolean is written', async () => {
  const { id } = await makeCliente(t.db);
  const ticket = await t.db
    .insertInto('atendimento')
    .values({ protocolo: `T${id}`, cliente_id: id, status: 'PENDENTE' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const url = '/ws/area/cliente/alterar/configuracao/notificacoes';
  for (const [value, stored] of [
    [false, false],
    ['true', true],
    [0, false],
    [1, true],
    ['0', false],
    ['1', true],
    ['false', false],
  ]) {
    const answer = await put(url, { idAtendimento: ticket.id, recebeNotificacoes: value });
    assert.deepEqual(answer.json(), {
      data: `O campo que define o recebimento de notificações do cliente de ID '${id}' foi atualizado com sucesso.`,
      status: 'OK',
    });
    const row = await t.db
      .selectFrom('cliente')
      .select('recebe_notificacoes')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    assert.equal(row.recebe_notificacoes, stored);
  }
  for (const value of ['sim', 2, {}, []]) {
    assert.equal((await put(url, { idAtendimento: ticket.id, recebeNotificacoes: value })).statusCode, 400);
  }
  assert.equal(
    (await put(url, { idAtendimento: ticket.id })).json().error,
    'O campo recebeNotificacoes é obrigatório.',
  );
  const unknown = await put(url, { idAtendimento: 2_000_000_000, recebeNotificacoes: true });
  assert.deepEqual([unknown.statusCode, unknown.json()], [404, { error: 'Atendimento não encontrado.' }]);
});
