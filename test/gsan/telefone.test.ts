import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cnpjFor } from '#kernel/documents.ts';
import { makeIntegrador, testApp } from '../support/app.ts';
import { makeCliente } from '../support/makers.ts';

const t = await testApp();
const { segredo: key, id: integrador } = await makeIntegrador(t.db, { tipo: 'gsan' });
const PATH = '/gsan/atualizarTelefoneCliente';

interface Fone {
  ddd: string | null;
  numero: string;
  tipo?: 'RESIDENCIAL' | 'COMERCIAL' | 'CELULAR' | 'FAX';
  principal?: boolean;
}

async function clienteCom(...fones: Fone[]) {
  const cliente = await makeCliente(t.db);
  for (const [i, fone] of fones.entries()) {
    const row = { tipo: 'CELULAR' as const, principal: i === 0, ...fone, cliente_id: cliente.id };
    await t.db.insertInto('cliente_telefone').values(row).execute();
  }
  return { ...cliente, cpf: cliente.documento as string };
}

const fonesDe = (id: number) =>
  t.db
    .selectFrom('cliente_telefone')
    .select(['ddd', 'numero', 'tipo', 'principal'])
    .where('cliente_id', '=', id)
    .orderBy('id')
    .execute();

function call(query: Record<string, string>, headers: Record<string, string> = {}) {
  return t.app.inject({ method: 'POST', url: PATH, query, headers });
}

const troca = (cpfCnpj: string, foneAntigo: string, foneNovo: string, tipoFoneNovo = '3') => ({
  key,
  cpfCnpj,
  foneAntigo,
  foneNovo,
  tipoFoneNovo,
});

test('the new telephone takes the place of the old one, and of its being the main one', async () => {
  const { id, cpf } = await clienteCom({ ddd: '79', numero: '33334444', tipo: 'RESIDENCIAL' });
  const response = await call(troca(cpf, '7933334444', '79911112222'));
  assert.equal(response.statusCode, 200);
  assert.match(String(response.headers['content-type']), /^application\/json/);
  assert.deepEqual(response.json(), {
    key,
    qtd: 1,
    resultado: { foneIncluidoComSucesso: true, foneExcluidoComSucesso: true, cpfCnpj: cpf },
  });
  assert.deepEqual(await fonesDe(id), [{ ddd: '79', numero: '911112222', tipo: 'CELULAR', principal: true }]);
});

test('every change leaves an audit row that names the integrator, and the customer counts as changed', async () => {
  const { id, cpf, atualizado_em } = await clienteCom({ ddd: '79', numero: '33334444' });
  await call(troca(cpf, '7933334444', '79911112222'));
  const rows = await t.db
    .selectFrom('auditoria')
    .select(['tabela', 'acao', 'origem', 'registro', 'integrador_id', 'antes', 'depois'])
    .where('operacao', '=', 'gsan.telefone.atualizar')
    .orderBy('id')
    .execute();
  const own = rows.filter(({ tabela, registro, antes, depois }) => {
    const telefone = (depois ?? antes) as { cliente_id?: number };
    return telefone.cliente_id === id || (tabela === 'cliente' && registro === String(id));
  });
  assert.deepEqual(
    own.map(({ tabela, acao }) => `${tabela} ${acao}`),
    ['cliente_telefone excluiu', 'cliente_telefone incluiu', 'cliente alterou'],
  );
  for (const row of own) assert.deepEqual([row.origem, row.integrador_id], ['gsan', integrador]);
  const after = await t.db.selectFrom('cliente').select('atualizado_em').where('id', '=', id).executeTakeFirstOrThrow();
  assert.ok(after.atualizado_em > atualizado_em);
});

test('an old telephone that the customer does not have is no error: the new one is added', async () => {
  const { id, cpf } = await clienteCom({ ddd: '79', numero: '33334444', tipo: 'RESIDENCIAL' });
  const { resultado } = (await call(troca(cpf, '7900000000', '79911112222', '2'))).json();
  assert.deepEqual(resultado, { foneIncluidoComSucesso: true, foneExcluidoComSucesso: false, cpfCnpj: cpf });
  assert.deepEqual(await fonesDe(id), [
    { ddd: '79', numero: '33334444', tipo: 'RESIDENCIAL', principal: true },
    { ddd: '79', numero: '911112222', tipo: 'COMERCIAL', principal: false },
  ]);
});

test('a new telephone that is there already is not doubled, keeps its kind, and inherits being the main one', async () => {
  const { id, cpf } = await clienteCom(
    { ddd: '79', numero: '33334444' },
    { ddd: '79', numero: '911112222', tipo: 'FAX' },
  );
  const { resultado } = (await call(troca(cpf, '7933334444', '79911112222'))).json();
  assert.deepEqual(resultado, { foneIncluidoComSucesso: false, foneExcluidoComSucesso: true, cpfCnpj: cpf });
  assert.deepEqual(await fonesDe(id), [{ ddd: '79', numero: '911112222', tipo: 'FAX', principal: true }]);
});

