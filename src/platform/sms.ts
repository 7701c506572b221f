export interface SmsMessage {
  /** Digits with country code: 5531999994444 */
  to: string;
  text: string;
}

/** Sends an SMS now and says what the gateway answered. Throws SmsError. */
export interface SmsPort {
  send(message: SmsMessage, deadlineMs: number): Promise<{ response: string }>;
}

/** It was not sent, or nobody knows whether it was. The message is for the operator, without the content. */
export class SmsError extends Error {}

/** Without a gateway configured, nothing can be sent. */
export const noSms: SmsPort = {
  send: async () => {
    throw new SmsError('nenhum gateway de SMS configurado (BALCAO_SMS_URL)');
  },
};

const LONGEST_ANSWER = 200;

/**
 * A gateway that sends on an HTTP GET, as Kannel's `sendsms` does (Kannel User's Guide, "Using the HTTP interface to
 * send SMS messages"). `template` is its whole address, with `{para}` and `{texto}` where they go, and user and
 * password, if any, before the host (HTTP Basic) or in the query. Any 2xx means accepted; redirects are not followed.
 */
export function httpSms(template: string): SmsPort {
  const { username, password } = new URL(template);
  const headers = username && {
    authorization: `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`,
  };
  return {
    async send({ to, text }, deadlineMs) {
      if (!/^\d{8,15}$/.test(to)) throw new SmsError('o número do destinatário é inválido');
      const address = new URL(
        template.replaceAll('{para}', encodeURIComponent(to)).replaceAll('{texto}', encodeURIComponent(text)),
      );
      address.username = '';
      address.password = '';
      const signal = AbortSignal.timeout(deadlineMs);
      try {
        const response = await fetch(address, { redirect: 'manual', signal, headers: { ...headers } });
        const said = await beginning(response);
        if (!response.ok) throw new SmsError(`o gateway de SMS respondeu ${response.status}`);
        return { response: `${response.status} ${repeats(said, text) ? '' : said}`.trim() };
      } catch (error) {
        if (error instanceof SmsError) throw error;
        if (signal.aborted) throw new SmsError(`o gateway de SMS não respondeu em ${deadlineMs} ms`);
        // The message of fetch holds the address, and that the password.
        const { code } = ((error as Error).cause ?? {}) as { code?: string };
        throw new SmsError(`sem resposta do gateway de SMS${code ? ` (${code})` : ''}`);
      }
    },
  };
}

// A word is enough: it may be the password, and the answer may be cut or encoded.
const repeats = (said: string, text: string) =>
  text.split(/\s+/).some((word) => word.length > 3 && said.includes(word));

// A gateway's answer is a line; whatever comes after it is not read.
async function beginning({ body }: Response): Promise<string> {
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.length > LONGEST_ANSWER) break;
  }
  return text.slice(0, LONGEST_ANSWER).trim();
}
