import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { contestarFatura, encerrarContestacao } from '../../src/modules/financeiro/contestacao.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import {
  avisosDe,
  calendario,
  fazer,
  historicoDe,
  makeDevedor,
  makeFatura,
  mensagensDe,
  pagar,
  statusDe,
} from './makers.ts';

const t = await testApp();
const dias = await calendario(t);

// The invoices are those of the story: billing adds none.
const devedor = ({ forma = {}, contrato = {} }: Parameters<typeof makeDevedor>[1] = {}) =>
  makeDevedor(t, { forma, contrato: { faturar_desde: day('2150-01-01'), ...contrato } });

const aviso = async (contratoId: number) => {
  const found = (await avisosDe(t, contratoId)).at(-1);
  assert.ok(found, 'there is a notice');
  return found;
};

test('unpaid: notice, suspension, trust, suspension again, payment, back at once', async () => {
  // Monday, 7 December 2026.
  await dias.ir('2026-12-07');
  const { cliente, contrato } = await devedor();
  const outro = await devedor();
  const fatura = await makeFatura(t, cliente.id, [contrato.id], '2026-12-10');
  await dias.ir('2026-12-14');
  assert.deepEqual(await avisosDe(t, contrato.id), [], 'four days late: not yet');
  await dias.ir('2026-12-15');
  const feito = await aviso(contrato.id);
  assert.equal(feito.enviado_em, null, 'no proof yet');
  const texto = t.outbox.mails.at(-1)?.text ?? '';
  for (const parte of [`fatura ${fatura} de 12/2026`, 'R$ 99,90', '04/01/2027', '05/03/2027', 'em até 1 dia']) {
    assert.ok(texto.replaceAll('\u00a0', ' ').includes(parte), `${parte} in ${texto}`);
  }
  assert.deepEqual(feito.faturas, [fatura]);
  assert.equal(feito.valor, 9990);
  // 15 days later is the 30th, whose next day is the banks' last of the year; then a holiday, Friday's eve …
  assert.equal(feito.suspende_em, '2027-01-04');
  assert.equal(feito.rescinde_em, '2027-03-05');

  await dias.ir('2026-12-16');
  const provado = await aviso(contrato.id);
  assert.deepEqual([provado.prova, provado.enviado_em], ['EMAIL', '2026-12-15']);
  await dias.ir('2027-01-03');
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO');
  await dias.ir('2027-01-04', '08:30');
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO', 'nobody is at the counter yet');
  await dias.ir('2027-01-04');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO');
  assert.equal(await statusDe(t, outro.contrato.id), 'HABILITADO', 'nobody else is touched');

  const { ask } = await newCaller(t);
  const confianca = await ask('PUT', '/ws/comercial/contrato/habilitar_confianca', { idContrato: contrato.id });
  assert.deepEqual(confianca.json(), { dataFim: '07/01/2027', resposta: 'SUCESSO' });
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO EM CONFIANCA');
  await dias.ir('2027-01-07');
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO EM CONFIANCA', 'the last day counts');
  await dias.ir('2027-01-08');
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO EM CONFIANCA', 'nothing is suspended on a Friday');
  await dias.ir('2027-01-11');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO');

  await pagar(t, fatura);
  await dias.tarefas();
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO');
  assert.equal((await aviso(contrato.id)).situacao, 'ENCERRADO');
  await dias.ir('2027-03-20');
  assert.deepEqual(await historicoDe(t, contrato.id), [
    'SUSPENSO: INADIMPLENCIA',
    'HABILITADO EM CONFIANCA: CONFIANCA',
    'SUSPENSO: FIM DA CONFIANCA',
    'HABILITADO: PAGAMENTO',
  ]);
  assert.deepEqual(
    (await mensagensDe(t, cliente.id)).map(({ modelo }) => modelo),
    ['aviso-inadimplencia'],
    'one notice, however often the routine ran',
  );
});

test('never paid: rescission after the days of suspension alone, trust not counted', async () => {
  await dias.ir('2027-04-01');
  const { cliente, contrato } = await devedor();
  await makeFatura(t, cliente.id, [contrato.id], '2027-04-05');
  await dias.ir('2027-04-12');
  await dias.ir('2027-04-27');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO');
  const { ask } = await newCaller(t);
  await ask('PUT', '/ws/comercial/contrato/habilitar_confianca', { idContrato: contrato.id });
  await dias.ir('2027-05-03');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO');
  // 60 days of suspension: from 3 May on, since the day of the suspension ended on trust.
  await dias.ir('2027-07-01');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO');
  await dias.ir('2027-07-02');
  assert.equal(await statusDe(t, contrato.id), 'CANCELADO');
  const feito = await aviso(contrato.id);
  assert.equal(feito.situacao, 'RESCINDIDO');
  const { cancelado_em } = await t.db
    .selectFrom('contrato')
    .select('cancelado_em')
    .where('id', '=', contrato.id)
    .executeTakeFirstOrThrow();
  assert.equal(cancelado_em, '2027-07-02');
  assert.deepEqual(
    (await mensagensDe(t, cliente.id)).map(({ modelo }) => modelo),
    ['aviso-inadimplencia', 'rescisao-inadimplencia'],
  );
});

