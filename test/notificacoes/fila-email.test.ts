import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DomainError } from '#kernel/errors.ts';
import {
  agendarEmails,
  anexoDaCaixa,
  enviarFila,
  mailParaCaixa,
  mensagensDaCaixa,
} from '#modules/notificacoes/index.ts';
import { type MailPort, smtpMail } from '#platform/mail.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente } from '../support/makers.ts';
import { droppingServer, smtpServer } from '../support/smtp.ts';
import { agendado, correioDe, mensagem, naFila, passam } from './support.ts';

const { db } = await testDatabase();
const FROM = 'Balcão <nao-responda@provedor.example>';
const origin = { origem: 'teste', operacao: 'teste' };

/** The pool of connections to a server, closed with the test file. */
function pool(url: string, connections = 5): MailPort {
  const port = smtpMail(url, FROM, { connections });
  after(() => port.close?.());
  return port;
}
const para = (url: string) => correioDe(db, { bulkMail: pool(url) });

test('an e-mail leaves if and only if its transaction commits, and its contents stay no longer than until then', async () => {
  const { mails, url } = await smtpServer();
  const correio = para(url);
  const rolledBack = inTransaction(db, origin, async (tx) => {
    const email = {
      clienteId: null,
      para: 'a@exemplo.com.br',
      modelo: 'titularidade' as const,
      valores: { nome: 'A' },
      causa: 'desfeita',
    };
    await agendarEmails(tx, [email]);
    throw new Error('undone');
  });
  await assert.rejects(rolledBack, /undone/);
  const { id, agendamento } = await agendado(db, { para: 'fulano.silva@exemplo.com.br' });
  assert.equal(agendamento, 'PENDENTE');
  const pendente = await mensagem(db, id);
  assert.deepEqual(
    [pendente.estado, pendente.tentativas, pendente.destino],
    ['PENDENTE', 0, 'ful*****lva@exemplo.com.br'],
  );
  assert.equal(await enviarFila(correio), 1);
  assert.equal(mails.length, 1);
  const [mail] = mails;
  assert.equal(mail?.subject, 'Mudança de titularidade');
  assert.equal(mail?.messageId, `<${pendente.envio}@provedor.example>`);
  assert.match(mail?.text ?? '', /^Olá, FULANO!/);
  assert.match(String(mail?.html), /<p>Olá, FULANO!<\/p>/);
  const enviada = await mensagem(db, id);
  assert.deepEqual([enviada.estado, enviada.tentativas, enviada.erro], ['ENVIADA', 1, null]);
  assert.match(enviada.resposta_provedor ?? '', /^250/);
  assert.ok(enviada.encerrada_em);
  assert.equal(await naFila(db, id), undefined);
  assert.equal(await enviarFila(correio), 0);
});

test('a given title and content take the place of the template’s, and cannot carry HTML or a header', async () => {
  const { mails, url } = await smtpServer();
  await agendado(db, { titulo: 'Um\r\nBcc: x@y.com', conteudo: 'Prezado <b>cliente</b>,\n\nsegue.' });
  await enviarFila(para(url));
  const [mail] = mails;
  assert.equal(mail?.subject, 'Um Bcc: x@y.com');
  assert.equal(mail?.bcc, undefined);
  assert.match(mail?.text ?? '', /Prezado <b>cliente<\/b>,\n\nsegue\./);
  assert.match(String(mail?.html), /Prezado &lt;b&gt;cliente&lt;\/b&gt;/);
});

test('what is attached is made when it is sent; what is gone by then fails the message, and only it', async () => {
  const { mails, url } = await smtpServer();
  const faturas: number[] = [];
  const correio = correioDe(db, {
    bulkMail: pool(url),
    anexadores: {
      fatura: async (id) => {
        faturas.push(id);
        if (id === 404) throw new DomainError('notFound', 'fatura.nao_encontrada');
        return { nome: `fatura-${id}.pdf`, tipo: 'application/pdf', bytes: Buffer.from(`%PDF ${id}`) };
      },
    },
  });
  const boa = await agendado(db, {
    anexos: [
      { tipo: 'fatura', id: 90 },
      { tipo: 'fatura', id: 91 },
    ],
  });
  const perdida = await agendado(db, { anexos: [{ tipo: 'fatura', id: 404 }] });
  assert.deepEqual(faturas, []);
  await enviarFila(correio);
  assert.deepEqual(
    mails.map(({ attachments }) =>
      attachments.map(({ filename, contentType, content }) => [filename, contentType, String(content)]),
    ),
    [
      [
        ['fatura-90.pdf', 'application/pdf', '%PDF 90'],
        ['fatura-91.pdf', 'application/pdf', '%PDF 91'],
      ],
    ],
  );
  assert.equal((await mensagem(db, boa.id)).estado, 'ENVIADA');
  const { estado, erro } = await mensagem(db, perdida.id);
  assert.deepEqual([estado, erro], ['FALHOU', 'o anexo não existe: fatura.nao_encontrada']);
});

