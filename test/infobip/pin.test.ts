import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { infobipPin } from '#platform/infobip/pin.ts';
import { makeIntegrador, testApp } from '../support/app.ts';
import { askWith, newCaller } from '../support/ask.ts';
import { infobipStandIn } from '../support/infobip.ts';

const t = await testApp();
const { db, services } = t;
const infobip = await infobipStandIn();
Object.assign(services.pin, infobipPin({ ...infobip, sender: 'PROVEDOR', applicationId: 'APP', messageId: 'MSG' }));
const { ask } = await newCaller(t);

const ENVIAR = '/ws/integracao/infobip/pin/enviar';
const VERIFICAR = '/ws/integracao/infobip/pin/verificar';
const ultimo = (telefone: string) => ask('GET', `/ws/integracao/infobip/ultimo/${telefone}`);
const atualizar = (pin: string, body: object) => ask('PUT', `/ws/integracao/infobip/verificar/pin/${pin}`, body);

let number = 900000001;
const celular = () => `31${number++}`;

test('a code is sent to a mobile, tried wrong, then right, and the last hour shows it', async () => {
  const telefone = celular();
  const sent = await ask('POST', ENVIAR, { telefone });
  assert.equal(sent.statusCode, 200, sent.body);
  const { data } = sent.json();
  assert.deepEqual(
    [data.idAplicacao, data.idMensagem, data.telefone, data.statusNC, data.statusSMS, data.verificado, data.pin],
    ['APP', 'MSG', `55${telefone}`, 'NC_DESTINATION_REACHABLE', 'MESSAGE_SENT', false, null],
  );
  assert.equal((await ultimo(`55${telefone}`)).statusCode, 404);
  const wrong = (await ask('POST', VERIFICAR, { pinId: data.idPin, pin: '0000' })).json().data;
  assert.deepEqual([wrong.verificado, wrong.erroPin, wrong.tentativasRestantes, wrong.pin], [false, 'WRONG_PIN', 2, 0]);
  const right = (await ask('POST', VERIFICAR, { pinId: data.idPin, pin: '1425' })).json().data;
  assert.deepEqual([right.verificado, right.erroPin, right.tentativasRestantes, right.pin], [true, null, 0, 1425]);
  assert.deepEqual((await ultimo(`55${telefone}`)).json(), { data: right, status: 'OK' });
  t.clock.setOffset(0);
  await db
    .updateTable('infobip_log')
    .set({ verificado_em: new Date(Date.now() - 3_601_000) })
    .where('id', '=', right.id)
    .execute();
  assert.equal((await ultimo(`55${telefone}`)).statusCode, 404);
});

test('landlines, strange telephones and codes that we did not send are refused; a number that asks too often waits', async () => {
  for (const telefone of ['3133334444', '123', '+1 202 555 0100', 'abc']) {
    assert.equal((await ask('POST', ENVIAR, { telefone })).statusCode, 400, telefone);
  }
  assert.equal((await ask('POST', VERIFICAR, { pinId: 'NENHUM', pin: '1' })).statusCode, 404);
  assert.equal((await ask('POST', VERIFICAR, { pinId: 'NENHUM', pin: 'x' })).statusCode, 400);
  const telefone = celular();
  const before = infobip.pins.size;
  const statuses = [];
  for (let n = 0; n < 8; n++) statuses.push((await ask('POST', ENVIAR, { telefone })).statusCode);
  assert.ok(statuses.includes(429));
  assert.ok(infobip.pins.size - before <= 6);
});

test('Infobip out of order is told as such, and leaves no record', async () => {
  infobip.moods.push(500);
  const telefone = celular();
  const response = await ask('POST', ENVIAR, { telefone });
  assert.deepEqual([response.statusCode, /Infobip/.test(response.json().error)], [503, true]);
  const row = await db
    .selectFrom('infobip_log')
    .select('id')
    .where('telefone', '=', `55${telefone}`)
    .executeTakeFirst();
  assert.equal(row, undefined);
});

