import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { callsOf } from '../support/calls.ts';
import { makeCliente, makeLogradouro, makeUsuario } from '../support/makers.ts';

const t = await testApp();
const { get, post } = await callsOf(t);
const URL = '/ws/comercial/clientes/enderecos/cadastrar';
const { id: semIntegracao } = await makeUsuario(t.db);
const { id: comIntegracao } = await makeUsuario(t.db);
const rua = await makeLogradouro(t.db, {
  nome: 'PEDRO RIBEIRO DE REZENDE',
  cep: '36402157',
  bairro: { nome: 'NOVO HORIZONTE' },
});
const [classificacao, emDesuso] = await t.db
  .insertInto('classificacao_endereco')
  .values([{ descricao: 'TESTE' }, { descricao: 'VELHA', ativo: false }])
  .returning('id')
  .execute();
const empresa = await t.db
  .insertInto('empresa')
  .values({ nome: 'E', nome_fantasia: 'E', integracao_connect_master: true })
  .returning('id')
  .executeTakeFirstOrThrow();
await t.db.insertInto('usuario_empresa').values({ usuario_id: comIntegracao, empresa_id: empresa.id }).execute();
const [condominio, vizinho] = await t.db
  .insertInto('condominio_cm')
  .values(
    ['UM', 'DOIS'].map((nome) => ({
      logradouro_id: rua.id,
      numero: '5',
      nome,
      status: 'A',
      tipo: 'VERTICAL' as const,
    })),
  )
  .returning('id')
  .execute();
const bloco = await t.db
  .insertInto('bloco_cm')
  .values({ condominio_cm_id: condominio?.id ?? 0, id_bloco: 9, nome: 'A' })
  .returning('id')
  .executeTakeFirstOrThrow();

const novo = (idCliente: number, changed: object = {}) => ({
  idCliente,
  idEndereco: rua.id,
  numero: 70,
  complemento: '',
  referencia: '',
  tipoEndereco: 'PADRAO',
  idClassificacaoEndereco: classificacao?.id,
  idCondominio: '',
  idBloco: '',
  andar: '',
  numeroCasa: '',
  apto: '',
  idUsuario: semIntegracao,
  ...changed,
});

const enderecos = async (id: number) => (await get(`/ws/comercial/clientes/${id}/enderecos`)).json().resposta;

test('an address is registered and shown with the documented keys and types', async () => {
  const { id } = await makeCliente(t.db);
  const answer = await post(URL, novo(id));
  assert.equal(answer.statusCode, 200);
  const { idEnderecoCliente } = answer.json();
  assert.deepEqual(await enderecos(id), [
    {
      numero: 70,
      idCondominio: null,
      idEndereco: rua.id,
      bairro: 'NOVO HORIZONTE',
      nomeCidade: 'CONSELHEIRO LAFAIETE',
      latitude: null,
      idCidade: 3118304,
      CEP: '36402157',
      UF: 'MG',
      idBairro: rua.bairro_id,
      complemento: null,
      tipoDeEndereco: 'PADRAO',
      logradouro: 'R. PEDRO RIBEIRO DE REZENDE',
      problemaEntregaBoleto: null,
      classificacaoEndereco: `${classificacao?.id} - TESTE`,
      id: idEnderecoCliente,
      referencia: null,
      longitude: null,
    },
  ]);
  const [audit] = await t.db
    .selectFrom('auditoria')
    .select(['usuario_id', 'acao'])
    .where('tabela', '=', 'cliente_endereco')
    .where('registro', '=', String(idEnderecoCliente))
    .execute();
  assert.deepEqual(audit, { usuario_id: semIntegracao, acao: 'incluiu' });
});

test('coordinates keep every digit, and a number that is none comes as it is', async () => {
  const { id } = await makeCliente(t.db);
  await t.db
    .insertInto('cliente_endereco')
    .values([
      {
        cliente_id: id,
        tipo: 'COBRANCA',
        logradouro_id: rua.id,
        numero: '85',
        latitude: -20.6560787,
        longitude: -43.756296599999985,
      },
      { cliente_id: id, tipo: 'FISCAL', logradouro_id: rua.id, numero: '12A', problema_entrega_boleto: false },
      { cliente_id: id, tipo: 'PADRAO', logradouro_id: rua.id, numero: '1', ativo: false },
    ])
    .execute();
  const [um, dois, ...more] = await enderecos(id);
  assert.deepEqual([um.latitude, um.longitude, um.numero], ['-20.6560787', '-43.756296599999985', 85]);
  assert.deepEqual([dois.numero, dois.problemaEntregaBoleto], ['12A', false]);
  assert.deepEqual(more, []);
  const text = await post(URL, novo(id, { numero: 'S/N' }));
  assert.equal(text.statusCode, 200);
  assert.equal((await enderecos(id)).at(-1).numero, 'S/N');
});