test('in the demo the mailbox keeps it, with what is attached', async () => {
  const correio = correioDe(db, {
    bulkMail: mailParaCaixa(db),
    anexadores: {
      fatura: async (id) => ({ nome: `fatura ${id}.pdf`, tipo: 'application/pdf', bytes: Buffer.from('%PDF') }),
    },
  });
  await agendado(db, { para: 'caixa@exemplo.com.br', anexos: [{ tipo: 'fatura', id: 90 }] });
  await enviarFila(correio);
  const [kept] = await mensagensDaCaixa(db, 'caixa@exemplo.com.br');
  assert.deepEqual(kept?.anexos, [
    { nome: 'fatura 90.pdf', tipo: 'application/pdf', tamanho: 4, url: `/demo/mensagens/${kept?.id}/anexos/0` },
  ]);
  assert.equal(String((await anexoDaCaixa(db, kept?.id ?? 0, 0))?.bytes), '%PDF');
});

test('one cause sends once, whoever asks at the same time', async () => {
  const { mails, url } = await smtpServer();
  const { id: clienteId } = await makeCliente(db);
  const email = {
    clienteId,
    para: 'a@exemplo.com.br',
    modelo: 'titularidade' as const,
    valores: { nome: 'A' },
    causa: 'uma vez',
  };
  const fates = await Promise.all(
    Array.from({ length: 8 }, () => inTransaction(db, origin, (tx) => agendarEmails(tx, [email, email]))),
  );
  assert.equal(fates.flat().filter((fate) => fate === 'PENDENTE').length, 1);
  assert.equal(fates.flat().filter((fate) => fate === 'REPETIDA').length, 15);
  await enviarFila(para(url));
  assert.equal(mails.length, 1);
});

test('a notice waits for nobody who takes none; what was asked for is sent all the same', async () => {
  const { id: clienteId } = await makeCliente(db, { recebe_notificacoes: false });
  const { agendamento } = await agendado(db, { clienteId });
  assert.equal(agendamento, 'PENDENTE');
  const { mails, url } = await smtpServer();
  await enviarFila(para(url));
  assert.equal(mails.length, 1);
});

test('one bad recipient fails for good with the server’s reason; those beside it are delivered', async () => {
  const { mails, url } = await smtpServer({
    onRcptTo: ({ address }, _session, done) =>
      done(
        address.startsWith('ninguem')
          ? Object.assign(new Error(`no such user ${address}`), { responseCode: 550 })
          : null,
      ),
  });
  const ids: number[] = [];
  for (const para of ['a@exemplo.com.br', 'ninguem@exemplo.com.br', 'b@exemplo.com.br', 'sem arroba']) {
    ids.push((await agendado(db, { para })).id);
  }
  await enviarFila(para(url));
  const rows = await Promise.all(ids.map((id) => mensagem(db, id)));
  assert.deepEqual(
    rows.map(({ estado }) => estado),
    ['ENVIADA', 'FALHOU', 'ENVIADA', 'FALHOU'],
  );
  assert.match(rows[1]?.erro ?? '', /550 no such user nin\*{5}uem@exemplo\.com\.br/);
  assert.match(rows[3]?.erro ?? '', /destinatário é inválido/);
  assert.equal(mails.length, 2);
  const conteudo = await Promise.all(ids.map(async (id) => (await naFila(db, id))?.falhou_em ?? null));
  assert.deepEqual(
    conteudo.map((falhou) => falhou !== null),
    [false, true, false, true],
    'what failed keeps its content for some days',
  );
});

