import assert from 'node:assert/strict';
import test from 'node:test';
import { checkDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { generate, type Order } from '../../src/generator/generate.ts';
import { makeIntegrador, testApp } from '../support/app.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente } from '../support/makers.ts';

const t = await testApp();
const order: Order = { clientes: 1_000, semente: 7, senha: 'segredo', somar: false };
const reported: number[] = [];
await generate(t.db, order, (done) => reported.push(done));

const clientes = await t.db.selectFrom('cliente').selectAll().orderBy('id').execute();

test('it makes as many customers as were ordered, and says so', () => {
  assert.equal(clientes.length, 1_000);
  assert.equal(reported.at(-1), 1_000);
});

test('documents are valid by their check digits and nobody has another one’s', () => {
  for (const { documento, tipo_pessoa } of clientes) {
    const checked = checkDocument(documento ?? '', 'estrito');
    assert.equal(checked?.kind, tipo_pessoa === 'FISICA' ? 'CPF' : 'CNPJ', documento ?? '');
  }
  assert.equal(new Set(clientes.map(({ documento }) => documento)).size, 1_000);
});

test('there are persons and companies, and CNPJs with letters among them', () => {
  const companies = clientes.filter(({ tipo_pessoa }) => tipo_pessoa === 'JURIDICA');
  assert.ok(companies.length > 50 && companies.length < 250, `${companies.length}`);
  assert.ok(companies.some(({ documento }) => /[A-Z]/.test(documento ?? '')));
});

test('each has one main telephone, a login, an address on a street and one or two contracts there', async () => {
  const { db } = t;
  const rows = await db
    .selectFrom('cliente as c')
    .select((eb) => [
      eb
        .selectFrom('cliente_telefone')
        .select((s) => s.fn.countAll<number>().as('n'))
        .whereRef('cliente_id', '=', 'c.id')
        .where('principal', '=', true)
        .as('main'),
      eb
        .selectFrom('acesso_cliente')
        .select((s) => s.fn.countAll<number>().as('n'))
        .whereRef('cliente_id', '=', 'c.id')
        .whereRef('login', '=', 'c.documento')
        .as('logins'),
      eb
        .selectFrom('cliente_endereco as e')
        .innerJoin('logradouro as l', 'l.id', 'e.logradouro_id')
        .select((s) => s.fn.countAll<number>().as('n'))
        .whereRef('e.cliente_id', '=', 'c.id')
        .where('e.tipo', '=', 'PADRAO')
        .as('addresses'),
      eb
        .selectFrom('contrato as k')
        .innerJoin('contrato_endereco as ke', 'ke.contrato_id', 'k.id')
        .select((s) => s.fn.countAll<number>().as('n'))
        .whereRef('k.cliente_id', '=', 'c.id')
        .as('contracts'),
    ])
    .execute();
  for (const { main, logins, addresses, contracts } of rows) {
    assert.deepEqual([main, logins, addresses], [1, 1, 1]);
    assert.ok(contracts === 1 || contracts === 2);
  }
});

test('they log in with their document and the one password', async () => {
  const { authorization } = await makeIntegrador(t.db);
  const cliente = clientes[500];
  const response = await t.app.inject({
    method: 'POST',
    url: '/ws/comercial/clientes/logar',
    headers: { authorization },
    payload: { usuario: cliente?.documento, senha: 'segredo' },
  });
  assert.equal(response.statusCode, 200);
  assert.equal(response.json<{ CodigoCliente: number }>().CodigoCliente, cliente?.id);
});

test('one audit row stands for all of them', async () => {
  const rows = await t.db
    .selectFrom('auditoria')
    .select(['operacao', 'depois'])
    .where('operacao', '=', 'gerar')
    .execute();
  assert.deepEqual(rows, [{ operacao: 'gerar', depois: { clientes: 1_000, semente: 7 } }]);
});

test('a base that has customers is refused, and stays as it is', async () => {
  const before = await countClientes(t.db);
  await assert.rejects(
    generate(t.db, order, () => {}),
    (error) => error instanceof DomainError && error.code === 'gerar.ha_clientes',
  );
  assert.equal(await countClientes(t.db), before);
});

test('the same seed gives the same customers, and a taken document is never given again', async () => {
  const other = await testDatabase();
  await generate(other.db, { ...order, clientes: 200 }, () => {});
  const same = await other.db.selectFrom('cliente').select(['nome', 'documento', 'nascimento']).orderBy('id').execute();
  assert.deepEqual(
    same,
    clientes.slice(0, 200).map(({ nome, documento, nascimento }) => ({ nome, documento, nascimento })),
  );
  await makeCliente(other.db, { documento: clientes[200]?.documento ?? null });
  await generate(other.db, { ...order, clientes: 300, somar: true }, () => {});
  assert.equal(await countClientes(other.db), 501);
});

test('streets are added to districts that are there already', async () => {
  const other = await testDatabase();
  const cidade = await other.db
    .selectFrom('cidade')
    .select('id')
    .where('codigo_ibge', '=', 3118304)
    .executeTakeFirstOrThrow();
  await other.db.insertInto('bairro').values({ cidade_id: cidade.id, nome: 'CENTRO', nome_abreviado: 'CTO' }).execute();
  await generate(other.db, { ...order, clientes: 10 }, () => {});
  assert.equal(await countClientes(other.db), 10);
});

async function countClientes(db: typeof t.db): Promise<number> {
  const { n } = await db
    .selectFrom('cliente')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}
