import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dayAt, formatDay } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente } from '../support/makers.ts';

const t = await testApp();
const { db } = t;
const { ask, integrador } = await newCaller(t);
const cliente = await makeCliente(db);
const hoje = dayAt(Date.now());
const noFio = (dias: number) => formatDay(addDays(hoje, dias), 'ddMMyyyy');
const tipo = await db
  .insertInto('tipo_contato_inadimplencia')
  .values({ descricao: 'TELEFONE' })
  .returning('id')
  .executeTakeFirstOrThrow();
const motivo = await db
  .insertInto('motivo_inadimplencia')
  .values({ descricao: 'VIAGEM' })
  .returning('id')
  .executeTakeFirstOrThrow();
const fatura = async (situacao: 'ABERTA' | 'PAGA') =>
  (
    await db
      .insertInto('fatura')
      .values({
        cliente_id: cliente.id,
        valor: centavos(1000),
        vencimento: hoje,
        numero_boleto: '1',
        numero_documento: '1',
        situacao,
        valor_baixado: centavos(situacao === 'PAGA' ? 1000 : 0),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;
const aberta = await fatura('ABERTA');
const paga = await fatura('PAGA');

const agendar = (changed: object = {}) =>
  ask('POST', '/ws/integracao/omnichannel/agendar/pagamento', {
    idFatura: aberta,
    dataAgendamentoPagamento: noFio(10),
    idTipoContatoInadimplencia: tipo.id,
    idMotivoInadimplencia: motivo.id,
    ...changed,
  });
const promessas = () => db.selectFrom('pagamento_agendado').selectAll().orderBy('id').execute();

test('a promise is kept with its contact, and told by their ids; today is early enough', async () => {
  for (const dias of [10, 0]) {
    const response = await agendar({ dataAgendamentoPagamento: noFio(dias) });
    assert.equal(response.statusCode, 200, response.body);
    const promessa = (await promessas()).at(-1);
    assert.deepEqual(response.json(), {
      data: `Agendamento de pagamento realizado com successo. IDFaturaDadosNegociacao [${promessa?.id}], IDContatoInadimplencia [${promessa?.contato_inadimplencia_id}]`,
      status: 'OK',
    });
    assert.deepEqual([promessa?.fatura_id, promessa?.dia], [aberta, addDays(hoje, dias)]);
  }
  const contato = await db
    .selectFrom('contato_inadimplencia')
    .selectAll()
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  assert.deepEqual([contato.cliente_id, contato.integrador_id], [cliente.id, integrador.id]);
  const { situacao } = await db
    .selectFrom('fatura')
    .select('situacao')
    .where('id', '=', aberta)
    .executeTakeFirstOrThrow();
  assert.equal(situacao, 'ABERTA');
});

const recusas: [string, object, number, RegExp][] = [
  ['an unknown invoice', { idFatura: 2_000_000_000 }, 404, /fatura/i],
  ['one that is paid', { idFatura: paga }, 409, /aberta|aberto/],
  ['yesterday', { dataAgendamentoPagamento: noFio(-1) }, 400, /de hoje em diante/],
  ['a day that is none', { dataAgendamentoPagamento: '31022027' }, 400, /dataAgendamentoPagamento.*ddMMyyyy/],
  ['an unknown reason', { idMotivoInadimplencia: 2_000_000_000 }, 400, /motivo de inadimplência/],
  [
    'an unknown kind of contact',
    { idTipoContatoInadimplencia: 2_000_000_000 },
    400,
    /tipo de contato de inadimplência/,
  ],
];
for (const [what, changed, status, sentence] of recusas) {
  test(`${what} is refused, and nothing is kept`, async () => {
    const before = (await promessas()).length;
    const response = await agendar(changed);
    assert.equal(response.statusCode, status, response.body);
    assert.match(response.json().error, sentence);
    assert.equal((await promessas()).length, before);
  });
}