test('greylisting: refused for now, it comes again by itself and is delivered once', async () => {
  let greeted = 0;
  const { mails, url } = await smtpServer({
    onRcptTo: (_address, _session, done) =>
      done(greeted++ === 0 ? Object.assign(new Error('greylisted, try again'), { responseCode: 450 }) : null),
  });
  const correio = para(url);
  const { id } = await agendado(db);
  await enviarFila(correio);
  const waiting = await mensagem(db, id);
  assert.deepEqual([waiting.estado, waiting.tentativas], ['PENDENTE', 1]);
  assert.match(waiting.erro ?? '', /450 greylisted/);
  assert.equal(await enviarFila(correio), 0);
  await passam(db, 2);
  assert.equal(await enviarFila(correio), 1);
  const sent = await mensagem(db, id);
  assert.deepEqual([sent.estado, sent.tentativas, sent.erro], ['ENVIADA', 2, null]);
  assert.equal(mails.length, 1);
});

test('a connection dropped after DATA: it goes again under the same Message-ID', async () => {
  const dropping = await droppingServer();
  const { id } = await agendado(db);
  await enviarFila(para(dropping.url));
  assert.equal(dropping.received.length, 1, 'nodemailer’s pool must not send it again by itself');
  const unclear = await mensagem(db, id);
  assert.deepEqual([unclear.estado, unclear.tentativas], ['PENDENTE', 1]);
  const { mails, url } = await smtpServer();
  await passam(db, 2);
  await enviarFila(para(url));
  assert.equal((await mensagem(db, id)).estado, 'ENVIADA');
  assert.equal(mails[0]?.messageId, dropping.received[0]?.messageId);
  assert.equal(mails[0]?.messageId, `<${unclear.envio}@provedor.example>`);
});

test('a server that is down or slow costs a try of a few messages, not of all; after two days a message gives up', async () => {
  const { url, close } = await smtpServer();
  await close();
  const correio = correioDe(db, { bulkMail: pool(url, 2) });
  const ids: number[] = [];
  for (let n = 0; n < 10; n++) ids.push((await agendado(db)).id);
  await enviarFila(correio);
  const tried = async () =>
    (await Promise.all(ids.map((id) => mensagem(db, id)))).filter(({ tentativas }) => tentativas > 0).length;
  assert.ok((await tried()) <= 2);
  for (let n = 0; n < 80; n++) {
    await passam(db, 1800);
    await enviarFila(correio);
  }
  const rows = await Promise.all(ids.map((id) => mensagem(db, id)));
  assert.deepEqual(
    rows.map(({ estado, tentativas }) => [estado, tentativas]),
    ids.map(() => ['FALHOU', 8]),
  );
  assert.match(rows[0]?.erro ?? '', /ECONNREFUSED/);
});

test('a process that dies while it sends leaves the message to another, after its time', async () => {
  const { mails, url } = await smtpServer();
  const { id } = await agendado(db);
  const dead = correioDe(db, { bulkMail: { send: () => new Promise(() => {}) } });
  void enviarFila(dead);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const correio = para(url);
  assert.equal(await enviarFila(correio), 0);
  await db
    .updateTable('mensagem_fila')
    .set({ reservada_ate: new Date(Date.now() - 1000) })
    .where('mensagem_id', '=', id)
    .execute();
  assert.equal(await enviarFila(correio), 1);
  assert.equal(mails.length, 1);
  const { estado, tentativas } = await mensagem(db, id);
  assert.deepEqual([estado, tentativas], ['ENVIADA', 2]);
});

test('two processes together send each message once', async () => {
  const { mails, url } = await smtpServer();
  await inTransaction(db, origin, (tx) =>
    agendarEmails(
      tx,
      Array.from({ length: 100 }, (_, n) => ({
        clienteId: null,
        para: `c${n}@exemplo.com.br`,
        modelo: 'titularidade' as const,
        valores: { nome: 'C' },
        causa: `juntos ${n}`,
      })),
    ),
  );
  const sent = await Promise.all([enviarFila(para(url)), enviarFila(para(url))]);
  assert.equal(sent[0] + sent[1], 100);
  assert.equal(new Set(mails.map(({ messageId }) => messageId)).size, 100);
  assert.equal(mails.length, 100);
});
