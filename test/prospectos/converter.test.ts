import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cnpjFor } from '#kernel/documents.ts';
import { testApp } from '../support/app.ts';
import { makeAssinante, makeCliente } from '../support/makers.ts';
import { makeChamada, makeEnderecoDeProspecto, makeProspecto, makeVenda } from '../support/prospectos.ts';
import { insert, makePlano } from '../support/vendas.ts';

const t = await testApp();
const { db } = t;
const call = await makeChamada(t);
const venda = await makeVenda(db);
const idTipoAtividade = await insert(db, 'tipo_atividade', { descricao: 'COMERCIO', codigo_convenio: '01' });
const idCfop = await insert(db, 'cfop', { numero: 5307, descricao: 'PRESTACAO' });
const idTributacaoFederal = await insert(db, 'tributacao_federal', { descricao: 'SIMPLES' });

const corpo = (idProspecto: number, changed: object = {}) => ({
  idUsuario: venda.usuario,
  idProspecto,
  emiteNotaFiscal: 1,
  emiteNotaUnica: 0,
  enviaNotaFiscalEmail: 1,
  emiteFaturaUnica: 0,
  formadorOpiniao: 0,
  funcionario: 1,
  parceiro: 0,
  recebeSMS: 0,
  nomePai: 'JOSE',
  ...changed,
});
const converter = (idProspecto: number, changed: object = {}) =>
  call('POST', '/comercial/prospectos/converter/cliente', corpo(idProspecto, changed));
const clientesCom = (documento: string | null) =>
  db.selectFrom('cliente').selectAll().where('documento', '=', documento).execute();
const idDe = async (prospectoId: number, changed: object = {}): Promise<number> => {
  const response = await converter(prospectoId, changed);
  assert.equal(response.statusCode, 200, response.body);
  return response.json().idCliente;
};

test('a customer comes out with everything that the prospect had', async () => {
  const { id, documento } = await makeProspecto(db, venda, {
    nome: 'MARIA',
    email: 'maria@teste.com',
    rg: 'MG1',
    nome_mae: 'ANA',
    sexo: 'FEMININO',
  });
  await makeEnderecoDeProspecto(db, venda, id, { complemento: 'CASA A', latitude: -20.5, longitude: -43.5 });
  await makeEnderecoDeProspecto(db, venda, id, { tipo: 'COBRANCA', numero: '20' });
  await insert(db, 'prospecto_arquivo', {
    prospecto_id: id,
    nome: 'rg.pdf',
    tipo_conteudo: 'application/pdf',
    tamanho: 9,
    sha256: Buffer.alloc(32, 7),
  });
  const plano = await makePlano(db, venda, { descricao: 'FIBRA 10' });
  const servico = await insert(db, 'prospecto_servico', {
    prospecto_id: id,
    plano_id: plano,
    tipo_contrato_id: venda.tipoContrato,
  });

  const clienteId = await idDe(id);
  const [cliente] = await clientesCom(documento);
  assert.deepEqual(
    [
      cliente?.id,
      cliente?.nome,
      cliente?.nascimento,
      cliente?.sexo,
      cliente?.nome_mae,
      cliente?.nome_pai,
      cliente?.vendedor_id,
    ],
    [clienteId, 'MARIA', '1988-03-15', 'feminino', 'ANA', 'JOSE', venda.usuario],
  );
  assert.deepEqual(
    [
      cliente?.prospecto_id,
      cliente?.emite_nota_fiscal,
      cliente?.emite_nota_unica,
      cliente?.funcionario,
      cliente?.recebe_sms,
    ],
    [id, true, false, true, false],
  );
  const doCliente = <T extends 'cliente_telefone' | 'cliente_endereco' | 'cliente_arquivo'>(tabela: T) =>
    db
      .selectFrom(tabela as 'cliente_telefone')
      .selectAll()
      .where('cliente_id', '=', clienteId)
      .orderBy('id')
      .execute() as Promise<unknown> as Promise<Record<string, unknown>[]>;
  const telefones = await doCliente('cliente_telefone');
  assert.deepEqual(
    telefones.map((f) => [f['ddd'], f['numero'], f['tipo'], f['principal']]),
    [
      ['32', '999998888', 'CELULAR', true],
      ['32', '30334455', 'RESIDENCIAL', false],
    ],
  );
  const enderecos = await doCliente('cliente_endereco');
  assert.deepEqual(
    enderecos.map((e) => [e['tipo'], e['numero'], e['complemento'], e['latitude'], e['logradouro_id']]),
    [
      ['PADRAO', '10', 'CASA A', -20.5, venda.logradouro],
      ['COBRANCA', '20', null, null, venda.logradouro],
    ],
  );
  const [arquivo] = await doCliente('cliente_arquivo');
  assert.deepEqual(
    [arquivo?.['nome'], arquivo?.['tipo'], arquivo?.['sha256']],
    ['rg.pdf', 'DOCUMENTO', Buffer.alloc(32, 7)],
  );
  const acesso = await db
    .selectFrom('acesso_cliente')
    .selectAll()
    .where('cliente_id', '=', clienteId)
    .executeTakeFirst();
  assert.equal(acesso?.login, documento);
  assert.match(acesso?.senha_hash ?? '', /^\$argon2id\$/);

  const { resposta } = (await call('GET', `/comercial/clientes/${clienteId}/planos_prospectados`)).json();
  assert.deepEqual(
    resposta.map((p: { id: number; idProspecto: number }) => [p.id, p.idProspecto]),
    [[servico, id]],
  );
  const prospecto = (await call('GET', `/comercial/prospectos/${id}`)).json().resposta;
  assert.deepEqual([prospecto.oportunidade, prospecto.convertido], ['GANHOU', 1]);
  const historico = await db.selectFrom('prospecto_historico').selectAll().where('prospecto_id', '=', id).execute();
  assert.deepEqual(
    historico.map((h) => [h.oportunidade, h.aprovacao, h.usuario_id]),
    [['GANHOU', 'APROVADO', venda.usuario]],
  );
  const audit = await db
    .selectFrom('auditoria')
    .select('tabela')
    .distinct()
    .where('operacao', '=', 'clientes.prospecto.converter')
    .execute();
  for (const tabela of [
    'cliente',
    'cliente_telefone',
    'cliente_endereco',
    'cliente_arquivo',
    'acesso_cliente',
    'prospecto',
  ]) {
    assert.ok(
      audit.some((row) => row.tabela === tabela),
      tabela,
    );
  }
  const hashes = await db.selectFrom('auditoria').select('depois').where('tabela', '=', 'acesso_cliente').execute();
  assert.doesNotMatch(JSON.stringify(hashes), /argon2/);
});

