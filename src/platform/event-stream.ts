import { Readable } from 'node:stream';

const HEARTBEAT_MS = 20_000;
/** Bytes that a client may leave unread before it is cut off: it comes back and says what it has seen. */
const MOST_UNREAD = 1024 * 1024;

export interface ServerEvent {
  id: number;
  name: string;
  data: unknown;
}

interface Listener {
  /** What it got as missed: the news of an event may come after the event itself was read. */
  seen: Set<number>;
  /** What came while it was still reading what it missed; null afterwards. */
  held: ServerEvent[] | null;
}

/**
 * Server-sent events (WHATWG HTML, 9.2) for those who listen now: each gets every event that is sent after it came,
 * and a comment every 20 s, which keeps proxies from closing the line.
 */
export class EventStreams {
  readonly #open = new Map<Readable, Listener>();

  /** A new listener, who first gets the events that it has missed; one that follows twice comes once. */
  async listen(missed: () => Promise<readonly ServerEvent[]>): Promise<Readable> {
    const stream = new Readable({ read() {}, highWaterMark: MOST_UNREAD });
    const heartbeat = setInterval(() => stream.push(': \n\n'), HEARTBEAT_MS);
    stream.once('close', () => {
      clearInterval(heartbeat);
      this.#open.delete(stream);
    });
    stream.push('retry: 3000\n\n');
    const listener: Listener = { seen: new Set(), held: [] };
    this.#open.set(stream, listener);
    for (const event of await missed()) {
      listener.seen.add(event.id);
      stream.push(textOf(event));
    }
    const late = listener.held ?? [];
    listener.held = null;
    for (const event of late) deliver(stream, listener, event);
    return stream;
  }

  send(event: ServerEvent): void {
    for (const [stream, listener] of this.#open) {
      if (listener.held) listener.held.push(event);
      else deliver(stream, listener, event);
    }
  }

  /** Whether anybody listens. */
  get busy(): boolean {
    return this.#open.size > 0;
  }

  /** Ends every stream; the clients come back to another process. */
  close(): void {
    for (const stream of this.#open.keys()) stream.push(null);
  }
}

function deliver(stream: Readable, { seen }: Listener, event: ServerEvent): void {
  if (!seen.delete(event.id) && !stream.push(textOf(event))) stream.destroy();
}

const textOf = ({ id, name, data }: ServerEvent): string =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