test('the app reports how its own check ended; only for the telephone the code was sent to', async () => {
  const telefone = celular();
  const { data } = (await ask('POST', ENVIAR, { telefone })).json();
  const requestError = { serviceExceptionResponse: { messageId: 'TOO_MANY_REQUESTS', text: 'Too many requests' } };
  const failed = (await atualizar('0042', { pinId: data.idPin, verified: false, requestError })).json().data;
  assert.deepEqual(
    [failed.pin, failed.verificado, failed.erroRequisicao],
    [42, false, 'TOO_MANY_REQUESTS: Too many requests'],
  );
  const other = await atualizar('1425', { pinId: data.idPin, verified: true, msisdn: '5531911112222' });
  assert.equal(other.statusCode, 409);
  const done = (
    await atualizar('1425', { pinId: data.idPin, verified: true, msisdn: `55${telefone}`, attemptsRemaining: 0 })
  ).json().data;
  assert.deepEqual([done.pin, done.verificado, done.erroRequisicao, done.tentativasRestantes], [1425, true, null, 0]);
  assert.equal((await atualizar('1', { pinId: 'NENHUM', verified: true })).statusCode, 404);
});

test('delivery reports need an integrator with their scope, and keep the final word whatever comes after', async () => {
  const envio = randomUUID();
  await db
    .insertInto('mensagem')
    .values({ canal: 'SMS', destino: '(31) *****4444', modelo: 'm', estado: 'ENVIADA', envio })
    .execute();
  const carteiro = await makeIntegrador(db, { escopos: ['entregas'] });
  const report = askWith(t, { authorization: carteiro.authorization });
  const URL_INFOBIP = '/ws/integracao/infobip/entregas';
  const results = (groupName: string, messageId: string = envio) => ({
    results: [
      {
        bulkId: 'B',
        messageId,
        to: '5531999994444',
        doneAt: '2026-11-25T13:00:00.000+0000',
        smsCount: 1,
        status: { groupId: 3, groupName, id: 5, name: `${groupName}_X`, description: 'd' },
        error: { groupId: 0 },
      },
    ],
  });
  const row = () =>
    db
      .selectFrom('mensagem')
      .select(['entrega', 'entrega_motivo', 'entrega_em'])
      .where('envio', '=', envio)
      .executeTakeFirstOrThrow();
  assert.equal((await askWith(t, {})('POST', URL_INFOBIP, results('DELIVERED'))).statusCode, 401);
  const { authorization } = await makeIntegrador(db, { escopos: ['clientes'] });
  assert.equal((await askWith(t, { authorization })('POST', URL_INFOBIP, results('DELIVERED'))).statusCode, 403);
  assert.deepEqual((await report('POST', URL_INFOBIP, results('PENDING'))).json(), { recebidos: 1 });
  assert.equal((await row()).entrega, 'PENDENTE');
  await report('POST', URL_INFOBIP, results('DELIVERED'));
  for (const late of ['PENDING', 'UNDELIVERABLE', 'SOMETHING_NEW']) await report('POST', URL_INFOBIP, results(late));
  assert.deepEqual(await row(), {
    entrega: 'ENTREGUE',
    entrega_motivo: 'DELIVERED_X',
    entrega_em: new Date('2026-11-25T13:00:00Z'),
  });
  assert.deepEqual((await report('POST', URL_INFOBIP, results('DELIVERED', 'of-another'))).json(), { recebidos: 0 });
  assert.equal(
    (await askWith(t, { authorization: carteiro.authorization })('GET', '/ws/comercial/bancos')).statusCode === 200,
    false,
  );

  const outro = randomUUID();
  await db
    .insertInto('mensagem')
    .values({ canal: 'SMS', destino: 'x', modelo: 'm', estado: 'ENVIADA', envio: outro })
    .execute();
  assert.deepEqual((await report('GET', `/ws/integracao/sms/entregas/${outro}/16`)).json(), { recebidos: 1 });
  const { entrega, entrega_motivo } = await db
    .selectFrom('mensagem')
    .select(['entrega', 'entrega_motivo'])
    .where('envio', '=', outro)
    .executeTakeFirstOrThrow();
  assert.deepEqual([entrega, entrega_motivo], ['NAO_ENTREGUE', 'Kannel 16']);
  assert.equal((await report('GET', `/ws/integracao/sms/entregas/${outro}/99`)).statusCode, 400);
});
