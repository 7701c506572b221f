import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeIntegrador, testApp } from '../support/app.ts';
import { makeAssinante, makeCliente, makeContrato, makeUsuario, newCpf } from '../support/makers.ts';
import { recusa, tinyClient } from './support.ts';

const t = await testApp();
const { db } = t;
const integrador = await makeIntegrador(db, { tipo: 'tiny', escopos: ['tiny'] });
const tiny = tinyClient(t, integrador);

const COMPLETO = {
  codigo: 'C-77',
  nome: 'José & Filhos',
  fantasia: 'Casa do José',
  tipo_pessoa: 'F',
  ie: 'ISENTO',
  rg: '1234567890',
  im: '99',
  endereco: 'Rua Teste',
  numero: '123',
  complemento: 'sala 2',
  bairro: 'Teste',
  cep: '95700-000',
  cidade: 'Bento Gonçalves',
  uf: 'RS',
  pais: '',
  endereco_cobranca: 'Rua da Cobrança',
  numero_cobranca: '9',
  complemento_cobranca: 'fundos',
  bairro_cobranca: 'Centro',
  cep_cobranca: '36400000',
  cidade_cobranca: 'CONSELHEIRO LAFAIETE',
  uf_cobranca: 'MG',
  contatos: 'Maria, João',
  fone: '(54) 3055 3808',
  fax: '(54) 3055-3809',
  celular: '54999991234',
  email: 'teste@teste.com.br',
  email_nfe: 'nfe@teste.com.br',
  site: 'https://teste.com.br',
  estadoCivil: 1,
  profissao: 'Marceneiro',
  sexo: 'Masculino',
  data_nascimento: '29/02/1988',
  naturalidade: 'Bento Gonçalves',
  nome_pai: 'Pai',
  cpf_pai: '22755777850',
  nome_mae: 'Mãe',
  cpf_mae: '814.134.138-38',
  limite_credito: '5.25',
  tipos_contato: [{ tipo: 'Cliente' }],
  pessoas_contato: [
    { pessoa_contato: { nome: 'Maria', telefone: '123', ramal: '4', email: 'm@x.com', departamento: 'RH' } },
  ],
  situacao: 'S',
  obs: 'teste de obs',
};

// The blocks of the contact that an ERP sees, as they are shown when nothing is there.
const VAZIO = Object.fromEntries(
  Object.keys(COMPLETO)
    .filter((campo) => campo !== 'tipos_contato' && campo !== 'pessoas_contato')
    .map((campo) => [campo, '']),
);

test('everything that is sent is shown, in the forms of the documents', async () => {
  const vendedor = await makeUsuario(db, { vendedor: true, nome: 'Ana Vendedora' });
  const cliente = await makeCliente(db);
  const cpf = newCpf();
  const registro = await tiny.alterar({ ...COMPLETO, id: cliente.id, cpf_cnpj: cpf, id_vendedor: vendedor.id });
  assert.deepEqual(registro, { sequencia: '1', status: 'OK', id: String(cliente.id) });
  const { data_criacao, data_atualizacao, pessoas_contato, ...contato } = await tiny.obter(cliente.id);
  assert.match(String(data_criacao), /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/);
  assert.match(String(data_atualizacao), /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/);
  const [{ pessoa_contato }] = pessoas_contato as [{ pessoa_contato: { id_pessoa: string } }];
  const { id_pessoa, ...maria } = pessoa_contato;
  assert.match(id_pessoa, /^\d+$/);
  assert.deepEqual(maria, { nome: 'Maria', telefone: '123', ramal: '4', email: 'm@x.com', departamento: 'RH' });
  const { pessoas_contato: _, ...enviado } = COMPLETO;
  assert.deepEqual(contato, {
    ...enviado,
    id: String(cliente.id),
    cpf_cnpj: cpf.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4'),
    cep: '95.700-000',
    cep_cobranca: '36.400-000',
    cidade_cobranca: 'Conselheiro Lafaiete',
    fone: '(54) 3055-3808',
    celular: '(54) 99999-1234',
    estadoCivil: '1',
    sexo: 'masculino',
    cpf_pai: '227.557.778-50',
    limite_credito: 5.25,
    crt: '0',
    id_lista_preco: '',
    id_vendedor: String(vendedor.id),
    nome_vendedor: 'Ana Vendedora',
  });
});

