import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { makeIntegrador, testApp } from '../support/app.ts';
import { makeCliente, makeUsuario, newCpf } from '../support/makers.ts';
import { type Retorno, recusa, tinyClient } from './support.ts';

const t = await testApp();
const { db } = t;
const tiny = tinyClient(t, await makeIntegrador(db, { tipo: 'tiny', escopos: ['tiny'] }));

const nomes = ({ contatos }: Retorno) => contatos?.map(({ contato }) => contato['nome']);

test('a new contact gets a number for its codigo and the type Outro, unless it brings its own', async () => {
  const novo = await tiny.incluir({ nome: 'Novo' });
  const contato = await tiny.obter(novo.id);
  assert.match(String(contato['codigo']), /^\d+$/);
  assert.deepEqual(contato['tipos_contato'], [{ tipo: 'Outro' }]);
  assert.equal(contato['tipo_pessoa'], 'F');
  const seguinte = String(Number(contato['codigo']) + 1);
  await makeCliente(db, { codigo: seguinte });
  const outro = await tiny.obter((await tiny.incluir({ nome: 'Outro' })).id);
  assert.equal(outro['codigo'], String(Number(seguinte) + 1));
  const proprio = await tiny.obter((await tiny.incluir({ codigo: 'MEU', tipos_contato: [{ tipo: 'Cliente' }] })).id);
  assert.deepEqual([proprio['codigo'], proprio['tipos_contato']], ['MEU', [{ tipo: 'Cliente' }]]);
});

test('a CPF or CNPJ that another contact has is 30', async () => {
  const { documento } = await makeCliente(db);
  assert.equal((await tiny.incluir({ cpf_cnpj: documento })).codigo_erro, 30);
});

test('one contact: unknown is 32, an id that is none 31, an excluded one is shown as such', async () => {
  const obter = async (id: string) => recusa((await tiny.retorno('contato.obter', { id })) as never);
  assert.deepEqual(await tiny.retorno('contato.obter', { id: '2000000000' }), {
    status_processamento: '2',
    status: 'Erro',
    codigo_erro: '32',
    erros: [{ erro: 'Contato não localizado' }],
  });
  assert.deepEqual(await obter('99999999999999'), ['32', 'Contato não localizado']);
  assert.deepEqual(await obter('abc'), ['31', 'O campo id deve ser um número inteiro']);
  const { id } = await makeCliente(db, { situacao: 'E' });
  assert.equal((await tiny.obter(id))['situacao'], 'E');
  const contato = await tiny.obter((await makeCliente(db)).id);
  assert.deepEqual([contato['tipos_contato'], contato['pessoas_contato']], [[], []]);
});

test('a search finds parts of name and code, without accents, and says no more than asked for', async () => {
  const { id } = await makeCliente(db, { nome: 'Gonçalo Ximenes d’Ávila', codigo: 'XPTO-9', email: 'g@x.com' });
  await makeCliente(db, { nome: 'Gonçalo Ximenes Excluído', situacao: 'E' });
  await db
    .insertInto('cliente_telefone')
    .values({ cliente_id: id, ddd: '31', numero: '32221111', tipo: 'COMERCIAL', principal: true })
    .execute();
  for (const pesquisa of ['goncalo ximenes', 'XIMEN', "d'avila", 'pto-9', 'XP']) {
    assert.deepEqual(nomes(await tiny.pesquisar({ pesquisa })), ['Gonçalo Ximenes d’Ávila'], pesquisa);
  }
  const { contatos, ...retorno } = await tiny.pesquisar({ pesquisa: 'ximenes' });
  assert.deepEqual(retorno, { status_processamento: '3', status: 'OK', pagina: '1', numero_paginas: '1' });
  const { data_criacao, cpf_cnpj, ...contato } = contatos?.[0]?.contato ?? {};
  assert.match(String(data_criacao), /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/);
  assert.match(String(cpf_cnpj), /^\d{3}\.\d{3}\.\d{3}-\d\d$/);
  assert.deepEqual(contato, {
    id: String(id),
    codigo: 'XPTO-9',
    nome: 'Gonçalo Ximenes d’Ávila',
    tipo_pessoa: 'F',
    fantasia: '',
    endereco: '',
    numero: '',
    complemento: '',
    bairro: '',
    cep: '',
    cidade: '',
    uf: '',
    email: 'g@x.com',
    fone: '(31) 3222-1111',
    id_lista_preco: '',
    id_vendedor: '',
    nome_vendedor: '',
    situacao: 'Ativo',
  });
  const vazia = {
    status_processamento: '2',
    status: 'Erro',
    codigo_erro: '20',
    erros: [{ erro: 'A consulta não retornou registros' }],
  };
  // Neither a wildcard of SQL nor one of ours.
  for (const pesquisa of ['%', '_', 'ximenes%', '\\', 'ninguém se chama assim']) {
    assert.deepEqual(await tiny.pesquisar({ pesquisa }), vazia, pesquisa);
  }
});

