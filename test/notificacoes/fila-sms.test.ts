import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { agendarSms, enviarFila, type SmsAgendado } from '#modules/notificacoes/index.ts';
import { infobipSms } from '#platform/infobip/sms.ts';
import { cutToSms, type SmsPort } from '#platform/sms.ts';
import { httpSms } from '#platform/sms-http.ts';
import { inTransaction } from '#platform/transaction.ts';
import { testDatabase } from '../support/db.ts';
import { infobipStandIn } from '../support/infobip.ts';
import { makeCliente } from '../support/makers.ts';
import { correioDe, passam } from './support.ts';

const { db } = await testDatabase();
const infobip = await infobipStandIn();
const reportTo = 'https://entregas:senha@provedor.example/ws/integracao/infobip/entregas';
const porInfobip = cutToSms(infobipSms({ ...infobip, sender: 'PROVEDOR', reportTo }), { accents: 'tira', maxParts: 3 });
const valores = { valor: 'R$ 90,00', vencimento: '10/12/2026', linhaDigitavel: '23793.38128 60000.000003' };
let next = 1;

async function agendado(changed: Partial<SmsAgendado<'linha-digitavel'>> = {}) {
  const causa = `sms ${next++}`;
  const sms = {
    clienteId: null,
    telefone: { ddd: '31', numero: '999994444' },
    modelo: 'linha-digitavel' as const,
    valores,
    causa,
    ...changed,
  };
  await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) => agendarSms(tx, sms));
  return () => db.selectFrom('mensagem').selectAll().where('causa', '=', causa).executeTakeFirstOrThrow();
}
const enviar = (sms: SmsPort) => enviarFila(correioDe(db, { sms }));

test('an SMS by Infobip: text without accents, our id, the address of the reports', async () => {
  const row = await agendado();
  await enviar(porInfobip);
  const { envio, estado, resposta_provedor } = await row();
  assert.deepEqual(infobip.sent.splice(0), [
    {
      sender: 'PROVEDOR',
      to: '5531999994444',
      text: 'Fatura de R$ 90,00 com vencimento em 10/12/2026. Linha digitavel: 23793.38128 60000.000003',
      messageId: envio,
      webhook: reportTo,
    },
  ]);
  assert.deepEqual([estado, resposta_provedor], ['ENVIADA', '200 PENDING_NAME']);
});

test('an answer that is lost: its log is asked, and what stands there is not sent again', async () => {
  infobip.moods.push('drop');
  const row = await agendado();
  await enviar(porInfobip);
  assert.equal((await row()).estado, 'PENDENTE');
  await passam(db, 2);
  await enviar(porInfobip);
  assert.equal(infobip.sent.splice(0).length, 1);
  const { estado, tentativas, resposta_provedor } = await row();
  assert.deepEqual([estado, tentativas, resposta_provedor], ['ENVIADA', 2, 'já recebido: PENDING_NAME']);
});

test('a connection lost before it was taken: its log does not have it, and it is sent once', async () => {
  infobip.moods.push('dropBefore');
  const row = await agendado();
  await enviar(porInfobip);
  await passam(db, 2);
  await enviar(porInfobip);
  assert.equal(infobip.sent.splice(0).length, 1);
  assert.equal((await row()).estado, 'ENVIADA');
});

test('too often and out of order are waited for; a refusal is final; a wrong key is the operator’s', async () => {
  for (const mood of [429, 500] as const) {
    infobip.moods.push(mood);
    const row = await agendado();
    await enviar(porInfobip);
    const { estado, erro } = await row();
    assert.deepEqual([estado, erro], ['PENDENTE', `a Infobip respondeu ${mood}`]);
    await passam(db, 2);
    await enviar(porInfobip);
    assert.equal((await row()).estado, 'ENVIADA');
  }
  infobip.moods.push('reject');
  const refused = await agendado();
  await enviar(porInfobip);
  assert.deepEqual([(await refused()).estado, (await refused()).erro], ['FALHOU', 'a Infobip recusou: REJECTED_NAME']);
  infobip.sent.splice(0);
  const waits = await agendado();
  await enviar(infobipSms({ url: infobip.url, key: 'outra', sender: 'P', reportTo: null }));
  assert.deepEqual(
    [(await waits()).estado, (await waits()).erro],
    ['PENDENTE', 'a Infobip respondeu 401 UNAUTHORIZED'],
  );
  await passam(db, 2);
  await enviar(porInfobip);
  assert.equal(infobip.sent.splice(0).length, 1);
});

test('what was asked for reaches who takes no SMS; a duty of the contract does not, and says why', async () => {
  const { id: clienteId } = await makeCliente(db, { recebe_sms: false });
  const asked = await agendado({ clienteId });
  const notice = await (async () => {
    const causa = `aviso ${clienteId}`;
    const fate = await inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
      agendarSms(tx, {
        clienteId,
        telefone: { ddd: '31', numero: '999994444' },
        modelo: 'aviso-inadimplencia',
        valores: { nome: 'A', contratos: '1', valor: 'R$ 1,00', suspensaoParcial: '1', suspensao: '2', rescisao: '3' },
        causa,
      }),
    );
    return {
      fate,
      row: await db.selectFrom('mensagem').selectAll().where('causa', '=', causa).executeTakeFirstOrThrow(),
    };
  })();
  assert.deepEqual(
    [notice.fate, notice.row.estado, notice.row.erro],
    ['DISPENSADA', 'DISPENSADA', 'o cliente não recebe SMS'],
  );
  await enviar(porInfobip);
  assert.equal((await asked()).estado, 'ENVIADA');
  assert.equal(infobip.sent.splice(0).length, 1);
});

test('a plain gateway gets coding and id; one that ends without an answer is not sent twice', async () => {
  const requests: URL[] = [];
  const server = createServer((request, response) => {
    requests.push(new URL(request.url ?? '', 'http://x'));
    if (requests.length === 2) return void request.socket.destroy();
    response.writeHead(202).end('0: Accepted for delivery');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const { port } = server.address() as { port: number };
  const gateway = httpSms(
    `http://127.0.0.1:${port}/cgi-bin/sendsms?to={para}&text={texto}&coding={codificacao}&id={id}`,
  );
  const good = await agendado();
  await enviar(cutToSms(gateway, { accents: 'mantem', maxParts: 3 }));
  assert.equal((await good()).estado, 'ENVIADA');
  const query = requests[0]?.searchParams;
  assert.deepEqual([query?.get('coding'), query?.get('id')], ['2', (await good()).envio]);
  assert.match(query?.get('text') ?? '', /digitável/);
  const lost = await agendado();
  await enviar(cutToSms(gateway, { accents: 'tira', maxParts: 3 }));
  assert.equal(requests[1]?.searchParams.get('coding'), '0');
  assert.equal((await lost()).estado, 'PENDENTE');
  await passam(db, 2);
  await enviar(gateway);
  assert.equal(requests.length, 2);
  assert.deepEqual([(await lost()).estado, /incerto/.test((await lost()).erro ?? '')], ['FALHOU', true]);
});
