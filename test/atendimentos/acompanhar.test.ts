import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escalonarVencidos } from '#modules/atendimentos/index.ts';
import { estaAberto, notaEmCentesimos, podeMudar, STATUS } from '#modules/atendimentos/rules.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente, makeUsuario } from '../support/makers.ts';
import { makeAtendimento, makeCentro, makeTipo } from './makers.ts';

const t = await testApp();
const { db } = t;
const { ask } = await newCaller(t);
const cliente = await makeCliente(db);
const usuario = await makeUsuario(db);
const centro = await makeCentro(db);

const lida = (id: number) => db.selectFrom('atendimento').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const historico = (id: number) =>
  db
    .selectFrom('atendimento_historico')
    .select(['de', 'para', 'motivo'])
    .where('atendimento_id', '=', id)
    .orderBy('id')
    .execute();

const fechar = (protocolo: string) => ask('PUT', '/ws/comercial/atendimento/fechar', { protocolo });

test('a ticket is closed by its protocol, once', async () => {
  const { id, protocolo } = await makeAtendimento(db, cliente.id);
  assert.equal((await fechar(protocolo)).body, 'SUCESSO');
  assert.equal((await fechar(protocolo)).body, 'FALHA');
  const row = await lida(id);
  assert.ok(row.encerrado_em);
  assert.equal(row.status, 'SOLUCIONADO');
  assert.deepEqual(await historico(id), [{ de: 'PENDENTE', para: 'SOLUCIONADO', motivo: 'FECHAMENTO' }]);
});

test('two that close it at once: one does', async () => {
  const { id, protocolo } = await makeAtendimento(db, cliente.id);
  const bodies = await Promise.all([fechar(protocolo), fechar(protocolo)]);
  assert.deepEqual(bodies.map(({ body }) => body).sort(), ['FALHA', 'SUCESSO']);
  assert.equal((await historico(id)).length, 1);
});

test('an unknown protocol is a FALHA', async () => {
  const response = await fechar('0000000000000000');
  assert.deepEqual([response.statusCode, response.body], [200, 'FALHA']);
});

const reverter = (idAtendimento: number, changed: object = {}) =>
  ask('POST', '/ws/comercial/atendimentos/reverter', {
    idUsuario: usuario.id,
    idCentroCusto: centro,
    idAtendimento,
    ...changed,
  });

test('a closed ticket is reverted to PENDENTE at the cost centre that takes it over', async () => {
  const { id } = await makeAtendimento(db, cliente.id, { status: 'SEM_SOLUCAO', encerrado_em: new Date() });
  const response = await reverter(id);
  assert.deepEqual([response.statusCode, response.json()], [200, { idAtendimento: id }]);
  const row = await lida(id);
  assert.deepEqual([row.status, row.encerrado_em, row.centro_custo_destino_id], ['PENDENTE', null, centro]);
  assert.deepEqual(await historico(id), [{ de: 'SEM_SOLUCAO', para: 'PENDENTE', motivo: 'REVERSAO' }]);
  // Again it is PENDENTE already: nothing new.
  assert.equal((await reverter(id)).statusCode, 200);
  assert.equal((await historico(id)).length, 1);
});

test('a reversal is refused with its reason', async () => {
  const { id } = await makeAtendimento(db, cliente.id, { status: 'SOLUCIONADO' });
  const comVisita = await makeAtendimento(db, cliente.id, { status: 'VISITA_AGENDADA' });
  const cases: [number, object, number, RegExp][] = [
    [2_000_000_000, {}, 404, /^Atendimento nao encontrato$/],
    [id, { idUsuario: 2_000_000_000 }, 400, /^O idUsuario/],
    [id, { idCentroCusto: 2_000_000_000 }, 400, /^O idCentroCusto informado não pertence/],
    [comVisita.id, {}, 409, /cancele a visita/],
  ];
  for (const [alvo, changed, status, sentence] of cases) {
    const response = await reverter(alvo, changed);
    assert.equal(response.statusCode, status, response.body);
    assert.match(response.json().error, sentence);
  }
  assert.equal((await lida(id)).status, 'SOLUCIONADO');
});

