import assert from 'node:assert/strict';
import { test } from 'node:test';
import { esquecerCodigos } from '#modules/clientes/index.ts';
import { buildServer } from '../../src/server.ts';
import { makeIntegrador, testApp } from '../support/app.ts';
import { makeCliente } from '../support/makers.ts';

const t = await testApp({ gsanAssistente: 'ED - Assistente virtual da CAER', gsanSite: 'www.caer.com.br' });
const { segredo: key, id: integrador } = await makeIntegrador(t.db, { tipo: 'gsan' });
const ENVIAR = '/gsan/chatbot/enviarCodigoValidacaoEmailCliente';
const VALIDAR = '/gsan/chatbot/validarCodigoEmailCliente';

const post = (url: string, payload: object | string, headers: Record<string, string> = {}) =>
  t.app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });

let next = 1;
async function clienteSemEmail() {
  const { id, documento } = await makeCliente(t.db);
  const email = `fulano.de.tal.${next++}@exemplo.com.br`;
  return { id, pedido: { key, cpfCnpj: documento as string, email } };
}

const codigoPara = (email: string) =>
  /\b\d{6}\b/.exec(t.outbox.mails.findLast(({ to }) => to === email)?.text ?? '')?.[0] ?? '';
const outro = (codigo: string) => String((Number(codigo) + 1) % 1_000_000).padStart(6, '0');
const aceito = { key, body: { validado: 'S', mensagemCritica: '' } };
const recusado = (mensagemCritica: string) => ({ key, body: { validado: 'N', mensagemCritica } });

const codigoGuardado = (id: number) =>
  t.db.selectFrom('codigo_email').selectAll().where('cliente_id', '=', id).executeTakeFirst();
const emailDe = async (id: number) =>
  (await t.db.selectFrom('cliente').select('email').where('id', '=', id).executeTakeFirstOrThrow()).email;

async function later<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  t.clock.setOffset(t.clock.offset() + milliseconds);
  try {
    return await work();
  } finally {
    t.clock.setOffset(t.clock.offset() - milliseconds);
  }
}

test('a code of six digits is e-mailed, stored hashed and with an expiry, and validates once', async () => {
  const { id, pedido } = await clienteSemEmail();
  const response = await post(ENVIAR, pedido);
  assert.equal(response.statusCode, 200);
  assert.deepEqual(response.json(), aceito);
  const codigo = codigoPara(pedido.email);
  assert.match(codigo, /^\d{6}$/);
  const mail = t.outbox.mails.findLast(({ to }) => to === pedido.email);
  assert.ok(mail?.html?.includes(codigo));
  const row = await codigoGuardado(id);
  assert.ok(row && !JSON.stringify(row).includes(codigo));
  assert.equal(row.expira_em.getTime() - row.criado_em.getTime(), 15 * 60_000);

  assert.deepEqual((await post(VALIDAR, { ...pedido, codigo })).json(), aceito);
  assert.equal(await emailDe(id), pedido.email);
  assert.equal(await codigoGuardado(id), undefined);
  const again = await post(VALIDAR, { ...pedido, codigo });
  assert.equal(again.statusCode, 200);
  assert.equal(again.json().body.validado, 'N');
});

test('neither the code nor its hash is in the audit trail or in the log of messages', async () => {
  const { id, pedido } = await clienteSemEmail();
  await post(ENVIAR, pedido);
  const codigo = codigoPara(pedido.email);
  const { codigo_hash } = (await codigoGuardado(id)) ?? { codigo_hash: '' };
  const audit = await t.db.selectFrom('auditoria').selectAll().where('registro', '=', String(id)).execute();
  const trail = JSON.stringify(audit);
  assert.ok(!trail.includes(codigo) && !trail.includes(codigo_hash));
  const made = audit.find(({ tabela }) => tabela === 'codigo_email');
  assert.deepEqual(
    [made?.origem, made?.operacao, made?.integrador_id],
    ['gsan', 'gsan.email.enviarCodigoValidacao', integrador],
  );
  const [message] = await t.db.selectFrom('mensagem').selectAll().where('cliente_id', '=', id).execute();
  assert.deepEqual([message?.canal, message?.estado, message?.resposta_provedor], ['EMAIL', 'ENVIADA', '250 OK']);
  assert.match(message?.destino ?? '', /^ful\*{5}\S{3}@exemplo\.com\.br$/);
});

