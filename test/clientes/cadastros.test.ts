import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { callsOf } from '../support/calls.ts';
import { makeCliente, makeUsuario } from '../support/makers.ts';

const t = await testApp();
const { get, post } = await callsOf(t);
const { id: idUsuario } = await makeUsuario(t.db);
const [area, outraArea, banco, tipo] = await Promise.all([
  t.db.insertInto('area_atuacao').values({ descricao: 'UMA' }).returning('id').executeTakeFirstOrThrow(),
  t.db.insertInto('area_atuacao').values({ descricao: 'OUTRA' }).returning('id').executeTakeFirstOrThrow(),
  t.db.insertInto('banco').values({ codigo: '001', nome: 'BANCO' }).returning('id').executeTakeFirstOrThrow(),
  t.db.insertInto('tipo_contato').values({ descricao: 'TECNICO' }).returning('id').executeTakeFirstOrThrow(),
]);

const URL = '/ws/comercial/clientes';
const AREAS = `${URL}/areas_atuacao/cadastrar`;
const DEBITO = `${URL}/dados_debito/cadastrar`;
const CONTATOS = `${URL}/contatos/cadastrar`;

const empresa = () => makeCliente(t.db, { tipo_pessoa: 'JURIDICA', documento: null });
const novaArea = (idCliente: number, changed: object = {}) => ({
  idUsuario,
  idCliente,
  idAreaAtuacao: area.id,
  tipo: 'PRIMARIO',
  ...changed,
});
const novaConta = (idCliente: number, changed: object = {}) => ({
  idUsuario,
  idCliente,
  idBanco: banco.id,
  nomeTitular: 'TESTE 1',
  agencia: '1111',
  dvAgencia: '',
  contaCorrente: '55555',
  dvContaCorrente: '6',
  ...changed,
});
const novoContato = (idCliente: number, changed: object = {}) => ({
  idUsuario,
  idCliente,
  nomeOutorgado: 'TESTE 1',
  idTipoContato: tipo.id,
  ...changed,
});

async function refused(answer: ReturnType<typeof post>, status: number, error: string): Promise<void> {
  const { statusCode, json } = await answer;
  assert.deepEqual([statusCode, json()], [status, { error }]);
}

async function rows(table: 'cliente_area_atuacao' | 'cliente_dados_debito' | 'cliente_contato', cliente: number) {
  return t.db.selectFrom(table).selectAll().where('cliente_id', '=', cliente).orderBy('id').execute();
}

test('areas of activity are linked in the order of the list, with audit rows that name the user', async () => {
  const { id } = await empresa();
  const answer = await post(AREAS, [
    novaArea(id),
    novaArea(id, { idAreaAtuacao: String(outraArea.id), tipo: 'SECUNDARIO' }),
  ]);
  assert.equal(answer.statusCode, 200);
  const stored = await rows('cliente_area_atuacao', id);
  assert.deepEqual(stored, [
    { id: answer.json().idsAreasAtuacaoCliente[0], cliente_id: id, area_atuacao_id: area.id, tipo: 'PRIMARIO' },
    { id: answer.json().idsAreasAtuacaoCliente[1], cliente_id: id, area_atuacao_id: outraArea.id, tipo: 'SECUNDARIO' },
  ]);
  const audit = await t.db
    .selectFrom('auditoria')
    .select(['usuario_id', 'operacao', 'acao'])
    .where('tabela', '=', 'cliente_area_atuacao')
    .where(
      'registro',
      'in',
      stored.map((row) => String(row.id)),
    )
    .execute();
  const row = { usuario_id: idUsuario, operacao: 'clientes.areas_atuacao.cadastrar', acao: 'incluiu' };
  assert.deepEqual(audit, [row, row]);
});