test('fields left out are cleared; types and people stay, and new ones are added', async () => {
  const cliente = await makeCliente(db);
  await tiny.alterar({ ...COMPLETO, id: cliente.id, cpf_cnpj: newCpf() });
  const registro = await tiny.alterar({
    id: cliente.id,
    nome: 'Só o nome',
    tipos_contato: [{ tipo: 'CLIENTE' }, { tipo: 'Fornecedor' }, { tipo: 'fornecedor' }],
    pessoas_contato: [{ pessoa_contato: { nome: 'MARIA', telefone: '999' } }, { pessoa_contato: { nome: 'Rui' } }],
  });
  assert.equal(registro.status, 'OK');
  const { data_criacao, data_atualizacao, pessoas_contato, ...contato } = await tiny.obter(cliente.id);
  assert.deepEqual(contato, {
    ...VAZIO,
    id: String(cliente.id),
    nome: 'Só o nome',
    tipo_pessoa: 'F',
    cpf_cnpj: '',
    situacao: 'A',
    crt: '0',
    estadoCivil: '0',
    limite_credito: 0,
    id_lista_preco: '',
    id_vendedor: '',
    nome_vendedor: '',
    tipos_contato: [{ tipo: 'Cliente' }, { tipo: 'Fornecedor' }],
  });
  const pessoas = (pessoas_contato as { pessoa_contato: { nome: string; telefone: string } }[]).map(
    (p) => p.pessoa_contato,
  );
  assert.deepEqual(
    pessoas.map(({ nome, telefone }) => [nome, telefone]),
    [
      ['Maria', '123'],
      ['Rui', ''],
    ],
  );
  assert.ok(data_criacao && data_atualizacao);
});

test('what an ERP does not know stays: login, contracts, further addresses and telephones', async () => {
  const cliente = await makeAssinante(db);
  const contrato = await makeContrato(db, cliente.id);
  const enderecos = await db
    .insertInto('cliente_endereco')
    .values([
      { cliente_id: cliente.id, tipo: 'INSTALACAO', logradouro: 'Rua I', numero: '1' },
      {
        cliente_id: cliente.id,
        tipo: 'PADRAO',
        logradouro: 'Rua A',
        numero: '1',
        referencia: 'ao lado',
        latitude: -20,
      },
      { cliente_id: cliente.id, tipo: 'PADRAO', logradouro: 'Rua B', numero: '2' },
    ])
    .returning(['id', 'tipo'])
    .execute();
  await db
    .insertInto('cliente_telefone')
    .values([
      { cliente_id: cliente.id, ddd: '31', numero: '33334444', tipo: 'RESIDENCIAL', principal: true },
      { cliente_id: cliente.id, ddd: '31', numero: '33335555', tipo: 'RESIDENCIAL' },
    ])
    .execute();
  assert.equal(
    (await tiny.alterar({ id: cliente.id, endereco: 'Rua Nova', numero: '7', fone: '3132221111' })).status,
    'OK',
  );
  const depois = await db
    .selectFrom('cliente_endereco')
    .select(['id', 'tipo', 'logradouro', 'numero', 'referencia', 'latitude', 'ativo'])
    .where('cliente_id', '=', cliente.id)
    .orderBy('id')
    .execute();
  assert.deepEqual(
    depois.map((e) => [e.id, e.tipo, e.logradouro, e.numero, e.referencia, e.latitude, e.ativo]),
    [
      [enderecos[0]?.id, 'INSTALACAO', 'Rua I', '1', null, null, true],
      [enderecos[1]?.id, 'PADRAO', 'Rua Nova', '7', null, null, true],
      [enderecos[2]?.id, 'PADRAO', 'Rua B', '2', null, null, true],
    ],
  );
  const telefones = await db
    .selectFrom('cliente_telefone')
    .select(['numero', 'principal'])
    .where('cliente_id', '=', cliente.id)
    .orderBy('id')
    .execute();
  assert.deepEqual(telefones, [
    { numero: '32221111', principal: true },
    { numero: '33335555', principal: false },
  ]);
  assert.ok(await db.selectFrom('contrato').select('id').where('id', '=', contrato.id).executeTakeFirst());
  const { clienteId } = await t.services.porta.assinante(cliente.acesso.usuario, cliente.acesso.senha);
  assert.equal(clienteId, cliente.id);
});

