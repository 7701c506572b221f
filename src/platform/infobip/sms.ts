import { failureOfStatus, requireNumber, SmsError, type SmsPort, withoutAnswer } from '../sms.ts';
import { at, callInfobip, type InfobipAccount, type InfobipAnswer, refusalOf, textAt } from './client.ts';

export interface InfobipSmsSettings extends InfobipAccount {
  /** The sender id that the account has. */
  sender: string;
  /** Where deliveries are reported to, with user and password; null: nowhere, or as the account says. */
  reportTo: string | null;
}

const WHO = 'a Infobip';

/**
 * SMS by Infobip: `POST /sms/3/messages` (Infobip API, Channels, SMS, Send SMS message). The id of the message is its
 * `messageId` there. Infobip keeps no list of ids to refuse a second one; so after a try without an answer its log is
 * asked first (`GET /sms/3/logs?messageId=`, kept for 48 hours), and what stands there is not sent again.
 */
export function infobipSms(settings: InfobipSmsSettings): SmsPort {
  return {
    async send({ to, text, id, unclear = false }, deadlineMs) {
      requireNumber(to);
      const signal = AbortSignal.timeout(deadlineMs);
      try {
        if (unclear && id) {
          const known = await statusInLog(settings, id, signal);
          if (known !== null) return { response: `já recebido: ${known}` };
        }
        return {
          response: accepted(await callInfobip(settings, 'sms/3/messages', bodyOf(settings, to, text, id), signal)),
        };
      } catch (error) {
        if (error instanceof SmsError) throw error;
        throw withoutAnswer(WHO, error, signal, deadlineMs);
      }
    },
  };
}

const bodyOf = ({ sender, reportTo }: InfobipSmsSettings, to: string, text: string, id: string | undefined) => ({
  messages: [
    {
      sender,
      destinations: [{ to, ...(id && { messageId: id }) }],
      content: { text },
      ...(reportTo && { webhooks: { delivery: { url: reportTo }, contentType: 'application/json' } }),
    },
  ],
});

// What it says of the message goes to the log, but only names: descriptions repeat numbers.
function accepted({ status, body }: InfobipAnswer): string {
  if (status < 200 || status > 299) {
    const { code } = refusalOf(body);
    throw new SmsError(`${WHO} respondeu ${status}${code ? ` ${code}` : ''}`, failureOfStatus(status));
  }
  const group = textAt(body, 'messages', 0, 'status', 'groupName');
  const name = textAt(body, 'messages', 0, 'status', 'name') ?? '';
  if (group === null) throw new SmsError(`${WHO} deu uma resposta ilegível`, 'incerta');
  if (group === 'REJECTED' || group === 'UNDELIVERABLE') throw new SmsError(`${WHO} recusou: ${name}`, 'recusada');
  return `${status} ${name || group}`;
}

async function statusInLog(account: InfobipAccount, id: string, signal: AbortSignal): Promise<string | null> {
  const { status, body } = await callInfobip(
    account,
    `sms/3/logs?messageId=${encodeURIComponent(id)}`,
    undefined,
    signal,
  );
  const results = at(body, 'results');
  // It did not say: neither sent again nor given up.
  if (status !== 200 || !Array.isArray(results)) throw new SmsError(`${WHO} não informou o log (${status})`, 'incerta');
  if (results.length === 0) return null;
  return textAt(results, 0, 'status', 'name') ?? 'no log';
}