test('converting again answers with the same customer, and two at once make one', async () => {
  const { id, documento } = await makeProspecto(db, venda);
  const responses = await Promise.all([1, 2, 3, 4].map(() => converter(id)));
  assert.deepEqual(
    responses.map(({ statusCode }) => statusCode),
    [200, 200, 200, 200],
  );
  const ids = new Set(responses.map((response) => response.json().idCliente));
  assert.equal(ids.size, 1);
  assert.deepEqual(ids, new Set([await idDe(id)]));
  assert.equal((await clientesCom(documento)).length, 1);
});

test('two prospects of one person at once: one customer, one clear refusal, nothing half-made', async () => {
  const um = await makeProspecto(db, venda);
  const dois = await makeProspecto(db, venda, { documento: um.documento });
  const responses = await Promise.all([converter(um.id), converter(dois.id)]);
  assert.deepEqual(responses.map(({ statusCode }) => statusCode).sort(), [200, 409]);
  assert.equal((await clientesCom(um.documento)).length, 1);
  const open = await db
    .selectFrom('prospecto')
    .select('id')
    .where('id', 'in', [um.id, dois.id])
    .where('oportunidade', '=', 'ABERTA')
    .execute();
  assert.equal(open.length, 1);
});

test('a document or a login that a customer has is refused', async () => {
  const cliente = await makeCliente(db);
  const { id } = await makeProspecto(db, venda, { documento: cliente.documento });
  const response = await converter(id);
  assert.equal(response.statusCode, 409);
  assert.match(response.json().error, /Já existe um cliente/);

  const outro = await makeProspecto(db, venda);
  const assinante = await makeAssinante(db);
  await db
    .updateTable('acesso_cliente')
    .set({ login: outro.documento ?? '' })
    .where('cliente_id', '=', assinante.id)
    .execute();
  assert.equal((await converter(outro.id)).statusCode, 409);
  assert.deepEqual(await clientesCom(outro.documento), []);
});