test('an address where a contract is installed stays, and the ERP’s stands beside it', async () => {
  const cliente = await makeCliente(db);
  const contrato = await makeContrato(db, cliente.id);
  const { id } = await db
    .insertInto('cliente_endereco')
    .values({ cliente_id: cliente.id, tipo: 'PADRAO', logradouro: 'Rua do Contrato', numero: '1' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('contrato_endereco').values({ contrato_id: contrato.id, cliente_endereco_id: id }).execute();
  const enderecos = () =>
    db
      .selectFrom('cliente_endereco')
      .select(['logradouro', 'numero', 'ativo'])
      .where('cliente_id', '=', cliente.id)
      .orderBy('id')
      .execute();

  await tiny.alterar({ id: cliente.id });
  assert.equal((await tiny.obter(cliente.id))['endereco'], 'Rua do Contrato');
  await tiny.alterar({ id: cliente.id, endereco: 'rua do contrato', numero: '1' });
  assert.equal((await enderecos()).length, 1);

  await tiny.alterar({ id: cliente.id, endereco: 'Rua do ERP', numero: '2' });
  assert.equal((await tiny.obter(cliente.id))['endereco'], 'Rua do ERP');
  await tiny.alterar({ id: cliente.id, endereco: 'Rua do ERP', numero: '3' });
  await tiny.alterar({ id: cliente.id });
  assert.deepEqual(await enderecos(), [
    { logradouro: 'Rua do Contrato', numero: '1', ativo: true },
    { logradouro: 'Rua do ERP', numero: '3', ativo: false },
  ]);
});

test('an address of the register of streets points to it, and comes back to it as it was read', async () => {
  const cidade = await db
    .selectFrom('cidade')
    .select('id')
    .where('codigo_ibge', '=', 3118304)
    .executeTakeFirstOrThrow();
  const bairro = await db
    .insertInto('bairro')
    .values({ cidade_id: cidade.id, nome: 'NOVO TESTE', nome_abreviado: 'NOVO TESTE' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rua = await db
    .insertInto('logradouro')
    .values({
      bairro_id: bairro.id,
      tipo: 'RUA',
      tipo_abreviado: 'R.',
      nome: 'PEDRO DE AVILA',
      nome_abreviado: 'P',
      cep: '36999157',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const cliente = await makeCliente(db);
  const endereco = { endereco: 'Rua Pedro de Ávila', numero: '85', cep: '36999-157', cidade: 'conselheiro lafaiéte' };
  const linha = () =>
    db
      .selectFrom('cliente_endereco')
      .select(['logradouro_id', 'logradouro', 'cep', 'cidade_id', 'cidade', 'uf', 'numero', 'complemento'])
      .where('cliente_id', '=', cliente.id)
      .executeTakeFirstOrThrow();
  const texto = { logradouro: null, cep: null, cidade_id: null, cidade: null, uf: null };

  await tiny.alterar({ id: cliente.id, ...endereco });
  assert.deepEqual(await linha(), { logradouro_id: rua.id, ...texto, numero: '85', complemento: null });
  const lido = await tiny.obter(cliente.id);
  assert.deepEqual(
    [lido['endereco'], lido['bairro'], lido['cep'], lido['cidade'], lido['uf']],
    ['RUA PEDRO DE AVILA', 'NOVO TESTE', '36.999-157', 'Conselheiro Lafaiete', 'MG'],
  );
  await db.updateTable('cliente_endereco').set({ latitude: -20.5 }).where('cliente_id', '=', cliente.id).execute();
  await tiny.alterar({ ...lido, bairro: '', pais: 'Brasil', complemento: 'fundos' });
  const { latitude } = await db
    .selectFrom('cliente_endereco')
    .select('latitude')
    .where('cliente_id', '=', cliente.id)
    .executeTakeFirstOrThrow();
  assert.equal(latitude, -20.5, 'the same house keeps what belongs to it');
  assert.deepEqual(await linha(), { logradouro_id: rua.id, ...texto, numero: '85', complemento: 'fundos' });

  // Another district, or another name: what the ERP says is kept as it says it.
  await tiny.alterar({ id: cliente.id, ...endereco, bairro: 'Outro' });
  assert.deepEqual(await linha(), {
    logradouro_id: null,
    logradouro: 'Rua Pedro de Ávila',
    cep: '36999157',
    cidade_id: cidade.id,
    cidade: null,
    uf: null,
    numero: '85',
    complemento: null,
  });
});

test('what is read and sent back changes nothing', async () => {
  const cliente = await makeCliente(db);
  await tiny.alterar({ ...COMPLETO, id: cliente.id, cpf_cnpj: newCpf() });
  const antes = await tiny.obter(cliente.id);
  const linhas = () =>
    Promise.all([
      db.selectFrom('cliente_telefone').selectAll().where('cliente_id', '=', cliente.id).orderBy('id').execute(),
      db.selectFrom('cliente_endereco').selectAll().where('cliente_id', '=', cliente.id).orderBy('id').execute(),
    ]);
  const gravadas = await linhas();
  assert.equal((await tiny.alterar({ ...antes, sequencia: 1 })).status, 'OK');
  const { data_atualizacao: _, ...depois } = await tiny.obter(cliente.id);
  const { data_atualizacao: __, ...esperado } = antes;
  assert.deepEqual(depois, esperado);
  assert.deepEqual(await linhas(), gravadas);
});

test('the contact is found by id, then codigo, then cpf_cnpj', async () => {
  const porId = await makeCliente(db, { codigo: 'BUSCA-1' });
  const porCodigo = await makeCliente(db, { codigo: 'BUSCA-2' });
  const cpf = newCpf();
  const porCpf = await makeCliente(db, { documento: cpf });
  assert.equal((await tiny.alterar({ id: porId.id, codigo: 'BUSCA-2' })).id, String(porId.id));
  await tiny.alterar({ id: porId.id, codigo: 'BUSCA-1' });
  assert.equal((await tiny.alterar({ codigo: 'BUSCA-2', cpf_cnpj: newCpf() })).id, String(porCodigo.id));
  const masked = cpf.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4');
  assert.equal((await tiny.alterar({ codigo: 'NOVO', cpf_cnpj: masked })).id, String(porCpf.id));
  assert.equal((await tiny.alterar({ codigo: 'NOVO' })).id, String(porCpf.id));
});

test('an alphanumeric CNPJ finds its company, in small letters too', async () => {
  const empresa = await makeCliente(db, { documento: '12ABC34501DE35', tipo_pessoa: 'JURIDICA' });
  const registro = await tiny.alterar({ cpf_cnpj: '12.abc.345/01de-35', crt: 3, fone: '3132221111' });
  assert.equal(registro.id, String(empresa.id));
  const contato = await tiny.obter(empresa.id);
  assert.deepEqual([contato['tipo_pessoa'], contato['cpf_cnpj'], contato['crt']], ['J', '12.ABC.345/01DE-35', '3']);
  const [fone] = await db.selectFrom('cliente_telefone').select('tipo').where('cliente_id', '=', empresa.id).execute();
  assert.equal(fone?.tipo, 'COMERCIAL');
});

test('an unknown or excluded contact is 32, two with one codigo are 33, and nothing is written', async () => {
  const excluido = await makeCliente(db, { situacao: 'E', codigo: 'EXCLUIDO' });
  for (const chave of [
    {},
    { id: 2_000_000_000 },
    { id: '99999999999' },
    { id: excluido.id },
    { codigo: 'EXCLUIDO' },
    { cpf_cnpj: newCpf() },
    // The id decides alone: a wrong one never leads to another contact.
    { id: 2_000_000_000, cpf_cnpj: (await makeCliente(db)).documento },
  ]) {
    assert.deepEqual(recusa(await tiny.alterar(chave)), [32, 'Contato não localizado']);
  }
  const [a, b] = [await makeCliente(db, { codigo: 'DUPLO' }), await makeCliente(db, { codigo: 'DUPLO' })];
  assert.deepEqual(recusa(await tiny.alterar({ codigo: 'DUPLO' })), [
    33,
    'Registro localizado em duplicidade: há mais de um com este codigo',
  ]);
  assert.equal((await tiny.alterar({ id: a.id, codigo: 'DUPLO', nome: 'Primeiro' })).status, 'OK');
  assert.equal((await tiny.obter(b.id))['nome'], 'FULANO DE TESTE');
});

test('a CPF of another contact is 30 and leaves everything as it was; one’s own is not', async () => {
  const dono = await makeCliente(db);
  const cliente = await makeCliente(db, { nome: 'Antes' });
  assert.deepEqual(recusa(await tiny.alterar({ id: cliente.id, cpf_cnpj: dono.documento, fone: '3132221111' })), [
    30,
    'Registro em duplicidade - CPF/CNPJ já cadastrado em outro contato',
  ]);
  const contato = await tiny.obter(cliente.id);
  assert.deepEqual([contato['nome'], contato['fone']], ['Antes', '']);
  assert.equal((await tiny.alterar({ id: dono.id, cpf_cnpj: dono.documento })).status, 'OK');
});

test('the seller is a user with the seller’s flag, by id or else by name', async () => {
  const ana = await makeUsuario(db, { vendedor: true, nome: 'Ana Única' });
  const outro = await makeUsuario(db, { vendedor: false, nome: 'Não Vende' });
  const cliente = await makeCliente(db);
  const vendedor = async () => (await tiny.obter(cliente.id))['id_vendedor'];
  await tiny.alterar({ id: cliente.id, nome_vendedor: 'ana unica' });
  assert.equal(await vendedor(), String(ana.id));
  await tiny.alterar({ id: cliente.id, id_vendedor: ana.id, nome_vendedor: 'Ninguém' });
  assert.equal(await vendedor(), String(ana.id));
  for (const dado of [{ id_vendedor: outro.id }, { id_vendedor: 999_999 }, { nome_vendedor: 'Ninguém' }]) {
    assert.deepEqual(recusa(await tiny.alterar({ id: cliente.id, ...dado })), [31, 'Vendedor não localizado']);
  }
  assert.equal(await vendedor(), String(ana.id));
});

test('a city is found without accents, alone or in its state, and fills uf', async () => {
  const cliente = await makeCliente(db);
  const ufDe = async (endereco: Record<string, string>) => {
    const registro = await tiny.alterar({ id: cliente.id, ...endereco });
    return registro.status === 'OK' ? (await tiny.obter(cliente.id))['uf'] : registro.erros?.[0]?.erro;
  };
  assert.equal(await ufDe({ cidade: 'araucaria' }), 'PR');
  assert.equal(await ufDe({ cidade: 'Bento Gonçalves', uf: 'rio grande do sul' }), 'RS');
  assert.equal(await ufDe({ cidade: 'Santa Bárbara d’Oeste', uf: 'sp' }), 'SP');
  assert.equal(await ufDe({ cidade: 'Lugar Nenhum', uf: 'MG' }), 'Cidade não encontrada');
  assert.equal(await ufDe({ cidade: 'Bento Gonçalves', uf: 'MG' }), 'Cidade não encontrada');
  assert.equal(await ufDe({ uf: 'XX' }), 'O campo uf deve ser a sigla de um estado');
  assert.match(String(await ufDe({ cidade: 'Bom Jesus' })), /^Cidade não encontrada: há mais de uma/);
  assert.equal(await ufDe({ cidade_cobranca: 'Lugar Nenhum' }), 'Cidade de cobrança não encontrada');
  assert.equal(await ufDe({ cidade: 'Buenos Aires', uf: 'CABA', pais: 'Argentina', cep: 'C1002AAP' }), 'CABA');
  assert.equal((await tiny.obter(cliente.id))['cidade'], 'Buenos Aires');
});

test('personal data counts for natural persons only, crt for all others', async () => {
  const cliente = await makeCliente(db);
  const dados = { id: cliente.id, profissao: 'X', data_nascimento: '01/01/2000', crt: 1 };
  const lidos = async () => {
    const c = await tiny.obter(cliente.id);
    return [c['tipo_pessoa'], c['profissao'], c['data_nascimento'], c['crt']];
  };
  await tiny.alterar({ ...dados, tipo_pessoa: 'F' });
  assert.deepEqual(await lidos(), ['F', 'X', '01/01/2000', '0']);
  // Not even looked at: no error for what is disregarded.
  await tiny.alterar({ ...dados, tipo_pessoa: 'J', data_nascimento: 'nunca' });
  assert.deepEqual(await lidos(), ['J', '', '', '1']);
  assert.equal((await tiny.alterar({ ...dados, tipo_pessoa: 'F', crt: 'x' })).status, 'OK');
});

test('/ws shows the change, and a change elsewhere is shown here', async () => {
  const cliente = await makeCliente(db);
  await tiny.alterar({ id: cliente.id, nome: 'Mudou Aqui', celular: '31 99999-4444', email: 'a@b.com' });
  const basic = await makeIntegrador(db);
  const token = await t.app.inject({ url: '/ws/auth/token/gerar', headers: { authorization: basic.authorization } });
  const ws = await t.app.inject({
    url: `/ws/area/cliente/${cliente.id}`,
    headers: { authorization: basic.authorization, token: token.json<{ token: string }>().token },
  });
  const { data } = ws.json<{ data: Record<string, unknown> }>();
  assert.deepEqual([data['nome'], data['telefoneMovel'], data['email']], ['Mudou Aqui', '31999994444', 'a@b.com']);
  await db
    .updateTable('cliente_telefone')
    .set({ ddd: '32', numero: '988887777' })
    .where('cliente_id', '=', cliente.id)
    .execute();
  assert.equal((await tiny.obter(cliente.id))['celular'], '(32) 98888-7777');
});
