import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { centavos } from '#kernel/money.ts';
import { linhaDigitavel, linhaFormatada } from '#modules/cobranca/index.ts';
import { agendarEmail } from '#modules/notificacoes/index.ts';
import { openPool } from '#platform/db.ts';
import { runDueJobs } from '#platform/jobs.ts';
import { inTransaction } from '#platform/transaction.ts';
import { handlersOf } from '../../src/routines.ts';
import { makeFatura } from '../cobranca/makers.ts';
import { makeFaturaComBoleto } from '../documentos/makers.ts';
import { testApp } from '../support/app.ts';
import { newCaller } from '../support/ask.ts';
import { makeCliente } from '../support/makers.ts';

const t = await testApp();
const { db, outbox } = t;
const { ask } = await newCaller(t);
const pool = openPool(t.url);
after(() => pool.end());
const enviar = () => runDueJobs(pool, handlersOf(t.services));

const LINHA = '/ws/integracao/omnichannel/fatura/linha_digitavel/enviar';
const TITULARIDADE = '/ws/integracao/omnichannel/encaminhamento_email/mudanca_titularidade';
const ATENDIMENTO = '/ws/area/cliente/protocolo/atendimento/enviar';

async function comCelular(clienteId: number, numero = '999994444') {
  await db
    .insertInto('cliente_telefone')
    .values({ cliente_id: clienteId, tipo: 'CELULAR', ddd: '31', numero, principal: true })
    .execute();
}

async function linhaDa(faturaId: number): Promise<string> {
  const { codigo_barras } = await db
    .selectFrom('boleto')
    .select('codigo_barras')
    .where('fatura_id', '=', faturaId)
    .executeTakeFirstOrThrow();
  return linhaFormatada(linhaDigitavel(codigo_barras));
}

test('the line of digits of an open invoice goes to the mobile of its customer, each time it is asked for', async () => {
  const fatura = await makeFaturaComBoleto(db);
  await comCelular(fatura.cliente_id);
  const response = await ask('POST', LINHA, { idFatura: fatura.id });
  assert.deepEqual(response.json(), {
    data: `SMS com a linha digitável da fatura de ID '${fatura.id}' enviado para o número '31999994444' com sucesso.`,
    status: 'OK',
  });
  await enviar();
  const [sms] = outbox.sms.splice(0);
  assert.equal(sms?.to, '5531999994444');
  assert.match(sms?.text ?? '', /^Fatura de R\$ 100,00 com vencimento em 10\/12\/2026/);
  assert.equal(sms?.tail, await linhaDa(fatura.id));
  await ask('POST', LINHA, { idFatura: fatura.id });
  await enviar();
  assert.equal(outbox.sms.splice(0).length, 1);
});

test('the amount that is told is the one that the line asks for', async () => {
  const fatura = await makeFaturaComBoleto(db);
  await comCelular(fatura.cliente_id);
  // As after a boleto that was issued again for what was owed by then.
  await db
    .updateTable('fatura')
    .set({ valor: centavos(15_000) })
    .where('id', '=', fatura.id)
    .execute();
  await ask('POST', LINHA, { idFatura: fatura.id });
  await enviar();
  assert.match(outbox.sms.splice(0)[0]?.text ?? '', /^Fatura de R\$ 100,00 /);
});

test('a given title and content come before the line, which stays', async () => {
  const fatura = await makeFaturaComBoleto(db);
  await comCelular(fatura.cliente_id);
  const query = new URLSearchParams({ tituloSMS: 'Provedor', conteudoSMS: 'Pague com:' });
  assert.equal((await ask('POST', `${LINHA}?${query}`, { idFatura: fatura.id })).statusCode, 200);
  await enviar();
  const [sms] = outbox.sms.splice(0);
  assert.deepEqual([sms?.text, sms?.tail], ['Provedor: Pague com:', await linhaDa(fatura.id)]);
  const longo = new URLSearchParams({ conteudoSMS: 'x'.repeat(401) });
  assert.equal((await ask('POST', `${LINHA}?${longo}`, { idFatura: fatura.id })).statusCode, 400);
});

