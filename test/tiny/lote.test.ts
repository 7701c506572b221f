import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeIntegrador, testApp } from '../support/app.ts';
import { makeCliente, newCpf } from '../support/makers.ts';
import { type Retorno, recusa, tinyClient } from './support.ts';

const t = await testApp();
const { db } = t;
const integrador = await makeIntegrador(db, { tipo: 'tiny', escopos: ['tiny'] });
const tiny = tinyClient(t, integrador);

const quantos = async () =>
  (
    await db
      .selectFrom('cliente')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

const auditoria = (registro: number | string | undefined) =>
  db
    .selectFrom('auditoria')
    .select(['origem', 'operacao', 'integrador_id', 'tabela', 'acao'])
    .where('tabela', '=', 'cliente')
    .where('registro', '=', String(registro))
    .where('origem', '=', 'tiny')
    .execute();

test('all records written: 3 OK, in input order, each sequencia as it came', async () => {
  const clientes = await Promise.all([1, 2, 3].map(() => makeCliente(db)));
  const sequencias = ['03', 1, '2'];
  const retorno = await tiny.gravar(
    'contato.alterar',
    clientes.map(({ id }, i) => ({ sequencia: sequencias[i], id, nome: `Nome ${i}`, situacao: 'A' })),
  );
  assert.deepEqual(retorno, {
    status_processamento: 3,
    status: 'OK',
    registros: clientes.map(({ id }, i) => ({ registro: { sequencia: sequencias[i], status: 'OK', id: String(id) } })),
  });
  assert.deepEqual(await auditoria(clientes[1]?.id), [
    {
      origem: 'tiny',
      operacao: 'tiny.contato.alterar',
      integrador_id: integrador.id,
      tabela: 'cliente',
      acao: 'alterou',
    },
  ]);
});

test('no record written: 2 Erro, the example of the document to the letter', async () => {
  assert.deepEqual(await tiny.gravar('contato.alterar', [{}]), {
    status_processamento: 2,
    status: 'Erro',
    registros: [
      {
        registro: {
          sequencia: '',
          status: 'Erro',
          codigo_erro: 31,
          erros: [
            { erro: 'O número de sequência deve ser informado' },
            { erro: 'O nome do contato deve ser informado' },
            { erro: 'A situação do contato deve ser informada' },
          ],
        },
      },
    ],
  });
});

test('some written: 4 OK; a failed record leaves nothing of itself, the others stay', async () => {
  const [a, b, c] = [await makeCliente(db), await makeCliente(db), await makeCliente(db)];
  const retorno = await tiny.gravar('contato.alterar', [
    { sequencia: 1, id: a.id, nome: 'Primeiro', situacao: 'A', fone: '3132221111' },
    { sequencia: 2, id: b.id, nome: 'Segundo', situacao: 'A', fone: '3132221112', cpf_cnpj: c.documento },
    { sequencia: 3, id: b.id, nome: '', situacao: 'X', cidade: 'Lugar Nenhum', id_vendedor: 99 },
    { sequencia: 4, id: c.id, nome: 'Terceiro', situacao: 'A', cpf_cnpj: c.documento },
  ]);
  assert.deepEqual([retorno.status_processamento, retorno.status], [4, 'OK']);
  assert.deepEqual(Object.keys(retorno), ['status_processamento', 'status', 'registros']);
  const registros = (retorno.registros ?? []).map(({ registro }) => registro);
  assert.deepEqual(
    registros.map(({ sequencia, status, id }) => [sequencia, status, id]),
    [
      [1, 'OK', String(a.id)],
      [2, 'Erro', undefined],
      [3, 'Erro', undefined],
      [4, 'OK', String(c.id)],
    ],
  );
  assert.equal(registros[1]?.codigo_erro, 30);
  assert.deepEqual(registros[2] && recusa(registros[2]), [
    31,
    'O nome do contato deve ser informado',
    'A situação do contato deve ser A, I ou S',
    'Cidade não encontrada',
    'Vendedor não localizado',
  ]);
  const intacto = await tiny.obter(b.id);
  assert.deepEqual([intacto['nome'], intacto['fone']], ['FULANO DE TESTE', '']);
  assert.deepEqual(await auditoria(b.id), []);
});

test('a record sees what the one before it did', async () => {
  const cliente = await makeCliente(db, { codigo: 'ANTES' });
  const retorno = await tiny.gravar('contato.alterar', [
    { sequencia: 1, codigo: 'DEPOIS', cpf_cnpj: cliente.documento, nome: 'Um', situacao: 'A' },
    { sequencia: 2, codigo: 'DEPOIS', nome: 'Dois', situacao: 'A' },
    { sequencia: 3, codigo: 'ANTES', nome: 'Três', situacao: 'A' },
  ]);
  assert.deepEqual(
    retorno.registros?.map(({ registro }) => registro.codigo_erro ?? registro.id),
    [String(cliente.id), String(cliente.id), 32],
  );
  assert.equal((await tiny.obter(cliente.id))['nome'], 'Dois');
});

test('20 records are a batch, 21 are code 22, a repeated sequencia is code 9, and none is written', async () => {
  const novos = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ sequencia: i, nome: `Lote ${i}`, situacao: 'A' }));
  const antes = await quantos();
  assert.deepEqual(await tiny.gravar('contato.incluir', novos(21)), {
    status_processamento: 1,
    status: 'Erro',
    codigo_erro: 22,
    erros: [{ erro: 'O xml tem mais registros que o permitido por lote de envio: no máximo 20' }],
  });
  const repetidas = await tiny.gravar('contato.incluir', [
    ...novos(2),
    { sequencia: '1', nome: 'Outra', situacao: 'A' },
  ]);
  assert.deepEqual([repetidas.status_processamento, repetidas.codigo_erro], [1, 9]);
  assert.equal(await quantos(), antes);
  assert.equal((await tiny.gravar('contato.incluir', novos(20))).registros?.length, 20);
  assert.equal(await quantos(), antes + 20);
  assert.deepEqual(await tiny.gravar('contato.incluir', []), { status_processamento: 3, status: 'OK', registros: [] });
});

