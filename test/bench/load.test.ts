import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { after } from 'node:test';
import { ask, load, readAnswers } from '../../bench/load.ts';
import { median, ratio } from '../../bench/rounds.ts';

let served = 0;
const server = createServer((request, response) => {
  served++;
  const body = `olá ${request.url}`;
  response.writeHead(served % 10 === 0 ? 503 : 200, { 'Content-Length': Buffer.byteLength(body) }).end(body);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const { port } = server.address() as AddressInfo;
const request = () => 'GET /x HTTP/1.1\r\nhost: teste\r\n\r\n';

test('every answer is counted once, and those that are no 200 apart', async () => {
  served = 0;
  const { answers, refused, perSecond, p50, p99 } = await load({ port, request }, 4, 300);
  assert.equal(answers, served);
  assert.equal(refused, Math.floor(served / 10));
  assert.ok(perSecond > 0 && p50 > 0 && p99 >= p50);
});

test('one request gives the status and the body', async () => {
  served = 0;
  assert.deepEqual(await ask(port, request()), { status: 200, body: 'olá /x' });
});

test('answers are found however the bytes are cut', () => {
  const bytes = Buffer.from(
    'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabcHTTP/1.1 404 Not\r\nContent-Length: 0\r\n\r\n',
  );
  for (let cut = 1; cut < bytes.length; cut++) {
    const socket = new EventEmitter();
    const found: string[] = [];
    readAnswers(socket as never, (status, body) => found.push(`${status} ${body}`));
    socket.emit('data', bytes.subarray(0, cut));
    socket.emit('data', bytes.subarray(cut));
    assert.deepEqual(found, ['200 abc', '404 ']);
  }
});

test('ratios are taken round by round', () => {
  const measured = (perSecond: number) => ({ perSecond, p50: 1, p95: 1, p99: 1, answers: 1, refused: 0 });
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  // A round in which the whole machine was slow changes nothing.
  assert.equal(ratio([80, 8, 80].map(measured), [100, 10, 100].map(measured)), 0.8);
});
