import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testApp } from '../support/app.ts';
import { callsOf } from '../support/calls.ts';
import { makeCliente, makeUsuario, newCpf } from '../support/makers.ts';

const t = await testApp();
const { get } = await callsOf(t);
const list = async (vendedor: number, query = '') =>
  (await get(`/ws/comercial/clientes/buscar/vendedor/${vendedor}${query}`)).json().resposta;

test('a seller has his customers, with CPF or CNPJ by the kind of person; id and document narrow them together', async () => {
  const { id: vendedor } = await makeUsuario(t.db, { vendedor: true });
  const { id: outro } = await makeUsuario(t.db, { vendedor: true });
  const cpf = newCpf();
  const pessoa = await makeCliente(t.db, { vendedor_id: vendedor, documento: cpf, nome: 'PESSOA' });
  const empresa = await makeCliente(t.db, {
    vendedor_id: vendedor,
    documento: '12ABC34501DE35',
    nome: 'EMPRESA',
    tipo_pessoa: 'JURIDICA',
  });
  const alheio = await makeCliente(t.db, { vendedor_id: outro });
  await makeCliente(t.db, { vendedor_id: vendedor, situacao: 'E' });

  const a = { id: pessoa.id, nome: 'PESSOA', cpf, cnpj: null };
  const b = { id: empresa.id, nome: 'EMPRESA', cpf: null, cnpj: '12ABC34501DE35' };
  assert.deepEqual(await list(vendedor), [a, b]);
  assert.deepEqual(await list(vendedor, `?id=${pessoa.id}`), [a]);
  assert.deepEqual(await list(vendedor, '?documento=12.abc.345/01de-35'), [b]);
  assert.deepEqual(await list(vendedor, `?id=${pessoa.id}&documento=${cpf}`), [a]);
  assert.deepEqual(await list(vendedor, `?id=${empresa.id}&documento=${cpf}`), []);
  assert.deepEqual(await list(vendedor, `?id=${alheio.id}`), []);
  assert.deepEqual(await list(vendedor, '?id=&documento='), [a, b]);
});

test('an unknown seller is 404, one without customers has an empty list', async () => {
  const { id } = await makeUsuario(t.db);
  assert.deepEqual(await list(id), []);
  assert.equal(
    (await get('/ws/comercial/clientes/buscar/vendedor/2000000000')).json().error,
    'Vendedor não encontrado.',
  );
  assert.equal((await get(`/ws/comercial/clientes/buscar/vendedor/${id}?id=x`)).statusCode, 400);
});

test('a large seller is listed to the end', async () => {
  const { id } = await makeUsuario(t.db, { vendedor: true });
  await sql`insert into cliente (nome, vendedor_id) select 'CLIENTE ' || n, ${id} from generate_series(1, 20000) n`.execute(
    t.db,
  );
  const resposta = await list(id);
  assert.equal(resposta.length, 20_000);
  assert.deepEqual(Object.keys(resposta[0]), ['id', 'nome', 'cpf', 'cnpj']);
});