test('a search by document, seller, situation and dates', async () => {
  const vendedor = await makeUsuario(db, { vendedor: true, nome: 'Zulmira Vende' });
  const matriz = await makeCliente(db, {
    nome: 'Matriz',
    documento: '44555666000181',
    tipo_pessoa: 'JURIDICA',
    vendedor_id: vendedor.id,
  });
  await makeCliente(db, { nome: 'Filial', documento: '44555666000262', tipo_pessoa: 'JURIDICA', situacao: 'I' });
  const documento = newCpf();
  await makeCliente(db, { nome: 'Pelo CPF', documento });
  assert.deepEqual(nomes(await tiny.pesquisar({ cpf_cnpj: '44.555.666/0001-81' })), ['Matriz', 'Filial']);
  assert.deepEqual(nomes(await tiny.pesquisar({ cpf_cnpj: '44555666', situacao: 'Inativo' })), ['Filial']);
  assert.deepEqual(nomes(await tiny.pesquisar({ cpf_cnpj: documento, situacao: 'Ativo' })), ['Pelo CPF']);
  assert.deepEqual(nomes(await tiny.pesquisar({ idVendedor: String(vendedor.id) })), ['Matriz']);
  assert.deepEqual(nomes(await tiny.pesquisar({ nomeVendedor: 'zulmira' })), ['Matriz']);
  await sql`update cliente set criado_em = '2031-05-10 12:00:00-03', atualizado_em = '2031-05-11 12:00:00-03' where id = ${matriz.id}`.execute(
    db,
  );
  assert.deepEqual(nomes(await tiny.pesquisar({ dataCriacao: '10/05/2031 12:00:00' })), ['Matriz']);
  assert.deepEqual(nomes(await tiny.pesquisar({ dataMinimaAtualizacao: '11/05/2031' })), ['Matriz']);
  assert.equal((await tiny.pesquisar({ dataCriacao: '10/05/2031 12:00:01' })).codigo_erro, '20');
  assert.deepEqual(recusa((await tiny.pesquisar({ dataCriacao: '2031-05-10', situacao: 'Sumido' })) as never), [
    '31',
    'O campo situacao deve ser Ativo, Inativo, Sem Movimento, Excluido',
    'O campo dataCriacao deve ser uma data no formato dd/mm/aaaa hh:mm:ss',
  ]);
});

test('pages hold 100 in a fixed order, and the one after the last is 23', async () => {
  await db
    .insertInto('cliente')
    .values(Array.from({ length: 201 }, (_, i) => ({ nome: `Paginado ${i}` })))
    .execute();
  const vistos: (string | undefined)[] = [];
  for (const pagina of ['1', '2', '3']) {
    const retorno = await tiny.pesquisar({ pesquisa: 'paginado', pagina });
    assert.deepEqual([retorno.pagina, retorno.numero_paginas], [pagina, '3']);
    vistos.push(...(nomes(retorno) ?? []));
  }
  assert.deepEqual(
    vistos,
    Array.from({ length: 201 }, (_, i) => `Paginado ${i}`),
  );
  for (const pagina of ['4', '0', '-1', 'x', '1e99']) {
    const retorno = await tiny.pesquisar({ pesquisa: 'paginado', pagina });
    assert.deepEqual(recusa(retorno as never), ['23', 'A página que você está tentanto obter não existe']);
  }
});

test('who only asks writes nothing', async () => {
  const linhas = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from auditoria where origem = 'tiny'`.execute(db)).rows[0]?.n;
  const antes = await linhas();
  await tiny.obter((await makeCliente(db)).id);
  await tiny.pesquisar({});
  assert.equal(await linhas(), antes);
});

test('a fault of ours is 35, says nothing of its cause, and leaves nothing', async () => {
  const { id } = await makeCliente(db);
  await sql`alter table cliente_papel rename to cliente_papel_sumida`.execute(db);
  const response = await tiny.call('contato.alterar', {
    contato: tiny.lote([{ sequencia: 1, id, nome: 'Metade', situacao: 'A', tipos_contato: [{ tipo: 'X' }] }]),
  });
  await sql`alter table cliente_papel_sumida rename to cliente_papel`.execute(db);
  assert.equal(response.statusCode, 500);
  assert.deepEqual(response.json(), {
    retorno: {
      status_processamento: 1,
      status: 'Erro',
      codigo_erro: 35,
      erros: [{ erro: 'Ocorreu um erro inesperado, tente novamente mais tarde' }],
    },
  });
  assert.equal((await tiny.obter(id))['nome'], 'FULANO DE TESTE');
});