test('only who is approved, or at the stage of conversion, is converted', async () => {
  const cases = [
    { funil_id: venda.primeiro },
    { oportunidade: 'PERDEU', aprovacao: 'REPROVADO' },
    { oportunidade: 'GANHOU' },
    { aprovacao: 'REPROVADO' },
  ] as const;
  for (const changed of cases) {
    const { id, documento } = await makeProspecto(db, venda, changed);
    const response = await converter(id);
    assert.equal(response.statusCode, 409, response.body);
    assert.match(response.json().error, /não está liberado/);
    assert.deepEqual(await clientesCom(documento), []);
  }
  const aprovado = await makeProspecto(db, venda, { funil_id: venda.primeiro, aprovacao: 'APROVADO' });
  await idDe(aprovado.id);
  const semDocumento = await makeProspecto(db, venda, { documento: null });
  const response = await converter(semDocumento.id);
  assert.deepEqual([response.statusCode, /CPF ou CNPJ/.test(response.body)], [409, true]);
});

test('a company needs its activity and CFOP; a natural person’s are ignored', async () => {
  const empresa = () =>
    makeProspecto(db, venda, {
      tipo_pessoa: 'JURIDICA',
      documento: cnpjFor(String(Math.floor(Math.random() * 1e11)).padStart(12, '1')),
      nascimento: null,
      nome_fantasia: 'TESTE PJ',
      inscricao_estadual: '123',
      telefone_fixo: '32999998888',
    });
  const pj = await empresa();
  const cases: [object, RegExp][] = [
    [{}, /idTipoAtividade é obrigatório/],
    [{ idTipoAtividade }, /idCfop é obrigatório/],
    [{ idTipoAtividade: 99_999_999, idCfop }, /idTipoAtividade/],
    [{ idTipoAtividade, idCfop: 99_999_999 }, /idCfop/],
    [{ idTipoAtividade, idCfop, idTributacaoFederal: 99_999_999 }, /idTributacaoFederal/],
  ];
  for (const [changed, sentence] of cases) {
    const response = await converter(pj.id, changed);
    assert.equal(response.statusCode, 400, response.body);
    assert.match(response.json().error, sentence);
  }
  assert.deepEqual(await clientesCom(pj.documento), []);
  const clienteId = await idDe(pj.id, { idTipoAtividade, idCfop, idTributacaoFederal });
  const [cliente] = await clientesCom(pj.documento);
  assert.deepEqual(
    [
      cliente?.nome_pai,
      cliente?.tipo_atividade_id,
      cliente?.cfop_id,
      cliente?.tributacao_federal_id,
      cliente?.nome_fantasia,
    ],
    [null, idTipoAtividade, idCfop, idTributacaoFederal, 'TESTE PJ'],
  );
  const telefones = await db.selectFrom('cliente_telefone').selectAll().where('cliente_id', '=', clienteId).execute();
  assert.deepEqual(
    telefones.map(({ tipo, principal }) => [tipo, principal]),
    [['CELULAR', true]],
    'the same number is kept once',
  );

  const fisica = await makeProspecto(db, venda);
  await idDe(fisica.id, { idTipoAtividade: 99_999_999, idCfop: '' });
});

test('bad input is refused by name', async () => {
  const { id, documento } = await makeProspecto(db, venda);
  const cases: [number, object, RegExp][] = [
    [99_999_999, {}, /^O idProspecto informado nao pertence a nenhum prospecto cadastrado no sistema\.$/],
    [id, { idUsuario: 99_999_999 }, /idUsuario/],
    [id, { emiteNotaFiscal: 2 }, /emiteNotaFiscal/],
    [id, { recebeSMS: undefined }, /recebeSMS/],
    [id, { parceiro: 'sim' }, /parceiro/],
  ];
  for (const [prospecto, changed, sentence] of cases) {
    const response = await converter(prospecto, changed);
    assert.equal(response.statusCode, 400, response.body);
    assert.match(response.json().error, sentence);
  }
  assert.deepEqual(await clientesCom(documento), []);
});

test('plans of interest of a customer who was no prospect are none, of no customer not found', async () => {
  const { id } = await makeCliente(db);
  assert.deepEqual((await call('GET', `/comercial/clientes/${id}/planos_prospectados`)).json(), { resposta: [] });
  assert.equal((await call('GET', '/comercial/clientes/99999999/planos_prospectados')).statusCode, 404);
});
