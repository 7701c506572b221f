import { at, callInfobip, type InfobipAccount, type InfobipAnswer, refusalOf, textAt } from './client.ts';

export interface PinSent {
  applicationId: string;
  messageId: string;
  pinId: string;
  ncStatus: string | null;
  smsStatus: string | null;
}

export interface PinChecked {
  verified: boolean;
  attemptsRemaining: number;
  /** WRONG_PIN, TTL_EXPIRED, NO_MORE_PIN_ATTEMPTS …; null when it was right. */
  pinError: string | null;
}

/** One-time codes by SMS that the partner makes, sends and checks. Throws PinError. */
export interface PinPort {
  /** `to`: digits with country code. */
  send(to: string): Promise<PinSent>;
  check(pinId: string, pin: string): Promise<PinChecked>;
}

/** The partner did not send, or did not check. Its code and words are Infobip's own, empty where none came. */
export class PinError extends Error {
  readonly code: string;
  readonly words: string;
  constructor(message: string, { code = '', text = '' } = {}) {
    super(message);
    this.code = code;
    this.words = text;
  }
}

/** Without an account configured, no code can be sent. */
export const noPin: PinPort = {
  send: () => Promise.reject(new PinError('o 2FA da Infobip não está configurado (BALCAO_INFOBIP_2FA_APLICACAO)')),
  check: () => Promise.reject(new PinError('o 2FA da Infobip não está configurado (BALCAO_INFOBIP_2FA_APLICACAO)')),
};

export interface InfobipPinSettings extends InfobipAccount {
  /** The 2FA application and its message template, as the account has them. */
  applicationId: string;
  messageId: string;
  sender: string;
}

const DEADLINE_MS = 8000;

/**
 * Infobip's 2FA: `POST /2fa/2/pin` sends, `POST /2fa/2/pin/{pinId}/verify` checks (Infobip API, Platform, 2FA). A wrong
 * code is an answer, not an error. Neither is repeated: a second call would send a second code or cost an attempt.
 */
export function infobipPin(settings: InfobipPinSettings): PinPort {
  const { applicationId, messageId, sender } = settings;
  return {
    async send(to) {
      const body = await answerOf(settings, '2fa/2/pin', { applicationId, messageId, from: sender, to });
      const pinId = textAt(body, 'pinId');
      if (pinId === null) throw new PinError('a Infobip deu uma resposta ilegível');
      return {
        applicationId,
        messageId,
        pinId,
        ncStatus: textAt(body, 'ncStatus'),
        smsStatus: textAt(body, 'smsStatus'),
      };
    },
    async check(pinId, pin) {
      const body = await answerOf(settings, `2fa/2/pin/${encodeURIComponent(pinId)}/verify`, { pin });
      const verified = at(body, 'verified');
      if (typeof verified !== 'boolean') throw new PinError('a Infobip deu uma resposta ilegível');
      const remaining = Number(at(body, 'attemptsRemaining') ?? 0);
      return {
        verified,
        attemptsRemaining: Number.isInteger(remaining) ? remaining : 0,
        pinError: textAt(body, 'pinError'),
      };
    },
  };
}

async function answerOf(account: InfobipAccount, path: string, body: unknown): Promise<unknown> {
  let answer: InfobipAnswer;
  try {
    answer = await callInfobip(account, path, body, AbortSignal.timeout(DEADLINE_MS));
  } catch {
    throw new PinError('sem resposta da Infobip');
  }
  if (answer.status >= 200 && answer.status <= 299) return answer.body;
  throw new PinError(`a Infobip respondeu ${answer.status}`, refusalOf(answer.body));
}
