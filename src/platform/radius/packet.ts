import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Attribute } from './attributes.ts';

/** Codes of RFC 5176, 2.3: what changes or ends a session that a NAS holds. */
export const CODES = {
  'Disconnect-Request': 40,
  'Disconnect-ACK': 41,
  'Disconnect-NAK': 42,
  'CoA-Request': 43,
  'CoA-ACK': 44,
  'CoA-NAK': 45,
} as const;

export interface Answer {
  code: number;
  /** Error-Cause (RFC 5176, 3.5), e.g. 503: the NAS has no such session. */
  errorCause: number | null;
}

const HEADER = 20;
const MESSAGE_AUTHENTICATOR = 80;
const ERROR_CAUSE = 101;

/**
 * A request with Message-Authenticator and Request Authenticator: HMAC-MD5, then MD5, over the packet with sixteen zero
 * octets in the authenticator's place (RFC 5176, 2.3 and 3.4).
 */
export function encodeRequest(code: number, id: number, attributes: readonly Attribute[], secret: string): Buffer {
  const own = attributes.map(({ type, value }) => Buffer.concat([Buffer.from([type, value.length + 2]), value]));
  const authenticator = Buffer.concat([Buffer.from([MESSAGE_AUTHENTICATOR, 18]), Buffer.alloc(16)]);
  const packet = Buffer.concat([Buffer.alloc(HEADER), ...own, authenticator]);
  packet.writeUInt8(code, 0);
  packet.writeUInt8(id, 1);
  packet.writeUInt16BE(packet.length, 2);
  createHmac('md5', secret)
    .update(packet)
    .digest()
    .copy(packet, packet.length - 16);
  createHash('md5').update(packet).update(secret).digest().copy(packet, 4);
  return packet;
}

/** Reads the answer to a request; null for what does not answer it, or was not made with the secret. */
export function decodeAnswer(answer: Buffer, request: Buffer, secret: string): Answer | null {
  if (answer.length < HEADER || answer[1] !== request[1]) return null;
  const packet = answer.subarray(0, answer.readUInt16BE(2));
  if (packet.length < HEADER || packet.length > answer.length) return null;
  const asSigned = Buffer.concat([packet.subarray(0, 4), request.subarray(4, HEADER), packet.subarray(HEADER)]);
  const expected = createHash('md5').update(asSigned).update(secret).digest();
  if (!timingSafeEqual(expected, packet.subarray(4, HEADER))) return null;
  let errorCause: number | null = null;
  for (const { type, value, at } of attributesOf(packet)) {
    if (type === ERROR_CAUSE && value.length === 4) errorCause = value.readUInt32BE(0);
    if (type !== MESSAGE_AUTHENTICATOR) continue;
    const blank = Buffer.from(asSigned);
    blank.fill(0, at, at + value.length);
    const digest = createHmac('md5', secret).update(blank).digest();
    if (value.length !== 16 || !timingSafeEqual(digest, value)) return null;
  }
  return { code: packet.readUInt8(0), errorCause };
}

/** The attributes of a packet, with the place of each value; stops at one that is cut short. */
export function* attributesOf(packet: Buffer): Generator<Attribute & { at: number }> {
  for (let at = HEADER; at + 2 <= packet.length; ) {
    const length = packet.readUInt8(at + 1);
    if (length < 2 || at + length > packet.length) return;
    yield { type: packet.readUInt8(at), value: packet.subarray(at + 2, at + length), at: at + 2 };
    at += length;
  }
}