test('the same telephone as old and new stays as it is', async () => {
  const { id, cpf } = await clienteCom({ ddd: '79', numero: '33334444', tipo: 'RESIDENCIAL' });
  const { resultado } = (await call(troca(cpf, '7933334444', '7933334444', '2'))).json();
  assert.deepEqual(resultado, { foneIncluidoComSucesso: false, foneExcluidoComSucesso: false, cpfCnpj: cpf });
  assert.deepEqual(await fonesDe(id), [{ ddd: '79', numero: '33334444', tipo: 'RESIDENCIAL', principal: true }]);
});

test('the first telephone of a customer is the main one, and one in another DDD is another telephone', async () => {
  const { id, cpf } = await clienteCom();
  await call(troca(cpf, '7933334444', '79911112222', '1'));
  await call(troca(cpf, '81911112222', '82911112222', '1'));
  assert.deepEqual(await fonesDe(id), [
    { ddd: '79', numero: '911112222', tipo: 'RESIDENCIAL', principal: true },
    { ddd: '82', numero: '911112222', tipo: 'RESIDENCIAL', principal: false },
  ]);
});

test('documents and telephones come with or without punctuation, and are echoed as they came', async () => {
  const { id, cpf } = await clienteCom({ ddd: '79', numero: '33334444' });
  const masked = cpf.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4');
  const response = await call(troca(masked, '(79) 3333-4444', '(79) 91111-2222'));
  assert.equal(response.json().resultado.cpfCnpj, masked);
  assert.deepEqual(await fonesDe(id), [{ ddd: '79', numero: '911112222', tipo: 'CELULAR', principal: true }]);
});

test('a company is found by its CNPJ, one with letters too', async () => {
  const documento = cnpjFor('12ABC34501DE');
  await makeCliente(t.db, { documento, tipo_pessoa: 'JURIDICA' });
  const response = await call(troca(documento.toLowerCase(), '7933334444', '7933335555', '2'));
  assert.equal(response.statusCode, 200);
});

test('two at once for one customer: exactly one main telephone remains', async () => {
  const { id, cpf } = await clienteCom({ ddd: '79', numero: '33334444' }, { ddd: '79', numero: '33335555' });
  const calls = ['79911110001', '79911110002', '79911110003', '79911110004'].map((novo, i) =>
    call(troca(cpf, i % 2 ? '7933334444' : '7933335555', novo)),
  );
  const results = (await Promise.all(calls)).map((response) => {
    assert.equal(response.statusCode, 200);
    return response.json().resultado;
  });
  assert.equal(results.filter(({ foneExcluidoComSucesso }) => foneExcluidoComSucesso).length, 2);
  const fones = await fonesDe(id);
  assert.equal(fones.length, 4);
  assert.equal(fones.filter(({ principal }) => principal).length, 1);
});

test('the same new telephone in two calls at once is added once', async () => {
  const { id, cpf } = await clienteCom();
  const calls = await Promise.all([1, 2, 3].map(() => call(troca(cpf, '7933334444', '79911112222'))));
  assert.equal(calls.filter((response) => response.json().resultado.foneIncluidoComSucesso).length, 1);
  assert.equal((await fonesDe(id)).length, 1);
});

test('another customer with the same telephone keeps it', async () => {
  const other = await clienteCom({ ddd: '79', numero: '33334444' });
  const { cpf } = await clienteCom({ ddd: '79', numero: '33334444' });
  await call(troca(cpf, '7933334444', '79911112222'));
  assert.deepEqual(
    (await fonesDe(other.id)).map(({ numero }) => numero),
    ['33334444'],
  );
});

test('a repeated request with one Idempotency-Key gets the first answer; another request with it is refused', async () => {
  const { cpf } = await clienteCom({ ddd: '79', numero: '33334444' });
  const headers = { 'idempotency-key': `troca-${cpf}` };
  const first = await call(troca(cpf, '7933334444', '79911112222'), headers);
  const second = await call(troca(cpf, '7933334444', '79911112222'), headers);
  assert.equal(second.body, first.body);
  assert.equal(second.headers['idempotency-replayed'], 'true');
  const other = await call(troca(cpf, '7933334444', '79911113333'), headers);
  assert.equal(other.statusCode, 409);
  assert.equal(other.json().error, 409);
});