test('a customer who has an e-mail is refused with the text of the document, and nothing is sent', async () => {
  const cliente = await makeCliente(t.db, { email: 'aaaxyzbbb@email.com' });
  const response = await post(ENVIAR, { key, cpfCnpj: cliente.documento, email: 'novo.endereco@email.com' });
  assert.equal(response.statusCode, 200);
  assert.deepEqual(
    response.json(),
    recusado(
      'O cliente já possui um email cadastrado semelhante a aaa*****bbb@email.com. Caso deseje atualizar seu email, utilize nosso assistente virtual (ED - Assistente virtual da CAER), opção (Atualizar Somente o Email) disponível no site (www.caer.com.br).',
    ),
  );
  assert.equal(codigoPara('novo.endereco@email.com'), '');
});

test('without names of the company the parentheses are left out', async (s) => {
  const rules = { ...t.services.rules, gsanAssistente: '', gsanSite: '' };
  const app = await buildServer({ ...t.services, rules }, { logLevel: 'silent', trustProxy: false });
  s.after(() => app.close());
  const { documento } = await makeCliente(t.db, { email: 'ana@email.com' });
  const payload = { key, cpfCnpj: documento, email: 'novo.endereco@email.com' };
  const { body } = (await app.inject({ method: 'POST', url: ENVIAR, payload })).json();
  assert.equal(
    body.mensagemCritica,
    'O cliente já possui um email cadastrado semelhante a *****@email.com. Caso deseje atualizar seu email, utilize nosso assistente virtual, opção (Atualizar Somente o Email) disponível no site.',
  );
});

test('a failure to send answers 500 with the text of the document, ends the code, is logged, and may be tried again at once', async () => {
  const { id, pedido } = await clienteSemEmail();
  const email = 'aaaxyzbbb@email.com';
  t.outbox.failing = true;
  const response = await post(ENVIAR, { ...pedido, email });
  t.outbox.failing = false;
  assert.equal(response.statusCode, 500);
  assert.deepEqual(
    response.json(),
    recusado(
      'Erro no envio do email! Verifique se o email informado (aaa*****bbb@email.com) está correto. Caso sim, tente novamente mais tarde.',
    ),
  );
  assert.equal(await codigoGuardado(id), undefined);
  const [message] = await t.db.selectFrom('mensagem').selectAll().where('cliente_id', '=', id).execute();
  assert.deepEqual([message?.estado, message?.erro], ['FALHOU', 'recusado pelo teste']);
  assert.deepEqual((await post(ENVIAR, pedido)).json(), aceito);
});

test('one code a minute: more are held back, and of two at once one is sent', async () => {
  const { pedido } = await clienteSemEmail();
  const both = await Promise.all([post(ENVIAR, pedido), post(ENVIAR, pedido)]);
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 429]);
  assert.equal(t.outbox.mails.filter(({ to }) => to === pedido.email).length, 1);
  const held = await post(ENVIAR, pedido);
  assert.equal(held.statusCode, 429);
  assert.match(held.json().body.mensagemCritica, /^Um código já foi enviado\. Aguarde \d+ segundos/);
  assert.ok(Number(held.headers['retry-after']) <= 60);
  await later(61_000, async () => {
    const first = codigoPara(pedido.email);
    assert.deepEqual((await post(ENVIAR, pedido)).json(), aceito);
    const second = codigoPara(pedido.email);
    if (first !== second) assert.equal((await post(VALIDAR, { ...pedido, codigo: first })).json().body.validado, 'N');
    assert.deepEqual((await post(VALIDAR, { ...pedido, codigo: second })).json(), aceito);
  });
});

test('ten codes in 24 hours at most', async () => {
  const { pedido } = await clienteSemEmail();
  for (let n = 0; n < 10; n++)
    await later(n * 61_000, async () => assert.equal((await post(ENVIAR, pedido)).statusCode, 200));
  await later(3_600_000, async () => assert.equal((await post(ENVIAR, pedido)).statusCode, 429));
  await later(86_460_000, async () => assert.equal((await post(ENVIAR, pedido)).statusCode, 200));
});

