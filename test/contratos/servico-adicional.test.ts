import assert from 'node:assert/strict';
import { test } from 'node:test';
import { centavos } from '#kernel/money.ts';
import { makeIntegrador, testApp, tokenHeaders } from '../support/app.ts';
import { makeCliente, makeContrato, makeUsuario } from '../support/makers.ts';

const t = await testApp();
const { db } = t;
const headers = await tokenHeaders(t, await makeIntegrador(db));
const usuario = await makeUsuario(db);
const cliente = await makeCliente(db);
const contrato = await makeContrato(db, cliente.id);
const outro = await makeContrato(db, (await makeCliente(db)).id);
const cancelado = await makeContrato(db, cliente.id, { status: 'CANCELADO' });
const { id: servico } = await db
  .insertInto('servico')
  .values({ descricao: 'VISITA', valor: centavos(10000), permite_parcelar: true, maximo_parcelas: 3 })
  .returning('id')
  .executeTakeFirstOrThrow();

const body = {
  idUsuario: usuario.id,
  idCliente: cliente.id,
  idServico: servico,
  idContrato: contrato.id,
  obs: 'A',
  qtdeParcelas: 3,
};
const post = (changed: object = {}) =>
  t.app.inject({
    method: 'POST',
    url: '/ws/financeiro/servicos_adicionais/cadastrar',
    headers,
    payload: { ...body, ...changed },
  });
const count = async () =>
  Number(
    (
      await db
        .selectFrom('servico_adicional')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

test('an additional service is charged at the price of today', async () => {
  const response = await post();
  assert.equal(response.statusCode, 200, response.body);
  const row = await db
    .selectFrom('servico_adicional')
    .selectAll()
    .where('id', '=', response.json().idFaturamentoServico)
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.valor, row.parcelas, row.contrato_id, row.observacao], [10000, 3, contrato.id, 'A']);
});

const refusals: [string, object, number, RegExp][] = [
  ['an unknown customer', { idCliente: 2_000_000_000 }, 400, /^O idCliente informado não pertence a nenhum cliente/],
  ['an unknown user', { idUsuario: 2_000_000_000 }, 400, /^O idUsuario/],
  ['an unknown service', { idServico: 2_000_000_000 }, 400, /^O idServico/],
  ["another customer's contract", { idContrato: outro.id }, 400, /^O idContrato/],
  ['a cancelled contract', { idContrato: cancelado.id }, 409, /cancelado/],
  ['too many instalments', { qtdeParcelas: 4 }, 400, /em até 3/],
  ['no instalments', { qtdeParcelas: 0 }, 400, /qtdeParcelas/],
  ['no remark', { obs: '' }, 400, /obs é obrigatório/],
];
for (const [name, changed, status, text] of refusals) {
  test(`${name} is refused and nothing is written`, async () => {
    const before = await count();
    const response = await post(changed);
    assert.equal(response.statusCode, status, response.body);
    assert.match(response.json().error, text);
    assert.equal(await count(), before);
  });
}
