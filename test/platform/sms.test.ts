import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { after, test } from 'node:test';
import { SmsError } from '#platform/sms.ts';
import { httpSms } from '#platform/sms-http.ts';

/** A gateway on loopback that keeps the requests it was sent. */
async function gateway(
  answer: RequestListener = (_request, response) => response.writeHead(202).end('0: Accepted for delivery'),
) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const template = `http://127.0.0.1:${port}/cgi-bin/sendsms?username=balcao&password=segredo&coding=2&to={para}&text={texto}`;
  return { requests, template, port };
}

const text = 'Sua senha é 123456 & vale 50% + #1? ';
const message = { to: '5531999994444', text };

test('the gateway gets number and text in the query, whatever characters the text has', async () => {
  const { requests, template } = await gateway();
  const { response } = await httpSms(template).send(message, 2000);
  assert.equal(response, '202 0: Accepted for delivery');
  const [request] = requests;
  assert.equal(request?.method, 'GET');
  const { pathname, searchParams } = new URL(request?.url ?? '', 'http://x');
  assert.equal(pathname, '/cgi-bin/sendsms');
  assert.deepEqual(Object.fromEntries(searchParams), {
    username: 'balcao',
    password: 'segredo',
    coding: '2',
    to: '5531999994444',
    text,
  });
});

test('user and password before the host go as HTTP Basic', async () => {
  const { requests, port } = await gateway();
  await httpSms(`http://balc%C3%A3o:s%40nha@127.0.0.1:${port}/?p={para}&t={texto}`).send(message, 2000);
  const sent = Buffer.from(String(requests[0]?.headers.authorization).replace('Basic ', ''), 'base64').toString();
  assert.equal(sent, 'balcão:s@nha');
});

const refusals: [string, RequestListener, RegExp][] = [
  [
    'a 403',
    (_request, response) => response.writeHead(403).end('wrong password segredo'),
    /^o gateway de SMS respondeu 403$/,
  ],
  ['a 500', (request, response) => response.writeHead(500).end(request.url), /^o gateway de SMS respondeu 500$/],
  ['a dropped connection', (request) => request.destroy(), /^o gateway de SMS não respondeu \(\w+\)$/],
  ['silence', () => {}, /não respondeu em 300 ms/],
  [
    'an answer that never ends',
    (_request, response) => void response.writeHead(202).write('0'),
    /não respondeu em 300 ms/,
  ],
];
for (const [name, answer, expected] of refusals) {
  test(`${name} is a failure that tells neither password nor text`, async () => {
    const { template } = await gateway(answer);
    await assert.rejects(httpSms(template).send(message, 300), (error: Error) => {
      assert.ok(error instanceof SmsError);
      assert.match(error.message, expected);
      assert.doesNotMatch(error.message, /segredo|123456/);
      return true;
    });
  });
}

test('a redirect is not followed', async () => {
  const other = await gateway();
  const { template } = await gateway((_request, response) =>
    response.writeHead(302, { location: other.template }).end(),
  );
  await assert.rejects(httpSms(template).send(message, 2000), /respondeu 302/);
  assert.equal(other.requests.length, 0);
});

test('an answer that repeats the text is not kept, and of a long one only the beginning', async () => {
  const echo = await gateway((_request, response) => response.end(`sent: ${text}`));
  assert.equal((await httpSms(echo.template).send(message, 2000)).response, '200');
  const long = await gateway((_request, response) => response.end('x'.repeat(1_000_000)));
  assert.equal((await httpSms(long.template).send(message, 2000)).response.length, '200 '.length + 200);
});

test('what is no number is not sent', async () => {
  const { requests, template } = await gateway();
  for (const to of ['', '31 99999', '5531999994444&x=1', '+5531999994444']) {
    await assert.rejects(httpSms(template).send({ to, text }, 2000), SmsError);
  }
  assert.equal(requests.length, 0);
});
