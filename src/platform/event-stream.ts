import { Readable } from 'node:stream';

const HEARTBEAT_MS = 20_000;
/** Bytes that a client may leave unread before it is cut off: it comes back and says what it has seen. */
const MOST_UNREAD = 1024 * 1024;

export interface ServerEvent {
  id: number;
  name: string;
  data: unknown;
}

/**
 * Server-sent events (WHATWG HTML, 9.2) for those who listen now: each gets every event that is sent after it came,
 * and a comment every 20 s, which keeps proxies from closing the line.
 */
export class EventStreams {
  readonly #open = new Set<Readable>();

  /** A new listener, who first gets the events that it has missed; one that follows twice comes once. */
  async listen(missed: () => Promise<readonly ServerEvent[]>): Promise<Readable> {
    const stream = new Readable({ read() {}, highWaterMark: MOST_UNREAD });
    const heartbeat = setInterval(() => stream.push(': \n\n'), HEARTBEAT_MS);
    stream.once('close', () => {
      clearInterval(heartbeat);
      this.#open.delete(stream);
    });
    stream.push('retry: 3000\n\n');
    const late: ServerEvent[] = [];
    const seen = new Set<number>();
    const hold = (event: ServerEvent) => late.push(event);
    this.#held.set(stream, hold);
    this.#open.add(stream);
    for (const event of await missed()) {
      seen.add(event.id);
      stream.push(textOf(event));
    }
    this.#held.delete(stream);
    for (const event of late) if (!seen.has(event.id)) stream.push(textOf(event));
    return stream;
  }

  // Listeners that are still reading what they missed.
  readonly #held = new Map<Readable, (event: ServerEvent) => void>();

  send(event: ServerEvent): void {
    const text = textOf(event);
    for (const stream of this.#open) {
      const hold = this.#held.get(stream);
      if (hold) hold(event);
      else if (!stream.push(text)) stream.destroy();
    }
  }

  /** Whether anybody listens. */
  get busy(): boolean {
    return this.#open.size > 0;
  }

  /** Ends every stream; the clients come back to another process. */
  close(): void {
    for (const stream of this.#open) stream.push(null);
  }
}

const textOf = ({ id, name, data }: ServerEvent): string =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
