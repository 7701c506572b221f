import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import {
  agendarSms,
  enviarFila,
  esquecerFalhas,
  lerMensagem,
  lerMensagens,
  passosDaMensagem,
  reenviarMensagem,
} from '#modules/notificacoes/index.ts';
import { MailError, type MailPort, smtpMail } from '#platform/mail.ts';
import { SmsError, type SmsPort } from '#platform/sms.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { makeCliente } from '../support/makers.ts';
import { smtpServer } from '../support/smtp.ts';
import { agendado, correioDe, mensagem, naFila, passam } from './support.ts';

const { db } = await testDatabase();
const recusa: MailPort = { send: () => Promise.reject(new MailError('recusado pelo teste', 'recusada')) };
const reenviar = (id: number, options = {}) =>
  inTransaction(db, { origem: 'comando', operacao: 'mensagens.reenviar' }, (tx) => reenviarMensagem(tx, id, options));
const falhada = async (changed: Parameters<typeof agendado>[1] = {}) => {
  const { id } = await agendado(db, changed);
  await enviarFila(correioDe(db, { bulkMail: recusa }));
  assert.equal((await mensagem(db, id)).estado, 'FALHOU');
  return id;
};
const pendentes = async () => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from evento where tipo = 'mensagem.pendente'`.execute(db);
  return rows[0]?.n;
};

test('what failed goes again under its Message-ID, with the tries of a new one; each step is on record', async () => {
  const { mails, url } = await smtpServer();
  const id = await falhada();
  assert.equal(await enviarFila(correioDe(db, { bulkMail: recusa })), 0, 'by itself it does not go again');
  assert.equal((await mensagem(db, id)).tentativas, 1);
  await reenviar(id);
  const espera = await mensagem(db, id);
  assert.deepEqual([espera.estado, espera.tentativas, espera.encerrada_em], ['PENDENTE', 0, null]);
  const porta = smtpMail(url, 'Balcão <nao-responda@provedor.example>', { connections: 1 });
  after(() => porta.close?.());
  assert.equal(await enviarFila(correioDe(db, { bulkMail: porta })), 1);
  const { envio, estado } = await mensagem(db, id);
  assert.equal(estado, 'ENVIADA');
  assert.equal(mails[0]?.messageId, `<${envio}@provedor.example>`);
  assert.equal(await naFila(db, id), undefined);
  assert.deepEqual(
    (await passosDaMensagem(db, id)).map((passo) => [passo.estado, passo.tentativas, passo.erro]),
    [
      ['PENDENTE', 0, null],
      ['FALHOU', 1, 'recusado pelo teste'],
      ['PENDENTE', 0, 'recusado pelo teste'],
      ['ENVIADA', 1, null],
    ],
  );
  assert.equal(await pendentes(), 0, 'waiting again is no event');
  await assert.rejects(reenviar(id), { code: 'mensagem.nao_falhou' });
});

test('two at once: one puts it back, the other is refused', async () => {
  const id = await falhada();
  const ends = await Promise.allSettled([reenviar(id), reenviar(id)]);
  assert.deepEqual(ends.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  await enviarFila(correioDe(db, { bulkMail: recusa }));
});

test('nobody is written to against a wish that came meanwhile, nor once the content is gone', async () => {
  const { id: clienteId } = await makeCliente(db);
  const sms = {
    clienteId,
    telefone: { ddd: '31', numero: '999994444' },
    modelo: 'aviso-inadimplencia' as const,
    valores: { nome: 'A', contratos: '1', valor: 'R$ 1,00', suspensaoParcial: '1', suspensao: '2', rescisao: '3' },
    causa: `reenviar ${clienteId}`,
  };
  await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) => agendarSms(tx, sms));
  const semRede: SmsPort = { send: () => Promise.reject(new SmsError('recusado', 'recusada')) };
  await enviarFila(correioDe(db, { sms: semRede }));
  const hoje = await lerMensagens(db, { ...(await periodo()), cliente: clienteId, limite: 10 });
  const id = hoje[0]?.id ?? 0;
  await db.updateTable('cliente').set({ recebe_sms: false }).where('id', '=', clienteId).execute();
  await assert.rejects(reenviar(id), (error: { code: string; facts: object }) => {
    assert.deepEqual([error.code, error.facts], ['mensagem.dispensada', { id, motivo: 'o cliente não recebe SMS' }]);
    return true;
  });
  await db.updateTable('cliente').set({ recebe_sms: true }).where('id', '=', clienteId).execute();
  assert.ok((await lerMensagem(db, id))?.conteudo_ate);
  await passam(db, 8 * 24 * 60);
  await esquecerFalhas(db);
  await assert.rejects(reenviar(id), { code: 'mensagem.sem_conteudo' });
  assert.equal((await mensagem(db, id)).estado, 'FALHOU', 'the row itself stays');
  await assert.rejects(reenviar(2_000_000_000), { code: 'mensagem.nao_encontrada' });
});

test('an SMS that may have arrived goes again by a plain gateway only when told so', async () => {
  const unclear: boolean[] = [];
  let answers: ('cai' | 'vai')[] = ['cai'];
  const porta: SmsPort = {
    // As platform/sms-http.ts does it.
    async send({ unclear: incerta = false }) {
      unclear.push(incerta);
      if (incerta) throw new SmsError('o fim da tentativa anterior é incerto', 'recusada');
      if (answers.shift() === 'cai') throw new SmsError('sem resposta', 'incerta');
      return { response: '202' };
    },
  };
  const correio = correioDe(db, { sms: porta });
  const causa = 'incerta 1';
  await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    agendarSms(tx, {
      clienteId: null,
      telefone: { ddd: '31', numero: '999994444' },
      modelo: 'linha-digitavel',
      valores: { valor: 'R$ 90,00', vencimento: '10/12/2026', linhaDigitavel: '23793.38128' },
      causa,
    }),
  );
  const linha = () => db.selectFrom('mensagem').selectAll().where('causa', '=', causa).executeTakeFirstOrThrow();
  await enviarFila(correio);
  await passam(db, 2);
  await enviarFila(correio);
  const { id, estado } = await linha();
  assert.equal(estado, 'FALHOU');
  assert.equal((await lerMensagem(db, id))?.incerta, true);
  await reenviar(id);
  await enviarFila(correio);
  assert.equal((await linha()).estado, 'FALHOU');
  answers = ['vai'];
  await reenviar(id, { aindaQueRepita: true });
  await enviarFila(correio);
  assert.equal((await linha()).estado, 'ENVIADA');
  assert.deepEqual(unclear, [false, true, true, false]);
});

async function periodo() {
  const { rows } = await sql<{ hoje: string }>`select (agora() at time zone 'America/Sao_Paulo')::date as hoje`.execute(
    db,
  );
  const hoje = String(rows[0]?.hoje) as never;
  return { de: hoje, ate: hoje };
}