test('without proof of sending no term runs: the SMS after the e-mail, then the letter', async () => {
  await dias.ir('2027-08-02');
  const { cliente, contrato } = await devedor();
  await t.db
    .insertInto('cliente_telefone')
    .values({ cliente_id: cliente.id, ddd: '31', numero: '999990000', tipo: 'CELULAR', principal: true })
    .execute();
  await makeFatura(t, cliente.id, [contrato.id], '2027-08-02');
  t.outbox.failing = true;
  const estados = async () => (await mensagensDe(t, cliente.id)).map(({ canal, estado }) => `${canal} ${estado}`);
  await dias.atravessar('2027-08-10');
  assert.deepEqual(await estados(), ['EMAIL PENDENTE']);
  while ((await estados())[0] === 'EMAIL PENDENTE') await dias.atravessar(addDays(t.clock.today(), 1));
  assert.equal((await aviso(contrato.id)).enviado_em, null);
  t.outbox.failing = false;
  const saiu = await dias.atravessar(addDays(t.clock.today(), 1));
  assert.deepEqual(await estados(), ['EMAIL FALHOU', 'SMS ENVIADA']);
  assert.match(t.outbox.sms.at(-1)?.text ?? '', /R\$ 99,90.*suspenso a partir de.*rescindido a partir de/s);
  await dias.ir(addDays(saiu, 1));
  const provado = await aviso(contrato.id);
  assert.deepEqual([provado.prova, provado.enviado_em], ['SMS', saiu]);
  assert.ok(provado.suspende_em >= addDays(saiu, 15), 'fifteen days after it was sent, whatever was printed');
  // The carrier says only later that it could not.
  await t.db
    .updateTable('mensagem')
    .set({ entrega: 'NAO_ENTREGUE' })
    .where('cliente_id', '=', cliente.id)
    .where('canal', '=', 'SMS')
    .execute();
  await dias.ir('2027-11-16');
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO', 'no proof any more');
  assert.equal((await aviso(contrato.id)).enviado_em, null);
});

test('what is disputed does not count, and a dispute brings the service back', async () => {
  await dias.ir('2028-01-03');
  const { cliente, contrato } = await devedor();
  const parcial = await devedor();
  const fatura = await makeFatura(t, cliente.id, [contrato.id], '2028-01-05');
  const outra = await makeFatura(t, parcial.cliente.id, [parcial.contrato.id], '2028-01-05');
  await fazer(t, (tx) => contestarFatura(tx, fatura, centavos(9990), 'cobrança indevida'));
  await fazer(t, (tx) => contestarFatura(tx, outra, centavos(5000), 'cobrança a mais'));
  await dias.ir('2028-01-11');
  assert.deepEqual(await avisosDe(t, contrato.id), [], 'all of it is disputed');
  assert.equal((await aviso(parcial.contrato.id)).valor, 4990, 'the rest is owed');
  await fazer(t, (tx) => encerrarContestacao(tx, fatura, false, t.clock.today()));
  await dias.ir('2028-01-12');
  await dias.ir('2028-02-07');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO');
  await fazer(t, (tx) => contestarFatura(tx, fatura, centavos(9990), 'outra vez'));
  await dias.tarefas();
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO');
  assert.deepEqual((await historicoDe(t, contrato.id)).at(-1), 'HABILITADO: CONTESTACAO');
});

test('who pays in between is left alone, and what is due later has a notice of its own', async () => {
  await dias.ir('2028-04-03');
  const { cliente, contrato } = await devedor();
  const primeira = await makeFatura(t, cliente.id, [contrato.id], '2028-04-05');
  await makeFatura(t, cliente.id, [contrato.id], '2028-04-20');
  await dias.ir('2028-04-10');
  await dias.ir('2028-04-26');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO');
  await pagar(t, primeira);
  await dias.tarefas();
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO', 'the suspension rested on the first alone');
  await dias.ir('2028-04-27');
  const avisos = await avisosDe(t, contrato.id);
  assert.deepEqual(
    avisos.map(({ situacao, enviado_em }) => [situacao, enviado_em !== null]),
    [
      ['ENCERRADO', true],
      ['ABERTO', false],
    ],
  );
  assert.ok((avisos[1]?.suspende_em ?? '') >= '2028-05-12');
});

test('paid before the suspension, the notice ends; part of it paid, it goes on', async () => {
  await dias.ir('2028-06-01');
  const { cliente, contrato } = await devedor();
  const meio = await devedor();
  const fatura = await makeFatura(t, cliente.id, [contrato.id], '2028-06-05');
  const outra = await makeFatura(t, meio.cliente.id, [meio.contrato.id], '2028-06-05');
  await dias.ir('2028-06-12');
  await dias.ir('2028-06-20');
  await pagar(t, fatura);
  await pagar(t, outra, 5000);
  await dias.tarefas();
  assert.equal((await aviso(contrato.id)).situacao, 'ENCERRADO');
  assert.equal((await aviso(meio.contrato.id)).situacao, 'ABERTO');
  await dias.ir('2028-07-04');
  assert.equal(await statusDe(t, contrato.id), 'HABILITADO');
  assert.equal(await statusDe(t, meio.contrato.id), 'SUSPENSO');
});

test('exempt and inactive contracts are passed over; the partial stage is there where the policy has it', async () => {
  await dias.ir('2028-09-01');
  const isento = await devedor({ forma: { isento: true } });
  const inativo = await devedor({ contrato: { status: 'INATIVO TEMPORARIAMENTE' } });
  const { cliente, contrato } = await devedor();
  for (const feito of [isento, inativo, { cliente, contrato }]) {
    await makeFatura(t, feito.cliente.id, [feito.contrato.id], '2028-09-04');
  }
  await t.db
    .insertInto('politica_financeira')
    .values({ vigente_desde: t.clock.today(), suspensao_parcial_dias: 15, suspensao_dias: 45 })
    .execute();
  await dias.ir('2028-09-11');
  await dias.ir('2028-09-26');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO PARCIALMENTE');
  await dias.ir('2028-10-25');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO PARCIALMENTE');
  await dias.ir('2028-10-26');
  assert.equal(await statusDe(t, contrato.id), 'SUSPENSO');
  for (const feito of [isento, inativo]) assert.deepEqual(await avisosDe(t, feito.contrato.id), []);
});
