import { createTransport, type SendMailOptions } from 'nodemailer';
import { emailIsValid, maskEmail } from '#kernel/text.ts';

export interface MailMessage {
  /** One address, without a name. */
  to: string;
  subject: string;
  text: string;
  html?: string;
  attachments?: readonly MailAttachment[];
  /** Names the message in every try: its Message-ID is `<id@domain of the sender>`. */
  id?: string;
}

export interface MailAttachment {
  /** With its ending. */
  name: string;
  /** MIME type. */
  type: string;
  bytes: Uint8Array;
}

/** Sends an e-mail now and says what the server answered. Throws MailError. */
export interface MailPort {
  send(message: MailMessage, deadlineMs: number): Promise<{ response: string }>;
  /** How many messages it sends at once; one unless told. */
  connections?: number;
  /** Closes the connections that are kept open, if any. */
  close?(): void;
}

/**
 * What a failure means for the message and for those after it:
 * - `recusada`: the server will not take this message, ever (5xx to recipient or content);
 * - `passageira`: not now (4xx), or nobody knows whether it was taken;
 * - `servidor`: the server cannot be used at all now (no connection, no answer, login refused).
 */
export type MailFailure = 'recusada' | 'passageira' | 'servidor';

/** It was not sent, or nobody knows whether it was. The message is for the operator, without the content. */
export class MailError extends Error {
  readonly failure: MailFailure;
  constructor(message: string, failure: MailFailure = 'passageira') {
    super(message);
    this.failure = failure;
  }
}

/** Without a server configured, nothing can be sent. */
export const noMail: MailPort = {
  send: async () => {
    throw new MailError('nenhum servidor de e-mail configurado (BALCAO_SMTP_URL)', 'servidor');
  },
};

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const CONNECT_MS = 15_000;
const MESSAGES_PER_CONNECTION = 100;

/**
 * An SMTP server, `smtp://` (STARTTLS where the server has it) or `smtps://`. A password travels only encrypted,
 * except to this very machine. With `connections` that many are kept open and shared, as a mailing needs it; without,
 * each message has one of its own. A deadline cuts its connection at any stage: what has failed is not delivered
 * later, save when the server kept the whole message and only its answer was lost.
 */
export function smtpMail(url: string, from: string, { connections = 0 } = {}): MailPort {
  const { hostname, username } = new URL(url);
  const transport = createTransport({
    url,
    requireTLS: username !== '' && !LOOPBACK.test(hostname),
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    // A message whose connection closed is tried again by who knows of it, and no sooner.
    ...(connections > 0 && {
      pool: true as const,
      maxConnections: connections,
      maxMessages: MESSAGES_PER_CONNECTION,
      maxRequeues: 0,
    }),
  });
  const domain = /@([^\s<>"]+?)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send(message, deadlineMs) {
      const { to, subject } = message;
      if (!emailIsValid(to, 254)) throw new MailError('o endereço do destinatário é inválido', 'recusada');
      if (/[\r\n]/.test(subject)) throw new MailError('o assunto tem quebra de linha', 'recusada');
      const masked = (said: string) => said.replaceAll(to, () => maskEmail(to));
      const signal = AbortSignal.timeout(deadlineMs);
      try {
        const { response } = await transport.sendMail({ ...mailOf(message, from, domain), signal });
        return { response: masked(response) };
      } catch (error) {
        if (signal.aborted) {
          throw new MailError(`o servidor de e-mail não respondeu em ${deadlineMs} ms`, 'servidor');
        }
        const said = masked((error as Error).message);
        throw new MailError(`o servidor de e-mail recusou ou falhou: ${said}`, failureOf(error));
      }
    },
    ...(connections > 0 && { connections }),
    close: () => transport.close(),
  };
}

const mailOf = ({ to, subject, text, html, attachments, id }: MailMessage, from: string, domain: string) =>
  ({
    from,
    to,
    subject,
    text,
    ...(html && { html }),
    ...(id && { messageId: `<${id}@${domain}>` }),
    ...(attachments?.length && {
      attachments: attachments.map(({ name, type, bytes }) => ({
        filename: name,
        contentType: type,
        content: Buffer.from(bytes),
      })),
    }),
  }) satisfies SendMailOptions;

// A refusal of the sender or the login is the operator's to mend, and may be mended while the message waits.
function failureOf(error: unknown): MailFailure {
  const { responseCode = 0, command = '', code = '' } = error as Record<string, unknown>;
  if (/^(RCPT|DATA)/.test(String(command)) && Number(responseCode) >= 500) return 'recusada';
  // Larger than the server takes: it says so before it gets the message.
  if (code === 'EMESSAGE' && command === 'MAIL FROM') return 'recusada';
  // 421: the server is going down (RFC 5321, 4.2.2).
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== 421 ? 'passageira' : 'servidor';
}