test('an Idempotency-Key answers the second time as the first, and writes once', async () => {
  const params = { contato: tiny.lote([{ sequencia: 1, nome: 'Uma vez', situacao: 'A' }]) };
  const headers = { 'idempotency-key': 'chave-1' };
  const antes = await quantos();
  const primeira = await tiny.call('contato.incluir', params, headers);
  const segunda = await tiny.call('contato.incluir', params, headers);
  assert.equal(segunda.body, primeira.body);
  assert.equal(segunda.headers['idempotency-replayed'], 'true');
  assert.equal(await quantos(), antes + 1);
  const outra = await tiny.call('contato.incluir', { contato: tiny.lote([{ sequencia: 2 }]) }, headers);
  assert.deepEqual(recusa(outra.json<{ retorno: Retorno }>().retorno as never), [
    31,
    'O Idempotency-Key informado já foi usado com outra requisição',
  ]);
});

test('a batch of which nothing was written leaves its Idempotency-Key free', async () => {
  const cpf = newCpf();
  const params = { contato: tiny.lote([{ sequencia: 1, cpf_cnpj: cpf, nome: 'Depois', situacao: 'A' }]) };
  const headers = { 'idempotency-key': 'chave-2' };
  const antes = await tiny.call('contato.alterar', params, headers);
  assert.equal(antes.json<{ retorno: Retorno }>().retorno.registros?.[0]?.registro.codigo_erro, 32);
  await makeCliente(db, { documento: cpf });
  const depois = await tiny.call('contato.alterar', params, headers);
  assert.equal(depois.json<{ retorno: Retorno }>().retorno.status_processamento, 3);
});

test('two who include one CPF at once: one OK, one 30', async () => {
  const cpf_cnpj = newCpf();
  const registros = await Promise.all([tiny.incluir({ cpf_cnpj }), tiny.incluir({ cpf_cnpj })]);
  assert.deepEqual(registros.map(({ codigo_erro }) => codigo_erro ?? 0).sort(), [0, 30]);
});

test('two who change one contact at once both succeed, and one whole version stays', async () => {
  const { id } = await makeCliente(db);
  const versao = (n: number) => ({
    id,
    nome: `Versão ${n}`,
    fone: `313222000${n}`,
    celular: `3199999000${n}`,
    tipos_contato: [{ tipo: `T${n}` }],
  });
  const registros = await Promise.all([1, 2, 3, 4].map((n) => tiny.alterar(versao(n))));
  assert.deepEqual(
    registros.map(({ status }) => status),
    ['OK', 'OK', 'OK', 'OK'],
  );
  const contato = await tiny.obter(id);
  const n = String(contato['nome']).slice(-1);
  assert.equal(contato['fone'], `(31) 3222-000${n}`);
  assert.equal(contato['celular'], `(31) 99999-000${n}`);
  assert.equal((contato['tipos_contato'] as unknown[]).length, 4);
});

test('batches that meet in opposite order do not block each other', async () => {
  const clientes = await Promise.all(Array.from({ length: 10 }, () => makeCliente(db)));
  const lote = clientes.map(({ id }, i) => ({ sequencia: i, id, nome: 'Lote', situacao: 'A' }));
  const respostas = await Promise.all(
    [0, 1, 2, 3].map((n) => tiny.gravar('contato.alterar', n % 2 ? lote : [...lote].reverse())),
  );
  assert.deepEqual(
    respostas.map(({ status_processamento }) => status_processamento),
    [3, 3, 3, 3],
  );
});

test('new contacts with the same CPFs in opposite order end in 30, not in a fault', async () => {
  const cpfs = Array.from({ length: 6 }, newCpf);
  const lote = cpfs.map((cpf_cnpj, i) => ({ sequencia: i, nome: 'Novo', situacao: 'A', cpf_cnpj }));
  const respostas = await Promise.all(
    [lote, [...lote].reverse()].map((contatos) => tiny.gravar('contato.incluir', contatos)),
  );
  const codigos = respostas.flatMap(
    ({ registros }) => registros?.map(({ registro }) => registro.codigo_erro ?? 0) ?? [],
  );
  assert.deepEqual([codigos.filter((c) => c === 0).length, codigos.filter((c) => c === 30).length], [6, 6]);
});