test('what the areas are refused for is said, and nothing of the list is written', async () => {
  const { id } = await empresa();
  const { id: pessoa } = await makeCliente(t.db);
  const { id: inativo } = await makeUsuario(t.db, { ativo: false });
  const unknown = 2_000_000_000;
  const cases: [object, number, string][] = [
    [
      { idAreaAtuacao: unknown },
      400,
      'O idAreaAtuacao informado não pertence a nenhuma área de atuação cadastrada no sistema.',
    ],
    [{ idCliente: unknown }, 400, 'O idCliente informado não pertence a nenhum cliente cadastrado no sistema.'],
    [{ idUsuario: unknown }, 400, 'O idUsuario informado não pertence a nenhum usuário ativo no sistema.'],
    [{ idUsuario: inativo }, 400, 'O idUsuario informado não pertence a nenhum usuário ativo no sistema.'],
    [{ idCliente: pessoa }, 400, 'O idCliente informado não é de uma pessoa jurídica: só ela tem áreas de atuação.'],
    [{ tipo: 'TERCIARIO' }, 400, 'O campo [1].tipo deve ser um de: PRIMARIO, SECUNDARIO.'],
    [{ tipo: '' }, 400, 'O campo [1].tipo é obrigatório.'],
    [{ idCliente: 'x' }, 400, 'O campo [1].idCliente deve ser um número inteiro.'],
    [{}, 409, 'O cliente já tem a área de atuação informada, ou ela está repetida na lista.'],
    [
      { idAreaAtuacao: outraArea.id },
      409,
      'O cliente só pode ter uma área de atuação PRIMARIO. Informe as demais como SECUNDARIO.',
    ],
  ];
  for (const [changed, status, error] of cases) {
    await refused(post(AREAS, [novaArea(id), novaArea(id, changed)]), status, error);
  }
  await refused(post(AREAS, []), 400, 'A lista enviada deve ter ao menos 1 item.');
  await refused(post(AREAS, novaArea(id)), 400, 'O corpo da requisição deve ser uma lista.');
  assert.deepEqual(await rows('cliente_area_atuacao', id), []);
});

test('of two requests at once for the same area, or both for the main one, one is refused', async () => {
  for (const second of [{}, { idAreaAtuacao: outraArea.id }]) {
    const { id } = await empresa();
    const answers = await Promise.all([post(AREAS, [novaArea(id)]), post(AREAS, [novaArea(id, second)])]);
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
    assert.equal((await rows('cliente_area_atuacao', id)).length, 1);
  }
});

test('two lists with the same customers in the other order do not wait for each other', async () => {
  const [a, b] = [await empresa(), await empresa()];
  const lists = Array.from({ length: 6 }, (_, i) => (i % 2 ? [a, b] : [b, a]).map(({ id }) => novoContato(id)));
  const answers = await Promise.all(lists.map((list) => post(CONTATOS, list)));
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [200, 200, 200, 200, 200, 200],
  );
});

test('bank data are registered and shown, the check digit upper case and "" where the branch has none', async () => {
  const { id } = await makeCliente(t.db);
  const answer = await post(DEBITO, [
    novaConta(id),
    novaConta(id, { agencia: 4444, dvAgencia: 'x', contaCorrente: '0555444', dvContaCorrente: 7 }),
  ]);
  const [um, dois] = answer.json().idsDadosDebitoCliente;
  await t.db
    .insertInto('cliente_dados_debito')
    .values({
      cliente_id: id,
      banco_id: banco.id,
      titular: 'ANTIGO',
      agencia: '1',
      conta: '1',
      conta_dv: '1',
      ativo: false,
    })
    .execute();
  const comum = { idCliente: id, idBanco: banco.id, nomeTitular: 'TESTE 1' };
  assert.deepEqual((await get(`${URL}/${id}/dados_debito`)).json(), {
    resposta: [
      { id: um, ...comum, agencia: '1111', dvAgencia: '', contaCorrente: '55555', dvContaCorrente: '6' },
      { id: dois, ...comum, agencia: '4444', dvAgencia: 'X', contaCorrente: '0555444', dvContaCorrente: '7' },
    ],
  });
});