test('parameters are checked before the key, the key before the document, the document before the customer', async () => {
  const { cpf } = await clienteCom();
  const semCliente = { ...troca('52998224725', '7933334444', '79911112222') };
  const cases: [Record<string, string>, number, string][] = [
    [{ ...semCliente, key: 'nenhuma', cpfCnpj: '123', tipoFoneNovo: '9' }, 400, 'parâmetros inválidos'],
    [{ ...semCliente, key: 'nenhuma', cpfCnpj: '123' }, 401, 'chave inválida'],
    [{ ...semCliente, cpfCnpj: '123' }, 400, 'CPF/CNPJ inválidos'],
    [semCliente, 404, 'A consulta não trouxe resultados'],
    [{ ...troca(cpf, '7933334444', '79911112222'), key: key.toUpperCase() }, 401, 'chave inválida'],
    [{ ...semCliente, cpfCnpj: '12345678900' }, 400, 'CPF/CNPJ inválidos'],
    [{ ...semCliente, cpfCnpj: '11111111111' }, 400, 'CPF/CNPJ inválidos'],
    [{ ...semCliente, cpfCnpj: 'abc' }, 400, 'CPF/CNPJ inválidos'],
  ];
  for (const [query, error, msg] of cases) {
    const response = await call(query);
    assert.equal(response.statusCode, error, JSON.stringify(query));
    assert.deepEqual(response.json(), { error, msg, qtd: 0 });
  }
});

test('a parameter that is missing, empty, too long or of another alphabet is refused, and nothing is written', async () => {
  const { id, cpf } = await clienteCom({ ddd: '79', numero: '33334444' });
  const good = troca(cpf, '7933334444', '79911112222');
  const bad: Record<string, string>[] = [
    ...Object.keys(good).map((name) => Object.fromEntries(Object.entries(good).filter(([other]) => other !== name))),
    ...Object.keys(good).map((name) => ({ ...good, [name]: '' })),
    { ...good, foneNovo: '799111122223' },
    { ...good, foneNovo: '799111122' },
    { ...good, foneNovo: '79abc11112222' },
    { ...good, foneNovo: '٧٩٩١١١١٢٢٢٢' },
    { ...good, foneAntigo: 'x'.repeat(2000) },
    { ...good, foneAntigo: '123456789012' },
    { ...good, tipoFoneNovo: '4' },
    { ...good, tipoFoneNovo: '0' },
    { ...good, tipoFoneNovo: 'Celular' },
    { ...good, key: `${key}\0` },
  ];
  for (const query of bad) {
    const response = await call(query);
    assert.equal(response.statusCode, 400, JSON.stringify(query));
    assert.deepEqual(response.json(), { error: 400, msg: 'parâmetros inválidos', qtd: 0 });
  }
  const twice = await t.app.inject({ method: 'POST', url: `${PATH}?${new URLSearchParams(good)}&key=outra` });
  assert.deepEqual(twice.json(), { error: 400, msg: 'parâmetros inválidos', qtd: 0 });
  assert.equal((await fonesDe(id))[0]?.numero, '33334444');
});

test('a body of any kind is ignored: the parameters are those of the query', async () => {
  const { cpf } = await clienteCom({ ddd: '79', numero: '33334444' });
  const response = await t.app.inject({
    method: 'POST',
    url: PATH,
    query: troca(cpf, '7933334444', '79911112222'),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'tipoFoneNovo=9&{',
  });
  assert.equal(response.statusCode, 200);
  const inBody = await t.app.inject({ method: 'POST', url: PATH, payload: troca(cpf, '7933334444', '79911112222') });
  assert.equal(inBody.json().msg, 'parâmetros inválidos');
});

test('POST alone is accepted, and an unknown path is not found', async () => {
  const get = await t.app.inject({
    method: 'GET',
    url: PATH,
    query: troca('52998224725', '7933334444', '79911112222'),
  });
  assert.equal(get.statusCode, 405);
  assert.equal(get.headers.allow, 'POST');
  const unknown = await t.app.inject({ method: 'POST', url: '/gsan/atualizarEmail' });
  assert.equal(unknown.statusCode, 404);
  assert.match(String(unknown.headers['content-type']), /^text\/plain/);
  assert.equal(unknown.body, 'Page not found');
});

test('an excluded customer is not found; keys of another kind, without the scope or over their limit are refused', async () => {
  const { id, cpf } = await clienteCom();
  const query = troca(cpf, '7933334444', '79911112222');
  const tiny = await makeIntegrador(t.db, { tipo: 'tiny' });
  const outro = await makeIntegrador(t.db, { tipo: 'gsan', escopos: ['clientes'] });
  for (const segredo of [tiny.segredo, outro.segredo]) {
    assert.deepEqual((await call({ ...query, key: segredo })).json(), { error: 401, msg: 'chave inválida', qtd: 0 });
  }
  const lento = await makeIntegrador(t.db, { tipo: 'gsan', limitePorMinuto: 1, escopos: ['gsan'] });
  await call({ ...query, key: lento.segredo });
  const limited = await call({ ...query, key: lento.segredo });
  assert.equal(limited.statusCode, 429);
  assert.ok(Number(limited.headers['retry-after']) > 0);
  assert.equal(limited.json().error, 429);
  await t.db.updateTable('cliente').set({ situacao: 'E' }).where('id', '=', id).execute();
  assert.equal((await call(query)).statusCode, 404);
});
