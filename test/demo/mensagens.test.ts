import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { demonstracao } from '#apis/demo/plugin.ts';
import { readConfig } from '../../src/config.ts';
import { demoPorts, portsOf } from '../../src/ports.ts';
import { buildServer } from '../../src/server.ts';
import { makeIntegrador, testApp } from '../support/app.ts';
import { makeCliente } from '../support/makers.ts';

const t = await testApp();
const { segredo: key } = await makeIntegrador(t.db, { tipo: 'gsan' });

/** A server with the ports of these settings, as the demo or production makes them. */
async function serverWith(kind: 'demo' | 'producao', env: Record<string, string>) {
  const installation = { db: t.db, dataDir: '/nowhere' };
  const ports = kind === 'demo' ? demoPorts(readConfig(env), installation) : portsOf(readConfig(env), installation);
  const app = await buildServer(
    { ...t.services, mail: ports.mail, sms: ports.sms },
    {
      logLevel: 'silent',
      trustProxy: false,
      ...(kind === 'demo' && {
        demo: (scope) => demonstracao(scope, { db: t.db, clock: t.clock, runDueJobs: async () => {} }),
      }),
    },
  );
  return app;
}

async function pedirCodigo(app: Awaited<ReturnType<typeof serverWith>>, email: string) {
  const { id, documento } = await makeCliente(t.db);
  const pedido = { key, cpfCnpj: documento, email };
  const start = performance.now();
  const response = await app.inject({
    method: 'POST',
    url: '/gsan/chatbot/enviarCodigoValidacaoEmailCliente',
    payload: pedido,
  });
  return { id, pedido, response, milliseconds: performance.now() - start };
}

test('without settings the demo keeps e-mails in its mailbox, where the code is read that then validates', async (s) => {
  const app = await serverWith('demo', {});
  s.after(() => app.close());
  await pedirCodigo(app, 'outro@exemplo.com.br');
  const { pedido, response } = await pedirCodigo(app, 'fulano@exemplo.com.br');
  assert.equal(response.json().body.validado, 'S');
  const all = (await app.inject({ method: 'GET', url: '/demo/mensagens' })).json();
  assert.deepEqual(
    all.map(({ destino }: { destino: string }) => destino),
    ['fulano@exemplo.com.br', 'outro@exemplo.com.br'],
  );
  const own = (
    await app.inject({ method: 'GET', url: '/demo/mensagens', query: { destino: 'fulano@exemplo.com.br' } })
  ).json();
  assert.equal(own.length, 1);
  assert.deepEqual(Object.keys(own[0]), ['id', 'canal', 'destino', 'assunto', 'texto', 'criadaEm', 'anexos']);
  const codigo = /\b\d{6}\b/.exec(own[0].texto)?.[0];
  const validated = await app.inject({
    method: 'POST',
    url: '/gsan/chatbot/validarCodigoEmailCliente',
    payload: { ...pedido, codigo },
  });
  assert.equal(validated.json().body.validado, 'S');
});

test('without settings production gives the documented failure', async (s) => {
  const app = await serverWith('producao', {});
  s.after(() => app.close());
  const { response } = await pedirCodigo(app, 'aaaxyzbbb@email.com');
  assert.equal(response.statusCode, 500);
  assert.match(response.json().body.mensagemCritica, /^Erro no envio do email! .*\(aaa\*{5}bbb@email\.com\)/);
});

async function smtp(s: { after(work: () => Promise<void>): void }, stall: boolean) {
  const texts: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      if (stall) return void stream.resume();
      simpleParser(stream).then(({ text = '' }) => {
        texts.push(text);
        done();
      }, done);
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  s.after(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as { port: number };
  return { texts, env: { BALCAO_SMTP_URL: `smtp://127.0.0.1:${port}` } };
}

test('with an SMTP server configured the demo too sends the real thing, and the code in it validates', async (s) => {
  const { texts, env } = await smtp(s, false);
  const app = await serverWith('demo', env);
  s.after(() => app.close());
  const { pedido, response } = await pedirCodigo(app, 'beltrano@exemplo.com.br');
  assert.equal(response.statusCode, 200);
  const codigo = /\b\d{6}\b/.exec(texts[0] ?? '')?.[0];
  const validated = await app.inject({
    method: 'POST',
    url: '/gsan/chatbot/validarCodigoEmailCliente',
    payload: { ...pedido, codigo },
  });
  assert.equal(validated.json().body.validado, 'S');
  const kept = await app.inject({ method: 'GET', url: '/demo/mensagens', query: { destino: pedido.email } });
  assert.deepEqual(kept.json(), []);
});

test('a stalling SMTP server costs each caller its deadline, and nobody else anything', async (s) => {
  const { env } = await smtp(s, true);
  const app = await serverWith('producao', env);
  s.after(() => app.close());
  // More calls than the pool has connections.
  const stalled = Promise.all(Array.from({ length: 24 }, (_, n) => pedirCodigo(app, `fulano.${n}@exemplo.com.br`)));
  let over = false;
  void stalled.then(() => {
    over = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal((await app.inject({ method: 'GET', url: '/health/ready' })).statusCode, 200);
  const { documento } = await makeCliente(t.db);
  const query = { key, cpfCnpj: documento ?? '', foneAntigo: '7933334444', foneNovo: '79911112222', tipoFoneNovo: '3' };
  const other = await app.inject({ method: 'POST', url: '/gsan/atualizarTelefoneCliente', query });
  assert.equal(other.statusCode, 200);
  assert.equal(over, false, 'the others were still waiting');
  for (const { response, milliseconds } of await stalled) {
    assert.equal(response.statusCode, 500);
    assert.match(response.json().body.mensagemCritica, /^Erro no envio do email!/);
    // Of four seconds, and what a busy machine adds; without it they would wait for minutes.
    assert.ok(milliseconds < 20_000, String(milliseconds));
  }
  assert.equal((await t.db.selectFrom('codigo_email').selectAll().execute()).length, 1);
});

test('a gateway address without its placeholders is refused at the start', () => {
  assert.throws(() => readConfig({ BALCAO_SMS_URL: 'http://127.0.0.1/send?to={para}' }), /\{texto\}/);
  assert.throws(() => readConfig({ BALCAO_SMTP_URL: 'http://127.0.0.1' }), /smtp/);
});