test('an address that the ERP wrote as text comes without ids', async () => {
  const { id } = await makeCliente(t.db);
  await t.db
    .insertInto('cliente_endereco')
    .values({
      cliente_id: id,
      tipo: 'PADRAO',
      logradouro: 'Rua Teste',
      bairro: 'Centro',
      cep: '95700-000',
      cidade: 'Bento Gonçalves',
      uf: 'RS',
      numero: '123',
    })
    .execute();
  const [{ id: _, ...endereco }] = await enderecos(id);
  assert.deepEqual(endereco, {
    numero: 123,
    idCondominio: null,
    idEndereco: null,
    bairro: 'Centro',
    nomeCidade: 'Bento Gonçalves',
    latitude: null,
    idCidade: null,
    CEP: '95700000',
    UF: 'RS',
    idBairro: null,
    complemento: null,
    tipoDeEndereco: 'PADRAO',
    logradouro: 'Rua Teste',
    problemaEntregaBoleto: null,
    classificacaoEndereco: null,
    referencia: null,
    longitude: null,
  });
});

test('with the ConnectMaster integration the condominium and its block are kept', async () => {
  const { id } = await makeCliente(t.db);
  const answer = await post(
    URL,
    novo(id, {
      idUsuario: comIntegracao,
      idCondominio: condominio?.id,
      idBloco: bloco.id,
      andar: '2',
      apto: 201,
      numeroCasa: '3',
    }),
  );
  const row = await t.db
    .selectFrom('cliente_endereco')
    .select(['condominio_cm_id', 'bloco_cm_id', 'condominio_id', 'andar', 'apto', 'numero_casa'])
    .where('id', '=', answer.json().idEnderecoCliente)
    .executeTakeFirstOrThrow();
  assert.deepEqual(row, {
    condominio_cm_id: condominio?.id,
    bloco_cm_id: bloco.id,
    condominio_id: null,
    andar: '2',
    apto: '201',
    numero_casa: '3',
  });
  assert.equal((await enderecos(id))[0].idCondominio, condominio?.id);
});

test('what an address is refused for is said, and nothing is written', async () => {
  const { id } = await makeCliente(t.db);
  const unknown = 2_000_000_000;
  const semConnectMaster =
    'Só preencha idCondominio, idBloco, andar, numeroCasa e apto quando a empresa do usuário tem integração com o ConnectMaster.';
  const cases: [object, string][] = [
    [{ idCliente: unknown }, 'O idCliente informado não pertence a nenhum cliente cadastrado no sistema.'],
    [{ idUsuario: unknown }, 'O idUsuario informado não pertence a nenhum usuário ativo no sistema.'],
    [{ idEndereco: unknown }, 'O idEndereco informado não pertence a nenhum endereço cadastrado no sistema.'],
    [
      { idClassificacaoEndereco: unknown },
      'O idClassificacaoEndereco informado não pertence a nenhuma classificação de endereço ativa no sistema.',
    ],
    [
      { idClassificacaoEndereco: emDesuso?.id },
      'O idClassificacaoEndereco informado não pertence a nenhuma classificação de endereço ativa no sistema.',
    ],
    [{ idCondominio: condominio?.id }, semConnectMaster],
    [{ apto: '201' }, semConnectMaster],
    [
      { idUsuario: comIntegracao, idCondominio: unknown },
      'O idCondominio informado não pertence a nenhum condomínio cadastrado no sistema.',
    ],
    [
      { idUsuario: comIntegracao, idCondominio: vizinho?.id, idBloco: bloco.id },
      'O idBloco informado não pertence a nenhum bloco do idCondominio informado.',
    ],
    [
      { idUsuario: comIntegracao, idBloco: bloco.id },
      'O idBloco informado não pertence a nenhum bloco do idCondominio informado.',
    ],
    [{ tipoEndereco: 'OUTRO' }, 'O campo tipoEndereco deve ser um de: PADRAO, FISCAL, COBRANCA, INSTALACAO.'],
    [{ numero: '' }, 'O campo numero é obrigatório.'],
    [{ complemento: 'x'.repeat(101) }, 'O campo complemento tem mais de 100 caracteres.'],
  ];
  for (const [changed, error] of cases) {
    const answer = await post(URL, novo(id, changed));
    assert.deepEqual([answer.statusCode, answer.json()], [400, { error }]);
  }
  assert.deepEqual(await enderecos(id), []);
});
