import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DomainError } from '#kernel/errors.ts';
import {
  enviarEmail,
  enviarSms,
  mailParaCaixa,
  mensagensDaCaixa,
  preencher,
  smsParaCaixa,
} from '#modules/notificacoes/index.ts';
import { MailError } from '#platform/mail.ts';
import { SmsError, type SmsMessage } from '#platform/sms.ts';
import { templatesIn } from '#platform/templates.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente } from '../support/makers.ts';

const { db } = await testDatabase();
const telefone = { ddd: '31', numero: '999994444' };
const origin = { origem: 'teste', operacao: 'teste' };

const sms = { send: async () => ({ response: '202 aceita' }) };
const semSms = { send: () => Promise.reject(new SmsError('o gateway de SMS respondeu 503')) };

const linhas = (clienteId: number) =>
  db.selectFrom('mensagem').selectAll().where('cliente_id', '=', clienteId).orderBy('id').execute();

test('an SMS goes out with the country code, and its row tells neither text nor number', async () => {
  const { id } = await makeCliente(db);
  const sent: SmsMessage[] = [];
  const port = {
    async send(message: SmsMessage) {
      sent.push(message);
      return { response: '202 aceita' };
    },
  };
  await enviarSms({ db, sms: port }, { clienteId: id, telefone, texto: 'Senha: abc123', modelo: 'senha.sms' });
  const [row, ...more] = await linhas(id);
  assert.deepEqual(sent, [{ to: '5531999994444', text: 'Senha: abc123', id: row?.envio }]);
  assert.equal(more.length, 0);
  assert.deepEqual(
    [row?.canal, row?.destino, row?.modelo, row?.estado],
    ['SMS', '(31) *****4444', 'senha.sms', 'ENVIADA'],
  );
  assert.equal(row?.resposta_provedor, '202 aceita');
  assert.doesNotMatch(JSON.stringify(row), /abc123|99999/);
});

test('the row has an audit row that names what it was about', async () => {
  const { id } = await makeCliente(db);
  await enviarSms({ db, sms }, { clienteId: id, telefone, texto: 'x', modelo: 'senha.sms' });
  const [row] = await linhas(id);
  const audit = await db
    .selectFrom('auditoria')
    .select(['origem', 'operacao', 'cliente_id', 'acao'])
    .where('tabela', '=', 'mensagem')
    .where('registro', '=', String(row?.id))
    .execute();
  assert.deepEqual(audit, [{ origem: 'notificacao', operacao: 'senha.sms', cliente_id: id, acao: 'incluiu' }]);
});

test('a failure is told apart from a fault of ours, and its row stays when the transaction rolls back', async () => {
  const { id } = await makeCliente(db);
  const call = inTransaction(db, origin, async (tx) => {
    // The row of the customer is locked, as it is by every write.
    await tx.selectFrom('cliente').select('id').where('id', '=', id).forUpdate().execute();
    await enviarSms({ db, sms: semSms }, { clienteId: id, telefone, texto: 'x', modelo: 'senha.sms' });
  });
  await assert.rejects(call, (error: unknown) => {
    assert.ok(error instanceof DomainError);
    assert.deepEqual([error.kind, error.code], ['unavailable', 'sms.falhou']);
    assert.deepEqual(error.facts, { motivo: 'o gateway de SMS respondeu 503' });
    return true;
  });
  const [row] = await linhas(id);
  assert.deepEqual([row?.estado, row?.erro], ['FALHOU', 'o gateway de SMS respondeu 503']);
  const broken = { send: () => Promise.reject(new TypeError('a bug')) };
  await assert.rejects(enviarSms({ db, sms: broken }, { clienteId: id, telefone, texto: 'x', modelo: 'x' }), TypeError);
});

test('an e-mail that fails is logged with the address masked', async () => {
  const { id } = await makeCliente(db);
  const mail = { send: () => Promise.reject(new MailError('recusado')) };
  const message = { clienteId: id, modelo: 'm', to: 'fulano.silva@x.com', subject: 's', text: 't' };
  await assert.rejects(enviarEmail({ db, mail }, message), (error: DomainError) => error.code === 'email.falhou');
  const [row] = await linhas(id);
  assert.deepEqual([row?.canal, row?.destino, row?.estado], ['EMAIL', 'ful*****lva@x.com', 'FALHOU']);
});

test('the demo keeps what it would send, the newest first, and gives what went to one address', async () => {
  const { id } = await makeCliente(db);
  await enviarSms({ db, sms: smsParaCaixa(db) }, { clienteId: id, telefone, texto: 'um', modelo: 'm' });
  const message = { clienteId: id, modelo: 'm', to: 'a@x.com', subject: 'assunto', text: 'dois' };
  await enviarEmail({ db, mail: mailParaCaixa(db) }, message);
  const all = await mensagensDaCaixa(db, undefined);
  assert.deepEqual(
    all.map(({ id: _, criadaEm: __, ...rest }) => rest),
    [
      { canal: 'EMAIL', destino: 'a@x.com', assunto: 'assunto', texto: 'dois', anexos: [] },
      { canal: 'SMS', destino: '5531999994444', assunto: null, texto: 'um', anexos: [] },
    ],
  );
  assert.deepEqual(
    (await mensagensDaCaixa(db, 'a@x.com')).map(({ texto }) => texto),
    ['dois'],
  );
});

test('a template of the provider takes the place of ours, file by file; its HTML values are escaped', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-modelos-'));
  t.after(() => rm(folder, { recursive: true }));
  const values = { codigo: '<012345>', minutos: 15 };
  const ours = await preencher('codigo-email', values, templatesIn(folder));
  assert.equal(ours.subject, 'Código de validação do seu e-mail');
  assert.match(ours.text, /^Olá!\n[\s\S]*<012345>[\s\S]*15 minutos/);
  assert.match(ours.html, /&lt;012345&gt;/);
  await writeFile(join(folder, 'codigo-email.txt'), 'Águas: {{codigo}}\n\nVale {{minutos}} min.\n');
  const theirs = await preencher('codigo-email', values, templatesIn(folder));
  assert.deepEqual([theirs.subject, theirs.text], ['Águas: <012345>', 'Vale 15 min.\n']);
  assert.equal(theirs.html, ours.html);
  await writeFile(join(folder, 'codigo-email.txt'), 'x\n{{senha}}\n');
  await assert.rejects(preencher('codigo-email', values, templatesIn(folder)), /\{\{senha\}\}/);
});