test('an invoice that is unknown, paid, without a boleto or whose customer has no mobile is refused, and nothing leaves', async () => {
  const semCelular = await makeFaturaComBoleto(db);
  const semBoleto = await makeFatura(db);
  await comCelular(semBoleto.cliente_id);
  const paga = await makeFaturaComBoleto(db);
  await comCelular(paga.cliente_id);
  await db.updateTable('fatura').set({ situacao: 'CANCELADA' }).where('id', '=', paga.id).execute();
  const velho = await makeFaturaComBoleto(db);
  await comCelular(velho.cliente_id, '88887777');
  const recusas: [number, number, RegExp][] = [
    [2_000_000_000, 404, /^Fatura não encontrada\.$/],
    [paga.id, 409, /não está aberta/],
    [semBoleto.id, 409, /não tem boleto/],
    [semCelular.id, 409, /celular/],
    [velho.id, 409, /celular/],
  ];
  for (const [idFatura, status, sentence] of recusas) {
    const response = await ask('POST', LINHA, { idFatura });
    assert.equal(response.statusCode, status, response.body);
    assert.match(response.json().error, sentence);
  }
  await enviar();
  assert.deepEqual(outbox.sms, []);
});

test('the rules for a change of holder go to the customer’s address, with the default or a given content', async () => {
  const cliente = await makeCliente(db, { nome: 'MARIA', email: 'maria@exemplo.com.br' });
  const response = await ask('POST', TITULARIDADE, { idCliente: cliente.id });
  assert.equal(
    response.json().data,
    "E-mail informando as regras de alteração de titularidade enviado para o endereço 'maria@exemplo.com.br' com sucesso.",
  );
  const query = new URLSearchParams({ tituloEmail: 'Troca', conteudoEmail: 'Venha à loja.' });
  await ask('POST', `${TITULARIDADE}?${query}`, { idCliente: cliente.id });
  await enviar();
  const [um, dois] = outbox.mails.splice(0).sort((a, b) => b.subject.length - a.subject.length);
  assert.equal(um?.subject, 'Mudança de titularidade');
  assert.match(um?.text ?? '', /^Olá, MARIA!/);
  assert.deepEqual([dois?.to, dois?.subject, dois?.text], ['maria@exemplo.com.br', 'Troca', 'Venha à loja.']);
  const semEmail = await makeCliente(db);
  const refused = await ask('POST', TITULARIDADE, { idCliente: semEmail.id });
  assert.deepEqual([refused.statusCode, refused.json().error], [409, 'O cliente não tem e-mail cadastrado.']);
  assert.equal((await ask('POST', TITULARIDADE, { idCliente: 2_000_000_000 })).statusCode, 404);
});

test('an Idempotency-Key sends once, however often the request comes', async () => {
  const cliente = await makeCliente(db, { email: 'uma@exemplo.com.br' });
  const again = () => ask('POST', TITULARIDADE, { idCliente: cliente.id }, { 'idempotency-key': 'uma-vez' });
  const answers = await Promise.all([again(), again(), again()]);
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [200, 200, 200],
  );
  await enviar();
  assert.equal(outbox.mails.splice(0).length, 1);
});

test('a ticket’s data go to its customer by e-mail', async () => {
  const cliente = await makeCliente(db, { nome: 'JOSE', email: 'jose@exemplo.com.br' });
  const atendimento = await db
    .insertInto('atendimento')
    .values({
      cliente_id: cliente.id,
      protocolo: '20261125101010007',
      status: 'CONTATO_CLIENTE',
      aberto_em: new Date('2026-11-25T13:10:10Z'),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const response = await ask('POST', ATENDIMENTO, { idAtendimento: atendimento.id });
  assert.equal(
    response.json().data,
    "E-mail informando os dados do atendimento enviado para o endereço 'jose@exemplo.com.br' com sucesso.",
  );
  await enviar();
  const [mail] = outbox.mails.splice(0);
  assert.equal(mail?.subject, 'Atendimento 20261125101010007');
  assert.match(
    mail?.text ?? '',
    /Olá, JOSE![\s\S]*Situação: aguardando contato com o cliente\nAberto em: 25\/11\/2026, 10:10\nVisita técnica: —/,
  );
});

test('an invoice is attached as PDF, as it is when the message leaves', async () => {
  const fatura = await makeFaturaComBoleto(db);
  await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    agendarEmail(tx, {
      clienteId: fatura.cliente_id,
      para: 'pdf@exemplo.com.br',
      modelo: 'faturas-em-aberto',
      valores: { nome: 'ANA', faturas: '- uma' },
      causa: `teste ${fatura.id}`,
      anexos: [{ tipo: 'fatura', id: fatura.id }],
    }),
  );
  await enviar();
  const [mail] = outbox.mails.splice(0);
  const [anexo] = mail?.attachments ?? [];
  assert.deepEqual([anexo?.name, anexo?.type], [`fatura-${fatura.id}.pdf`, 'application/pdf']);
  assert.match(Buffer.from(anexo?.bytes ?? []).toString('latin1'), /^%PDF-/);
});
