import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Attribute } from './attributes.ts';
import { type Answer, decodeAnswer, encodeRequest } from './packet.ts';

export interface Peer {
  host: string;
  port: number;
  secret: string;
}

/** Sends one request to a NAS. Null: it did not answer. Throws when the packet cannot leave this machine. */
export type SendRadius = (peer: Peer, code: number, attributes: readonly Attribute[]) => Promise<Answer | null>;

// The same packet again, after twice the time: a NAS that has done it answers as it did (RFC 5176, 2.3).
const WAITS_MS = [1000, 2000, 4000];

/** By UDP, with retransmission. */
export const sendRadius: SendRadius = (peer, code, attributes) => sendRadiusWith(WAITS_MS)(peer, code, attributes);

/** With other patience: how long is waited after each transmission, in milliseconds. */
export const sendRadiusWith =
  (waits: readonly number[]): SendRadius =>
  ({ host, port, secret }, code, attributes) => {
    const request = encodeRequest(code, randomInt(256), attributes, secret);
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    return new Promise<Answer | null>((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const end = (settle: () => void) => {
        clearTimeout(timer);
        socket.close();
        settle();
      };
      const transmit = (n: number) => {
        const wait = waits[n];
        if (wait === undefined) return end(() => resolve(null));
        socket.send(request, port, host, (error) => error && end(() => reject(error)));
        timer = setTimeout(() => transmit(n + 1), wait);
      };
      socket.on('message', (message, from) => {
        if (from.port !== port) return;
        const answer = decodeAnswer(message, request, secret);
        if (answer) end(() => resolve(answer));
      });
      socket.on('error', (error) => end(() => reject(error)));
      transmit(0);
    });
  };
