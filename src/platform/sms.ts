import { type SmsRule, smsText } from '#kernel/sms-text.ts';

export interface SmsMessage {
  /** Digits with country code: 5531999994444 */
  to: string;
  text: string;
  /** Follows the text and is never cut: a link, a line of digits. */
  tail?: string;
  /** Names the message in every try, and in what is reported of its delivery. */
  id?: string;
  /** An earlier try under this id ended without an answer: it may have been sent. */
  unclear?: boolean;
}

/** Sends an SMS now and says what the gateway answered. Throws SmsError. */
export interface SmsPort {
  send(message: SmsMessage, deadlineMs: number): Promise<{ response: string }>;
}

/**
 * What a failure means for the message and for those after it:
 * - `recusada`: the gateway will not take this message, ever;
 * - `passageira`: it did not take it now;
 * - `incerta`: nobody knows whether it took it; tried again, it might arrive twice;
 * - `servidor`: the gateway cannot be used at all now (no connection, login refused).
 */
export type SmsFailure = 'recusada' | 'passageira' | 'incerta' | 'servidor';

/** It was not sent, or nobody knows whether it was. The message is for the operator, without the content. */
export class SmsError extends Error {
  readonly failure: SmsFailure;
  constructor(message: string, failure: SmsFailure = 'passageira') {
    super(message);
    this.failure = failure;
  }
}

/** Without a gateway configured, nothing can be sent. */
export const noSms: SmsPort = {
  send: async () => {
    throw new SmsError('nenhum gateway de SMS configurado (BALCAO_SMS_URL ou BALCAO_INFOBIP_URL)', 'servidor');
  },
};

/** A port that is given every text as SMS have it: cut to length, with or without accents, its tail in it. */
export const cutToSms = (port: SmsPort, rule: SmsRule): SmsPort => ({
  async send({ text, tail, ...message }, deadlineMs) {
    let cut: string;
    try {
      cut = smsText(text, rule, tail).text;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new SmsError('o texto não cabe no SMS', 'recusada');
    }
    return port.send({ ...message, text: cut }, deadlineMs);
  },
});

/** The number as gateways take it. Throws SmsError. */
export function requireNumber(to: string): void {
  if (!/^\d{8,15}$/.test(to)) throw new SmsError('o número do destinatário é inválido', 'recusada');
}

/** Codes of a connection that never stood: nothing was sent over it. */
const NEVER_CONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** What a fetch that gave no answer means. The message of fetch itself holds the address, and that the password. */
export function withoutAnswer(who: string, error: unknown, signal: AbortSignal, deadlineMs: number): SmsError {
  if (signal.aborted) return new SmsError(`${who} não respondeu em ${deadlineMs} ms`, 'incerta');
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  const failure = NEVER_CONNECTED.includes(code ?? '') ? 'servidor' : 'incerta';
  return new SmsError(`${who} não respondeu${code ? ` (${code})` : ''}`, failure);
}

/** What an HTTP status that is no 2xx means. */
export function failureOfStatus(status: number): SmsFailure {
  if (status === 401 || status === 403) return 'servidor';
  return status === 429 || status >= 500 ? 'passageira' : 'recusada';
}