test('bank data that no bank takes are refused, and nothing of the list is written', async () => {
  const { id } = await makeCliente(t.db);
  const cases: [object, string][] = [
    [{ idBanco: 2_000_000_000 }, 'O idBanco informado não pertence a nenhum banco cadastrado no sistema.'],
    [{ idCliente: 2_000_000_000 }, 'O idCliente informado não pertence a nenhum cliente cadastrado no sistema.'],
    [{ agencia: '11-1' }, 'O campo [1].agencia deve ter só números, no máximo 6 dígitos.'],
    [{ contaCorrente: '1'.repeat(21) }, 'O campo [1].contaCorrente deve ter só números, no máximo 20 dígitos.'],
    [{ dvContaCorrente: 'Y' }, 'O campo [1].dvContaCorrente deve ter um ou dois dígitos, números ou X.'],
    [{ dvAgencia: '123' }, 'O campo [1].dvAgencia deve ter um ou dois dígitos, números ou X.'],
    [{ dvContaCorrente: undefined }, 'O campo [1].dvContaCorrente é obrigatório.'],
    [{ nomeTitular: 'x'.repeat(101) }, 'O campo [1].nomeTitular tem mais de 100 caracteres.'],
  ];
  for (const [changed, error] of cases)
    await refused(post(DEBITO, [novaConta(id), novaConta(id, changed)]), 400, error);
  assert.deepEqual(await rows('cliente_dados_debito', id), []);
});

test('contacts are registered with what is known of them, blanks meaning nothing', async () => {
  const { id } = await makeCliente(t.db);
  const full = {
    email: 'teste@teste.com',
    celular: '32333333333',
    telefone: 3244444444,
    cargo: 'TESTE',
    dataNascimento: '01-05-1982',
    cpf: '111222333222',
    rg: '1232212222',
  };
  const answer = await post(CONTATOS, [
    novoContato(id, full),
    novoContato(id, { nomeOutorgado: 'TESTE 2', email: '', celular: null }),
  ]);
  const nothing = {
    email: null,
    celular: null,
    telefone: null,
    ramal: null,
    cargo: null,
    departamento: null,
    nascimento: null,
    cpf: null,
    rg: null,
  };
  const comum = { cliente_id: id, tipo_contato_id: tipo.id };
  assert.deepEqual(await rows('cliente_contato', id), [
    {
      ...nothing,
      ...comum,
      id: answer.json().idsContatosCliente[0],
      nome: 'TESTE 1',
      email: 'teste@teste.com',
      celular: '32333333333',
      telefone: '3244444444',
      cargo: 'TESTE',
      nascimento: '1982-05-01',
      cpf: '111222333222',
      rg: '1232212222',
    },
    { ...nothing, ...comum, id: answer.json().idsContatosCliente[1], nome: 'TESTE 2' },
  ]);
});

test('a contact with one wrong field is refused by its name, and nothing of the list is written', async () => {
  const { id } = await makeCliente(t.db);
  const cases: [object, string][] = [
    [
      { idTipoContato: 2_000_000_000 },
      'O idTipoContato informado não pertence a nenhum tipo de contato cadastrado no sistema.',
    ],
    [{ idCliente: 2_000_000_000 }, 'O idCliente informado não pertence a nenhum cliente cadastrado no sistema.'],
    [{ celular: '(32)33333-3333' }, 'O campo [1].celular deve ter só números, 10 ou 11 dígitos com o DDD.'],
    [{ telefone: '324444444' }, 'O campo [1].telefone deve ter só números, 10 ou 11 dígitos com o DDD.'],
    [{ email: 'teste@' }, 'O campo [1].email não é um e-mail válido.'],
    [{ dataNascimento: '1982-05-01' }, 'O campo [1].dataNascimento deve ser uma data no formato dd-MM-yyyy.'],
    [{ dataNascimento: '31-02-1982' }, 'O campo [1].dataNascimento deve ser uma data no formato dd-MM-yyyy.'],
    [{ cpf: '1'.repeat(21) }, 'O campo [1].cpf deve ter só números, no máximo 20 dígitos.'],
    [{ nomeOutorgado: '' }, 'O campo [1].nomeOutorgado é obrigatório.'],
  ];
  for (const [changed, error] of cases)
    await refused(post(CONTATOS, [novoContato(id), novoContato(id, changed)]), 400, error);
  assert.deepEqual(await rows('cliente_contato', id), []);
});

test('a repeated request with an Idempotency-Key registers once', async () => {
  const { id } = await makeCliente(t.db);
  const key = { 'idempotency-key': `contato-${id}` };
  const [a, b] = await Promise.all([post(CONTATOS, [novoContato(id)], key), post(CONTATOS, [novoContato(id)], key)]);
  assert.equal(a.body, b.body);
  assert.equal((await rows('cliente_contato', id)).length, 1);
});