test('five failures in ten minutes at most: then the next attempt has to wait', async () => {
  const { pedido } = await clienteSemEmail();
  t.outbox.failing = true;
  const statuses: number[] = [];
  for (let n = 0; n < 6; n++) statuses.push((await post(ENVIAR, pedido)).statusCode);
  t.outbox.failing = false;
  assert.deepEqual(statuses, [500, 500, 500, 500, 500, 429]);
  await later(11 * 60_000, async () => assert.equal((await post(ENVIAR, pedido)).statusCode, 200));
});

test('wrong codes are counted although refused, and after five the right one is worth nothing', async () => {
  const { id, pedido } = await clienteSemEmail();
  await post(ENVIAR, pedido);
  const codigo = codigoPara(pedido.email);
  const said: string[] = [];
  for (let n = 0; n < 5; n++)
    said.push((await post(VALIDAR, { ...pedido, codigo: outro(codigo) })).json().body.mensagemCritica);
  assert.deepEqual(said, [
    ...[4, 3, 2, 1].map((left) => `Código de validação incorreto. Tentativas restantes: ${left}.`),
    'Código de validação incorreto ou vencido. Solicite um novo código.',
  ]);
  assert.equal((await codigoGuardado(id))?.tentativas, 5);
  assert.equal((await post(VALIDAR, { ...pedido, codigo })).json().body.validado, 'N');
  assert.equal(await emailDe(id), null);
});

test('guesses at once count one by one', async () => {
  const { id, pedido } = await clienteSemEmail();
  await post(ENVIAR, pedido);
  const codigo = codigoPara(pedido.email);
  await Promise.all(Array.from({ length: 4 }, () => post(VALIDAR, { ...pedido, codigo: outro(codigo) })));
  assert.equal((await codigoGuardado(id))?.tentativas, 4);
});

test('a code is worth nothing after its expiry, with another address, or for another customer', async () => {
  const { pedido } = await clienteSemEmail();
  const other = await clienteSemEmail();
  await post(ENVIAR, pedido);
  const codigo = codigoPara(pedido.email);
  const wrong = [
    { ...pedido, codigo, email: 'outro.endereco@exemplo.com.br' },
    { ...other.pedido, email: pedido.email, codigo },
  ];
  for (const body of wrong) assert.equal((await post(VALIDAR, body)).json().body.validado, 'N');
  await later(15 * 60_000, async () =>
    assert.equal((await post(VALIDAR, { ...pedido, codigo })).json().body.validado, 'N'),
  );
  const upper = { ...pedido, email: pedido.email.toUpperCase(), codigo: Number(codigo) };
  assert.equal((await post(VALIDAR, upper)).json().body.validado, 'S');
});

test('two right answers at once store the e-mail once', async () => {
  const { id, pedido } = await clienteSemEmail();
  await post(ENVIAR, pedido);
  const codigo = codigoPara(pedido.email);
  const both = await Promise.all([1, 2].map(() => post(VALIDAR, { ...pedido, codigo })));
  assert.deepEqual(both.map((response) => response.json().body.validado).sort(), ['N', 'S']);
  const rows = await t.db
    .selectFrom('auditoria')
    .select('depois')
    .where('tabela', '=', 'cliente')
    .where('registro', '=', String(id))
    .where('acao', '=', 'alterou')
    .execute();
  assert.deepEqual(
    rows.map(({ depois }) => (depois as { email: string }).email),
    [pedido.email],
  );
});

