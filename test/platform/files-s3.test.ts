import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { FileStoreError } from '#platform/files.ts';
import { s3Store } from '#platform/files-s3.ts';
import { type ReceivedRequest, signatureFault, signatureOf } from '../support/s3.ts';

const KEY = 'AKIDEXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

interface Sent extends ReceivedRequest {
  status: number;
}

/** A bucket on loopback that asks for a right signature, and what it was sent. */
async function bucket({ region = 'us-east-1', answer }: { region?: string; answer?: RequestListener } = {}) {
  const objects = new Map<string, Buffer>();
  const sent: Sent[] = [];
  const server = createServer(async (request, response) => {
    if (answer) return answer(request, response);
    const { method = '', url = '', headers } = request;
    const received = { method, url, headers, body: await buffer(request) };
    const status = statusFor(received);
    sent.push({ ...received, status });
    response.writeHead(status).end(status === 200 && method === 'GET' ? objects.get(url) : '<Error/>');
  });
  function statusFor(received: ReceivedRequest): number {
    if (signatureFault(received, { key: KEY, secret: SECRET, region })) return 403;
    if (received.method === 'PUT') objects.set(received.url, received.body);
    return objects.has(received.url) ? 200 : 404;
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const address = (path: string, secret = SECRET) =>
    `http://${KEY}:${encodeURIComponent(secret)}@127.0.0.1:${port}${path}`;
  return { objects, sent, address };
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest();

// Amazon S3 API Reference, "Authenticating Requests: Using the Authorization Header (AWS Signature Version 4)",
// example "GET Object".
test("the test's own signature is that of the published example", () => {
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-amz-date': '20130524T000000Z',
  };
  const signature = signatureOf(
    { method: 'GET', url: '/test.txt', headers, body: Buffer.alloc(0) },
    {
      names: ['host', 'range', 'x-amz-content-sha256', 'x-amz-date'],
      secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      scope: ['20130524', 'us-east-1', 's3', 'aws4_request'],
    },
  );
  assert.equal(signature, 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
});

test('what is put comes back, under its SHA-256, and every request is signed', async () => {
  const { objects, sent, address } = await bucket();
  const store = s3Store(address('/balde/clientes'));
  for (const content of [Buffer.from('olá'), randomBytes(300_000), Buffer.alloc(1)]) {
    const name = await store.put(content);
    assert.deepEqual(name, sha256(content));
    assert.deepEqual(await store.get(name), content);
    const hex = name.toString('hex');
    assert.deepEqual(objects.get(`/balde/clientes/${hex.slice(0, 2)}/${hex}`), content);
  }
  assert.deepEqual([...new Set(sent.map(({ status }) => status))], [200]);
});

test('region, port, a slash at the end and no prefix are taken from the address', async () => {
  const { objects, address } = await bucket({ region: 'sa-east-1' });
  const name = await s3Store(address('/balde/?region=sa-east-1')).put(Buffer.from('x'));
  assert.match([...objects.keys()].join(), /^\/balde\/2d\/2d[0-9a-f]{62}$/);
  assert.deepEqual(await s3Store(address('/balde?region=sa-east-1')).get(name), Buffer.from('x'));
});

test('the same content twice is one object; a content that is not there is null', async () => {
  const { objects, address } = await bucket();
  const store = s3Store(address('/balde'));
  const content = randomBytes(1000);
  const names = await Promise.all([store.put(content), store.put(content)]);
  assert.deepEqual(names[0], names[1]);
  assert.equal(objects.size, 1);
  assert.equal(await store.get(sha256(Buffer.from('outro'))), null);
});

test('another secret or another region is refused by the store, and said without the secret', async () => {
  const { objects, address } = await bucket();
  for (const wrong of [address('/balde', 'segredo-errado'), address('/balde?region=sa-east-1')]) {
    await fails(() => s3Store(wrong).put(Buffer.from('x')), /^o armazém recusou com o status 403$/);
    await fails(() => s3Store(wrong).get(sha256(Buffer.from('x'))), /^o armazém recusou com o status 403$/);
  }
  assert.equal(objects.size, 0);
});

const failures: [string, RequestListener, RegExp][] = [
  ['a 500', (request, response) => response.writeHead(500).end(request.url), /^o armazém recusou com o status 500$/],
  ['a 503', (_request, response) => response.writeHead(503).end('SlowDown'), /^o armazém recusou com o status 503$/],
  ['a dropped connection', (request) => request.destroy(), /^o armazém não respondeu: /],
  [
    'a redirect',
    (_request, response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
    /^o armazém não respondeu: /,
  ],
  ['silence', () => {}, /^o armazém não respondeu: .*(?:timeout|300 ms)/],
];
for (const [what, answer, expected] of failures) {
  test(`${what} is a failure that does not tell the secret`, async () => {
    const { address } = await bucket({ answer });
    const store = s3Store(address('/balde'), 300);
    await fails(() => store.put(Buffer.from('conteúdo')), expected);
    await fails(() => store.get(sha256(Buffer.from('x'))), expected);
  });
}

test('an answer that breaks off is a failure, not a shorter content', async () => {
  for (const end of ['destroy', 'wait'] as const) {
    const { address } = await bucket({
      answer: (request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('metade');
        if (end === 'destroy') setTimeout(() => request.socket.destroy(), 20);
      },
    });
    await fails(
      () => s3Store(address('/balde'), 300).get(sha256(Buffer.from('x'))),
      /^o armazém não respondeu até o fim: /,
    );
  }
});

test('nobody at the address is a failure', async () => {
  const store = s3Store(`http://${KEY}:${encodeURIComponent(SECRET)}@127.0.0.1:1/balde`);
  await fails(() => store.put(Buffer.from('x')), /^o armazém não respondeu: /);
});

async function fails(work: () => Promise<unknown>, expected: RegExp): Promise<void> {
  await assert.rejects(work, (error: Error) => {
    assert.ok(error instanceof FileStoreError, String(error));
    assert.match(error.message, expected);
    for (const secret of [SECRET, encodeURIComponent(SECRET), 'segredo-errado', KEY]) {
      assert.ok(!error.message.includes(secret), error.message);
    }
    return true;
  });
}
