import { smsText } from '#kernel/sms-text.ts';
import { failureOfStatus, requireNumber, SmsError, type SmsPort, withoutAnswer } from './sms.ts';

const LONGEST_ANSWER = 200;
const WHO = 'o gateway de SMS';

/**
 * A gateway that sends on an HTTP GET, as Kannel's `sendsms` does (Kannel User's Guide, "Using the HTTP interface to
 * send SMS messages"). `template` is its whole address, with `{para}` and `{texto}` where they go, `{id}` where the
 * gateway takes an id or a delivery address, `{codificacao}` for Kannel's `coding` (0 GSM-7, 2 UCS-2), and user and
 * password, if any, before the host (HTTP Basic) or in the query. Any 2xx means accepted; redirects are not followed.
 * Such a gateway cannot be asked what became of a message: one whose end is unclear is not sent again.
 */
export function httpSms(template: string): SmsPort {
  const { username, password } = new URL(template);
  const headers = username && {
    authorization: `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`,
  };
  return {
    async send({ to, text, id = '', unclear = false }, deadlineMs) {
      requireNumber(to);
      if (unclear) throw new SmsError(`o fim da tentativa anterior é incerto, e ${WHO} não o informa`, 'recusada');
      const address = new URL(
        template
          .replaceAll('{para}', encodeURIComponent(to))
          .replaceAll('{texto}', encodeURIComponent(text))
          .replaceAll('{id}', encodeURIComponent(id))
          .replaceAll('{codificacao}', isPlain(text) ? '0' : '2'),
      );
      address.username = '';
      address.password = '';
      const signal = AbortSignal.timeout(deadlineMs);
      try {
        const response = await fetch(address, { redirect: 'manual', signal, headers: { ...headers } });
        const said = await beginning(response);
        if (!response.ok) throw new SmsError(`${WHO} respondeu ${response.status}`, failureOfStatus(response.status));
        return { response: `${response.status} ${repeats(said, text) ? '' : said}`.trim() };
      } catch (error) {
        if (error instanceof SmsError) throw error;
        throw withoutAnswer(WHO, error, signal, deadlineMs);
      }
    },
  };
}

const isPlain = (text: string): boolean => smsText(text, { accents: 'mantem', maxParts: 99 }).coding === 'GSM-7';

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
