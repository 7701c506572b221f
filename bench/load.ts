import { connect, type Socket } from 'node:net';

/** Where requests go to. */
export interface Target {
  port: number;
  /** The whole of the next request, as it goes over the line. */
  request(): string;
}

export interface Measured {
  /** Answers a second. */
  perSecond: number;
  /** Milliseconds that half of the answers took at most, 95 of 100, and 99. */
  p50: number;
  p95: number;
  p99: number;
  answers: number;
  /** Answers that are no success. */
  refused: number;
}

/**
 * Keeps so many connections busy for a while, one request at a time on each, over bare sockets: it must cost as
 * little as possible, since it shares the machine with what it measures.
 */
export async function load(target: Target, connections: number, milliseconds: number): Promise<Measured> {
  const times: number[] = [];
  let refused = 0;
  const started = performance.now();
  const end = started + milliseconds;
  const clients = Array.from({ length: connections }, () =>
    keepAsking(target, end, (status, took) => {
      times.push(took);
      if (status < 200 || status > 299) refused++;
    }),
  );
  await Promise.all(clients);
  const elapsed = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return {
    perSecond: times.length / elapsed,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    answers: times.length,
    refused,
  };
}

/** Asks once on a connection of its own; gives the status and the body. */
export function ask(port: number, request: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    readAnswers(socket, (status, body) => {
      resolve({ status, body: body.toString() });
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

function keepAsking(
  { port, request }: Target,
  end: number,
  count: (status: number, took: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let asked = 0;
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const next = () => {
      asked = performance.now();
      socket.write(request());
    };
    readAnswers(socket, (status) => {
      const now = performance.now();
      count(status, now - asked);
      if (now < end) next();
      else socket.destroy();
    });
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('close', () => (performance.now() < end ? reject(new Error('the server hung up')) : resolve()));
  });
}

const HEAD_END = '\r\n\r\n';

/** Calls back for each answer with a Content-Length, however the bytes are cut. */
export function readAnswers(socket: Pick<Socket, 'on'>, answered: (status: number, body: Buffer) => void): void {
  let rest: Buffer | null = null;
  socket.on('data', (chunk: Buffer) => {
    let bytes: Buffer = rest ? Buffer.concat([rest, chunk]) : chunk;
    for (;;) {
      const headEnd = bytes.indexOf(HEAD_END);
      if (headEnd < 0) break;
      const head = bytes.toString('latin1', 0, headEnd);
      const bodyStart = headEnd + HEAD_END.length;
      const bodyEnd = bodyStart + contentLength(head);
      if (bytes.length < bodyEnd) break;
      answered(Number(head.slice(9, 12)), bytes.subarray(bodyStart, bodyEnd));
      bytes = bytes.subarray(bodyEnd);
    }
    rest = bytes.length > 0 ? bytes : null;
  });
}

function contentLength(head: string): number {
  const found = /\r\ncontent-length: (\d+)/i.exec(head);
  if (!found) throw new Error(`an answer without Content-Length: ${head}`);
  return Number(found[1]);
}
