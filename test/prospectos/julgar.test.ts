import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { makeCliente, makeUsuario } from '../support/makers.ts';
import { makeChamada, makeProspecto, makeVenda } from '../support/prospectos.ts';

const t = await testApp();
const { db } = t;
const call = await makeChamada(t);
const venda = await makeVenda(db);

const julgar = (idProspecto: number, acao: string, idUsuario = venda.gerente) =>
  call('PUT', '/comercial/prospectos/aprovar/reprovar', { idUsuario, idProspecto, acao });
const estado = (id: number) =>
  db
    .selectFrom('prospecto')
    .select(['oportunidade', 'aprovacao', 'funil_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const historico = (id: number) =>
  db
    .selectFrom('prospecto_historico')
    .select(['oportunidade', 'aprovacao', 'funil_id', 'usuario_id'])
    .where('prospecto_id', '=', id)
    .orderBy('id')
    .execute();

test('an approval moves the prospect on to conversion, with its row of history', async () => {
  const { id } = await makeProspecto(db, venda, { funil_id: venda.primeiro });
  const response = await julgar(id, 'aprovar');
  assert.deepEqual([response.statusCode, response.json()], [200, { resposta: id }]);
  const aprovado = { oportunidade: 'ABERTA', aprovacao: 'APROVADO', funil_id: venda.segundo };
  assert.deepEqual(await estado(id), aprovado);
  assert.deepEqual(await historico(id), [{ ...aprovado, usuario_id: venda.gerente }]);
  assert.equal((await julgar(id, 'aprovar')).statusCode, 409);
  assert.equal((await julgar(id, 'reprovar')).statusCode, 200, 'an approval can be taken back while it is open');
});

test('a refusal loses the opportunity, and is final unless the stage permits a new analysis', async () => {
  const { id } = await makeProspecto(db, venda, { funil_id: venda.primeiro });
  assert.equal((await julgar(id, 'reprovar')).statusCode, 200);
  assert.deepEqual(await estado(id), { oportunidade: 'PERDEU', aprovacao: 'REPROVADO', funil_id: venda.primeiro });
  const again = await julgar(id, 'aprovar');
  assert.equal(again.statusCode, 409);
  assert.match(again.json().error, /PERDEU.*REPROVADO/);
  assert.equal((await historico(id)).length, 1);

  const outra = await makeVenda(db);
  await db.updateTable('funil_prospecto').set({ permite_reanalise: true }).where('id', '=', outra.primeiro).execute();
  const reanalise = await makeProspecto(db, outra, { funil_id: outra.primeiro });
  assert.equal((await julgar(reanalise.id, 'reprovar')).statusCode, 200);
  assert.equal((await julgar(reanalise.id, 'aprovar')).statusCode, 200);
  assert.deepEqual(await estado(reanalise.id), {
    oportunidade: 'ABERTA',
    aprovacao: 'APROVADO',
    funil_id: outra.segundo,
  });
});

test('the permission is the profile’s or the user’s own; without it nothing happens', async () => {
  const { id } = await makeProspecto(db, venda);
  const atendente = await makeUsuario(db);
  const refused = await julgar(id, 'aprovar', atendente.id);
  assert.equal(refused.statusCode, 403);
  assert.match(refused.json().error, /permissão/);
  assert.equal((await estado(id)).aprovacao, 'PENDENTE');
  const proprio = await makeUsuario(db, { permissoes: ['APROVAR_REPROVAR_PROSPECTO'] });
  assert.equal((await julgar(id, 'aprovar', proprio.id)).statusCode, 200);
  const inativo = await makeUsuario(db, { permissoes: ['APROVAR_REPROVAR_PROSPECTO'], ativo: false });
  assert.equal((await julgar(id, 'reprovar', inativo.id)).statusCode, 400);
});

test('two verdicts at once: one counts, the other is told', async () => {
  const { id } = await makeProspecto(db, venda);
  const responses = await Promise.all([julgar(id, 'aprovar'), julgar(id, 'aprovar')]);
  assert.deepEqual(responses.map(({ statusCode }) => statusCode).sort(), [200, 409]);
  assert.equal((await historico(id)).length, 1);
});

test('an unknown prospect, a customer and another word are refused', async () => {
  const { id } = await makeProspecto(db, venda);
  const { id: clienteId } = await makeCliente(db);
  const convertido = await makeProspecto(db, venda, { oportunidade: 'GANHOU', cliente_id: clienteId });
  const unknown = await julgar(99_999_999, 'aprovar');
  assert.deepEqual([unknown.statusCode, /nenhum prospecto/.test(unknown.body)], [400, true]);
  assert.equal((await julgar(convertido.id, 'reprovar')).statusCode, 409);
  assert.equal((await julgar(id, 'talvez')).statusCode, 400);
});