test('a repeated request with one Idempotency-Key sends one e-mail; a failed one leaves its key free', async () => {
  const { pedido } = await clienteSemEmail();
  const headers = { 'idempotency-key': `codigo-${pedido.cpfCnpj}` };
  t.outbox.failing = true;
  assert.equal((await post(ENVIAR, pedido, headers)).statusCode, 500);
  t.outbox.failing = false;
  const first = await post(ENVIAR, pedido, headers);
  const second = await post(ENVIAR, pedido, headers);
  assert.equal(second.headers['idempotency-replayed'], 'true');
  assert.equal(second.body, first.body);
  assert.equal(t.outbox.mails.filter(({ to }) => to === pedido.email).length, 1);
  const tooLong = await post(ENVIAR, (await clienteSemEmail()).pedido, { 'idempotency-key': 'x'.repeat(201) });
  assert.equal(tooLong.statusCode, 400);
  assert.equal(t.outbox.mails.at(-1)?.to, pedido.email);
  const wrong = { ...pedido, codigo: outro(codigoPara(pedido.email)) };
  const guess = { 'idempotency-key': `palpite-${pedido.cpfCnpj}` };
  const answers = [await post(VALIDAR, wrong, guess), await post(VALIDAR, wrong, guess)];
  assert.match(answers[1]?.json().body.mensagemCritica, /restantes: 4/);
});

test('bad input gets the envelope with a sentence that says what to mend, and sends nothing', async () => {
  const { pedido } = await clienteSemEmail();
  const sent = t.outbox.mails.length;
  const cases: [object | string, number, RegExp][] = [
    ['{', 400, /não pôde ser lida/],
    ['[]', 400, /objeto JSON/],
    ['', 400, /./],
    [{ ...pedido, email: undefined }, 400, /email é obrigatório/],
    [{ ...pedido, email: '' }, 400, /email é obrigatório/],
    [{ ...pedido, key: undefined }, 400, /key é obrigatório/],
    [{ ...pedido, email: 'sem-arroba' }, 400, /email é inválido/],
    [{ ...pedido, email: 'a@b' }, 400, /email não é um e-mail válido/],
    [{ ...pedido, email: 'a@b.com\r\nBcc: c@d.com' }, 400, /email/],
    [{ ...pedido, email: 'a@b.com,c@d.com' }, 400, /email/],
    [{ ...pedido, email: `${'a'.repeat(300)}@b.com` }, 400, /mais de 254/],
    [{ ...pedido, email: { a: 1 } }, 400, /email deve ser um texto/],
    [{ ...pedido, key: 'nenhuma' }, 401, /Chave inválida/],
    [{ ...pedido, cpfCnpj: '12345678900' }, 400, /cpfCnpj não é um CPF ou CNPJ válido/],
    [{ ...pedido, cpfCnpj: '52998224725' }, 404, /Nenhum cliente/],
    [{ ...pedido, email: 'a\0@b.com' }, 400, /./],
    [{ ...pedido, lixo: 'x'.repeat(20_000) }, 413, /./],
  ];
  for (const [body, status, text] of cases) {
    const response = await post(ENVIAR, body);
    assert.equal(response.statusCode, status, JSON.stringify(body).slice(0, 200));
    const { key: echoed, body: answer } = response.json();
    assert.deepEqual(Object.keys(response.json()), ['key', 'body']);
    assert.equal(answer.validado, 'N');
    assert.match(answer.mensagemCritica, text);
    assert.equal(echoed, typeof body === 'object' && status !== 413 ? ((body as { key?: string }).key ?? '') : '');
  }
  assert.equal(t.outbox.mails.length, sent);
  for (const codigo of ['abc', '', '1234567', undefined]) {
    assert.equal((await post(VALIDAR, { ...pedido, codigo })).statusCode, 400);
  }
});

test('the services of the chatbot take JSON under any content type, and POST alone', async () => {
  const { pedido } = await clienteSemEmail();
  const response = await post(ENVIAR, JSON.stringify(pedido), { 'content-type': 'text/plain' });
  assert.equal(response.statusCode, 200);
  assert.equal((await t.app.inject({ method: 'GET', url: ENVIAR })).statusCode, 405);
  assert.equal((await t.app.inject({ method: 'POST', url: '/gsan/chatbot/outro' })).body, 'Page not found');
});

test('a stored code that has expired is forgotten', async () => {
  const { id, pedido } = await clienteSemEmail();
  await later(-3_600_000, () => post(ENVIAR, pedido));
  const fresh = await clienteSemEmail();
  await post(ENVIAR, fresh.pedido);
  await esquecerCodigos(t.db);
  assert.equal(await codigoGuardado(id), undefined);
  assert.ok(await codigoGuardado(fresh.id));
});
