import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cnpjFor } from '#kernel/documents.ts';
import { testApp } from '../support/app.ts';
import { makeCliente, makeUsuario, newCpf } from '../support/makers.ts';
import { makeChamada, makeEnderecoDeProspecto, makeProspecto, makeVenda } from '../support/prospectos.ts';
import { insert, makePlano } from '../support/vendas.ts';

const t = await testApp();
const { db } = t;
const call = await makeChamada(t);
const venda = await makeVenda(db);

const fisica = (changed: object = {}) => ({
  tipoPessoa: 'PessoaFisica',
  nome: 'MARIA DE TESTE',
  telefoneFixo: '3230334455',
  telefoneMovel: '32999998888',
  dataNascimento: '15-03-1988',
  idVendedor: venda.usuario,
  idSegmentoProspecto: venda.segmento,
  idTipoProspecto: venda.tipoProspecto,
  idCanalVenda: venda.canal,
  idEmpresa: venda.empresa,
  ...changed,
});
const juridica = (changed: object = {}) => fisica({ tipoPessoa: 'PessoaJuridica', dataNascimento: '', ...changed });

const cadastrar = (body: object, headers = {}) => call('POST', '/comercial/prospectos/cadastrar', body, headers);
const prospectoDe = (id: number) =>
  db.selectFrom('prospecto').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const quantos = async () =>
  Number(
    (
      await db
        .selectFrom('prospecto')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

test('a natural person starts at the first stage, with history and audit', async () => {
  const cpf = newCpf();
  const response = await cadastrar(
    fisica({
      cpf: cpf.replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4'),
      sexo: 'FEMININO',
      email: 'maria@teste.com',
      cnpj: 'x',
      nomeFantasia: 'X',
    }),
  );
  assert.equal(response.statusCode, 200, response.body);
  const { idProspecto } = response.json();
  const row = await prospectoDe(idProspecto);
  assert.equal(row.documento, cpf);
  assert.equal(row.nascimento, '1988-03-15');
  assert.equal(row.nome_fantasia, null, 'what belongs to a company is ignored');
  assert.deepEqual([row.funil_id, row.oportunidade, row.aprovacao], [venda.primeiro, 'ABERTA', 'PENDENTE']);
  const history = await db
    .selectFrom('prospecto_historico')
    .selectAll()
    .where('prospecto_id', '=', idProspecto)
    .execute();
  assert.deepEqual(
    history.map((h) => [h.funil_id, h.oportunidade, h.aprovacao]),
    [[venda.primeiro, 'ABERTA', 'PENDENTE']],
  );
  const audit = await db
    .selectFrom('auditoria')
    .select(['operacao', 'acao'])
    .where('tabela', '=', 'prospecto')
    .where('registro', '=', String(idProspecto))
    .execute();
  assert.deepEqual(audit, [{ operacao: 'prospectos.prospecto.cadastrar', acao: 'incluiu' }]);
});

test('a company keeps its own fields, and no birth', async () => {
  const cnpj = cnpjFor('112223330001');
  const body = juridica({
    cnpj,
    inscricaoEstadual: '123',
    inscricaoMunicipal: 'ISENTO',
    nomeFantasia: 'TESTE PJ',
    rg: '1',
    cpf: 'x',
  });
  const response = await cadastrar(body);
  assert.equal(response.statusCode, 200, response.body);
  const row = await prospectoDe(response.json().idProspecto);
  assert.deepEqual(
    [row.tipo_pessoa, row.documento, row.inscricao_municipal, row.nome_fantasia],
    ['JURIDICA', cnpj, 'ISENTO', 'TESTE PJ'],
  );
  assert.deepEqual([row.rg, row.nascimento], [null, null]);
});

test('each wrong field gets a sentence that names it, and nothing is written', async () => {
  const inativo = await makeUsuario(db, { vendedor: true, ativo: false });
  const atendente = await makeUsuario(db);
  const canalVelho = await insert(db, 'canal_venda', { descricao: 'VELHO', ativo: false });
  const semFunil = await insert(db, 'segmento', { descricao: 'VAZIO' });
  const before = await quantos();
  const cases: [object, number, RegExp][] = [
    [fisica({ tipoPessoa: 'Outra' }), 400, /tipoPessoa/],
    [fisica({ nome: '' }), 400, /nome/],
    [fisica({ telefoneFixo: '(32) 3033-4455' }), 400, /telefoneFixo/],
    [fisica({ telefoneMovel: '329999' }), 400, /telefoneMovel/],
    [fisica({ telefoneMovel: '329999988880' }), 400, /telefoneMovel/],
    [fisica({ dataNascimento: '' }), 400, /dataNascimento é obrigatório/],
    [fisica({ dataNascimento: '1988-03-15' }), 400, /dataNascimento.*dd-MM-yyyy/],
    [fisica({ dataNascimento: '31-02-1988' }), 400, /dataNascimento/],
    [fisica({ dataNascimento: '01-01-2190' }), 400, /dataNascimento/],
    [fisica({ cpf: '111.111.111-11' }), 400, /CPF/],
    [fisica({ cpf: cnpjFor('112223330001') }), 400, /CPF/],
    [juridica({ cnpj: newCpf() }), 400, /CNPJ/],
    [fisica({ sexo: 'OUTRO' }), 400, /sexo/],
    [fisica({ email: 'sem arroba' }), 400, /email/],
    [fisica({ idVendedor: 99_999_999 }), 400, /idVendedor/],
    [fisica({ idVendedor: inativo.id }), 400, /idVendedor/],
    [fisica({ idVendedor: atendente.id }), 400, /idVendedor/],
    [fisica({ idSegmentoProspecto: 99_999_999 }), 400, /idSegmentoProspecto/],
    [fisica({ idTipoProspecto: 99_999_999 }), 400, /idTipoProspecto/],
    [fisica({ idCanalVenda: canalVelho }), 400, /idCanalVenda/],
    [fisica({ idEmpresa: 99_999_999 }), 400, /idEmpresa/],
    [fisica({ idEmpresa: 'um' }), 400, /idEmpresa/],
    [fisica({ idSegmentoProspecto: semFunil }), 409, /estágio inicial/],
    [{}, 400, /obrigatório/],
  ];
  for (const [body, status, sentence] of cases) {
    const response = await cadastrar(body);
    assert.equal(response.statusCode, status, `${JSON.stringify(body)} ${response.body}`);
    assert.match(response.json().error, sentence);
  }
  assert.equal(await quantos(), before);
});

test('the same request again under its Idempotency-Key makes one prospect', async () => {
  const body = fisica({ nome: 'UMA SO VEZ' });
  const responses = await Promise.all([1, 2].map(() => cadastrar(body, { 'idempotency-key': 'prospecto-1' })));
  assert.deepEqual(new Set(responses.map(({ body: text }) => text)).size, 1);
});

test('without a token nothing is done', async () => {
  const response = await t.app.inject({ method: 'POST', url: '/ws/comercial/prospectos/cadastrar', payload: fisica() });
  assert.equal(response.statusCode, 401);
});

const atualizar = (body: object) => call('PUT', '/comercial/prospectos/atualizar', body);

test('an update changes what is sent and leaves the rest, numbers as text too', async () => {
  const { id } = await makeProspecto(db, venda, { email: 'velho@teste.com', nome_mae: 'ANA', observacao: 'velha' });
  const outro = await makeProspecto(db, venda, { observacao: 'de outro' });
  const vendedor = await makeUsuario(db, { vendedor: true });
  const response = await atualizar({
    idProspecto: String(id),
    idVendedor: String(vendedor.id),
    obs: 'nova',
    email: '',
    nomeFantasia: 'X',
  });
  assert.deepEqual([response.statusCode, response.json()], [200, { idProspecto: id }]);
  const row = await prospectoDe(id);
  assert.deepEqual(
    [row.observacao, row.email, row.nome_mae, row.vendedor_id, row.nome_fantasia],
    ['nova', 'velho@teste.com', 'ANA', vendedor.id, null],
  );
  assert.equal((await prospectoDe(outro.id)).observacao, 'de outro');
});

test('an update of nobody, by nobody or of a customer is refused', async () => {
  const { id } = await makeProspecto(db, venda);
  const { id: clienteId } = await makeCliente(db);
  const convertido = await makeProspecto(db, venda, { oportunidade: 'GANHOU', cliente_id: clienteId });
  const cases: [object, number, RegExp][] = [
    [{ idProspecto: 99_999_999, idVendedor: venda.usuario }, 400, /nao pertence a nenhum prospecto/],
    [{ idProspecto: id, idVendedor: 99_999_999 }, 400, /idVendedor/],
    [{ idProspecto: id }, 400, /idVendedor/],
    [{ idProspecto: id, idVendedor: venda.usuario, email: 'x' }, 400, /email/],
    [{ idProspecto: convertido.id, idVendedor: venda.usuario }, 409, new RegExp(`cliente ${clienteId}`)],
  ];
  for (const [body, status, sentence] of cases) {
    const response = await atualizar(body);
    assert.deepEqual([response.statusCode, sentence.test(response.json().error)], [status, true], response.body);
  }
});

const enderecoDe = (idProspecto: number, changed: object = {}) => ({
  idUsuario: venda.usuario,
  idProspecto,
  idEndereco: venda.logradouro,
  numero: 45,
  tipoEndereco: 'PADRAO',
  idClassificacaoEndereco: venda.classificacao,
  ...changed,
});
const cadastrarEndereco = (body: object) => call('POST', '/comercial/prospectos/enderecos/cadastrar', body);
const enderecosDe = (id: number) =>
  db.selectFrom('prospecto_endereco').selectAll().where('prospecto_id', '=', id).orderBy('id').execute();

test('an address is registered, and takes the coordinates of a neighbour at the same number', async () => {
  const { id } = await makeProspecto(db, venda);
  const semVizinho = await cadastrarEndereco(
    enderecoDe(id, { numero: 7, complemento: 'casa A', referencia: '', idBloco: '' }),
  );
  assert.equal(semVizinho.statusCode, 200, semVizinho.body);
  const cliente = await makeCliente(db);
  await db
    .insertInto('cliente_endereco')
    .values({
      cliente_id: cliente.id,
      tipo: 'PADRAO',
      logradouro_id: venda.logradouro,
      numero: '45',
      latitude: -20.5,
      longitude: -43.5,
    })
    .execute();
  const comVizinho = await cadastrarEndereco(enderecoDe(id));
  const informado = await cadastrarEndereco(enderecoDe(id, { latitude: '-20.1', longitude: '-43.1' }));
  const rows = await enderecosDe(id);
  assert.deepEqual(
    rows.map((row) => [row.id, row.numero, row.complemento, row.latitude, row.longitude]),
    [
      [semVizinho.json().idEnderecoProspecto, '7', 'casa A', null, null],
      [comVizinho.json().idEnderecoProspecto, '45', null, -20.5, -43.5],
      [informado.json().idEnderecoProspecto, '45', null, -20.1, -43.1],
    ],
  );
});

test('condominium and block are of ConnectMaster where the company has it, of our register elsewhere', async () => {
  const { id } = await makeProspecto(db, venda);
  const nosso = await insert(db, 'condominio', {
    logradouro_id: venda.logradouro,
    numero: '45',
    nome: 'NOSSO',
    tipo: 'VERTICAL',
  });
  const semIntegracao = await cadastrarEndereco(
    enderecoDe(id, { idCondominio: nosso, idBloco: 99_999_999, apto: '101' }),
  );
  assert.equal(semIntegracao.statusCode, 200, semIntegracao.body);

  const integrada = await makeVenda(db);
  await db
    .updateTable('empresa')
    .set({ integracao_connect_master: true })
    .where('id', '=', integrada.empresa)
    .execute();
  const outro = await makeProspecto(db, integrada);
  const cm = await insert(db, 'condominio_cm', {
    logradouro_id: venda.logradouro,
    numero: '5',
    nome: 'CM',
    status: 'A',
    tipo: 'VERTICAL',
  });
  const bloco = await insert(db, 'bloco_cm', { condominio_cm_id: cm, id_bloco: 9, nome: 'B' });
  const comIntegracao = await cadastrarEndereco(enderecoDe(outro.id, { idCondominio: cm, idBloco: bloco, apto: 101 }));
  assert.equal(comIntegracao.statusCode, 200, comIntegracao.body);
  const [um] = await enderecosDe(id);
  const [dois] = await enderecosDe(outro.id);
  assert.deepEqual([um?.condominio_id, um?.bloco_cm_id, um?.apto], [nosso, null, null]);
  assert.deepEqual([dois?.condominio_cm_id, dois?.bloco_cm_id, dois?.apto], [cm, bloco, '101']);

  const alheio = await cadastrarEndereco(enderecoDe(outro.id, { idBloco: bloco }));
  assert.deepEqual([alheio.statusCode, /idBloco/.test(alheio.body)], [400, true]);
});

test('a wrong address is refused by name', async () => {
  const { id } = await makeProspecto(db, venda);
  const { id: clienteId } = await makeCliente(db);
  const convertido = await makeProspecto(db, venda, { oportunidade: 'GANHOU', cliente_id: clienteId });
  const velha = await insert(db, 'classificacao_endereco', { descricao: 'VELHA', ativo: false });
  const cases: [object, number, RegExp][] = [
    [enderecoDe(99_999_999), 400, /^O idProspecto informado nao pertence a nenhum prospecto cadastrado no sistema\.$/],
    [enderecoDe(id, { idUsuario: 99_999_999 }), 400, /idUsuario/],
    [enderecoDe(id, { idUsuario: undefined }), 400, /idUsuario/],
    [enderecoDe(id, { idEndereco: 99_999_999 }), 400, /idEndereco/],
    [enderecoDe(id, { idClassificacaoEndereco: velha }), 400, /idClassificacaoEndereco/],
    [enderecoDe(id, { idCondominio: 99_999_999 }), 400, /idCondominio/],
    [enderecoDe(id, { tipoEndereco: 'OUTRO' }), 400, /tipoEndereco/],
    [enderecoDe(id, { numero: 'S/N' }), 400, /numero/],
    [enderecoDe(convertido.id), 409, /convertido/],
  ];
  for (const [body, status, sentence] of cases) {
    const response = await cadastrarEndereco(body);
    assert.equal(response.statusCode, status, response.body);
    assert.match(response.json().error, sentence);
  }
  assert.deepEqual(await enderecosDe(id), []);
});

const interesse = (body: object) => call('POST', '/comercial/prospectos/servicos_interesse/cadastrar', body);

test('a service of interest is a plan or a package for sale, one of them', async () => {
  const { id } = await makeProspecto(db, venda);
  const perdido = await makeProspecto(db, venda, { oportunidade: 'PERDEU' });
  const idPlano = await makePlano(db, venda);
  const foraDeVenda = await makePlano(db, venda, { a_venda: false });
  const idPacote = await insert(db, 'pacote', { descricao: 'PACOTE', tipo_contrato_id: venda.tipoContrato });
  const base = { idUsuario: venda.usuario, idProspecto: id };
  const doPlano = await interesse({ ...base, idPlano, idPacote: '' });
  const doPacote = await interesse({ ...base, idPacote });
  assert.equal(doPlano.statusCode, 200, doPlano.body);
  const rows = await db
    .selectFrom('prospecto_servico')
    .selectAll()
    .where('prospecto_id', '=', id)
    .orderBy('id')
    .execute();
  assert.deepEqual(
    rows.map((row) => [row.id, row.plano_id, row.pacote_id, row.tipo_contrato_id, row.status]),
    [
      [doPlano.json().idServicoInteresse, idPlano, null, venda.tipoContrato, 'PENDENTE'],
      [doPacote.json().idServicoInteresse, null, idPacote, venda.tipoContrato, 'PENDENTE'],
    ],
  );
  const cases: [object, number, RegExp][] = [
    [base, 400, /idPlano ou idPacote/],
    [{ ...base, idPlano, idPacote }, 400, /um dos dois/],
    [{ ...base, idPlano: foraDeVenda }, 400, /idPlano/],
    [{ ...base, idPacote: 99_999_999 }, 400, /idPacote/],
    [{ ...base, idProspecto: 99_999_999, idPlano }, 400, /^O idProspecto informado nao pertence/],
    [{ ...base, idUsuario: 99_999_999, idPlano }, 400, /idUsuario/],
    [{ ...base, idProspecto: perdido.id, idPlano }, 409, /perdido/],
  ];
  for (const [body, status, sentence] of cases) {
    const response = await interesse(body);
    assert.equal(response.statusCode, status, response.body);
    assert.match(response.json().error, sentence);
  }
});

test('a prospect is shown with all that is its own, and only that', async () => {
  const { id, documento } = await makeProspecto(db, venda, { email: 'a@b.com' });
  const outro = await makeProspecto(db, venda);
  const endereco = await makeEnderecoDeProspecto(db, venda, id, { latitude: -20.5, longitude: -43.756296599999985 });
  await makeEnderecoDeProspecto(db, venda, outro.id);
  const plano = await makePlano(db, venda, { descricao: 'FIBRA 10' });
  await interesse({ idUsuario: venda.usuario, idProspecto: id, idPlano: plano });
  const { resposta } = (await call('GET', `/comercial/prospectos/${id}`)).json();
  assert.equal(resposta.cpf, documento);
  assert.equal(resposta.dataNascimento, 574398000000);
  assert.equal(resposta.convertido, 0);
  assert.deepEqual(resposta.funilProspecto.segmentoProspecto, resposta.segmentoProspecto);
  assert.equal(resposta.segmentoProspecto.tipoContrato.nome, 'RESIDENCIAL');
  assert.deepEqual(
    resposta.enderecosProspecto.map((e: { id: number; latitude: string; longitude: string; numero: number }) => [
      e.id,
      e.latitude,
      e.longitude,
      e.numero,
    ]),
    [[endereco, '-20.5', '-43.756296599999985', 10]],
  );
  assert.deepEqual(
    resposta.planosProspectados.map((p: { descricaoPlano: string; idProspecto: number }) => [
      p.descricaoPlano,
      p.idProspecto,
    ]),
    [['FIBRA 10 (FIBRA)', id]],
  );
  assert.equal((await call('GET', '/comercial/prospectos/99999999')).statusCode, 404);
  assert.equal((await call('GET', '/comercial/prospectos/abc')).statusCode, 400);
});