test('an entry of the log is kept with its author', async () => {
  const { id } = await makeAtendimento(db, cliente.id);
  const body = { idUsuario: usuario.id, acao: 'ligou de novo', tipoAcao: 'ATUALIZAR', idAtendimento: id };
  const url = '/ws/comercial/atendimentos/log/cadastrar';
  const response = await ask('POST', url, body);
  const row = await db
    .selectFrom('atendimento_log')
    .select(['atendimento_id', 'usuario_id', 'acao', 'tipo_acao'])
    .where('id', '=', response.json().idLogAtendimento)
    .executeTakeFirst();
  assert.deepEqual(row, { atendimento_id: id, usuario_id: usuario.id, acao: 'ligou de novo', tipo_acao: 'ATUALIZAR' });
  const unknown = await ask('POST', url, { ...body, idAtendimento: 2_000_000_000 });
  assert.deepEqual([unknown.statusCode, unknown.json()], [404, { error: 'Atendimento nao encontrado' }]);
  assert.equal((await ask('POST', url, { ...body, tipoAcao: 'APAGAR' })).statusCode, 400);
});

test('grades have two decimals from 0 to 10; given again, they replace the first', async () => {
  const { id } = await makeAtendimento(db, cliente.id);
  const atribuir = (notas: object) =>
    ask('POST', '/ws/servicos/agendamento/atendimento/atribuir_nota', { idAtendimento: id, ...notas });
  const buscar = async () => (await ask('GET', `/ws/servicos/agendamento/notas/atendimento/${id}`)).json().data;
  assert.deepEqual(await buscar(), { idAtendimento: id, notaTecnico: null, notaResolucao: null });
  const response = await atribuir({ notaTecnico: 4.2, notaResolucao: 6.69 });
  assert.deepEqual(response.json(), {
    data: `Notas do atendimento de ID '${id}' atribuídas com sucesso.`,
    status: 'OK',
  });
  assert.deepEqual(await buscar(), { idAtendimento: id, notaTecnico: 4.2, notaResolucao: 6.69 });
  for (const nota of [-0.01, 10.01, 4.205]) {
    const refused = await atribuir({ notaTecnico: nota, notaResolucao: 1 });
    assert.deepEqual(
      [refused.statusCode, refused.json().error],
      [400, 'O campo notaTecnico deve ir de 0 a 10, com até duas casas decimais.'],
    );
  }
  await atribuir({ notaTecnico: 10, notaResolucao: 0 });
  assert.deepEqual(await buscar(), { idAtendimento: id, notaTecnico: 10, notaResolucao: 0 });
});

test('every grade of two decimals is kept as it is', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1000 }), (n) => notaEmCentesimos(n / 100) === n));
});

test('no status is a dead end but for the two that are closed, and those are closed alone', () => {
  for (const status of STATUS) {
    assert.equal(estaAberto(status), !['SOLUCIONADO', 'SEM_SOLUCAO'].includes(status));
    if (status !== 'PENDENTE') assert.ok(podeMudar(status, 'PENDENTE'), status);
  }
});

test('a ticket that runs out of time is escalated, once', async () => {
  const para = await makeCentro(db, 'SUPERVISAO');
  const tipo = await makeTipo(db, { escalona_para_id: para });
  const past = new Date(Date.now() - 60_000);
  const future = new Date(Date.now() + 600_000);
  const base = { tipo_atendimento_id: tipo.id, centro_custo_destino_id: centro };
  const vencido = await makeAtendimento(db, cliente.id, { ...base, prazo_em: past });
  const noPrazo = await makeAtendimento(db, cliente.id, { ...base, prazo_em: future });
  const fechado = await makeAtendimento(db, cliente.id, {
    ...base,
    prazo_em: past,
    status: 'SOLUCIONADO',
    encerrado_em: past,
  });
  const counts = await Promise.all([escalonarVencidos(db), escalonarVencidos(db)]);
  assert.equal(counts[0] + counts[1], 1);
  assert.equal(await escalonarVencidos(db), 0);
  const row = await lida(vencido.id);
  assert.ok(row.escalonado_em);
  assert.equal(row.centro_custo_destino_id, para);
  assert.deepEqual(await historico(vencido.id), [{ de: 'PENDENTE', para: 'PENDENTE', motivo: 'PRAZO ESGOTADO' }]);
  for (const { id } of [noPrazo, fechado]) assert.equal((await lida(id)).escalonado_em, null);
});
