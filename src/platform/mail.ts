import { createTransport } from 'nodemailer';
import { emailIsValid, maskEmail } from '#kernel/text.ts';

export interface MailMessage {
  /** One address, without a name. */
  to: string;
  subject: string;
  text: string;
  html?: string;
}

/** Sends an e-mail now and says what the server answered. Throws MailError. */
export interface MailPort {
  send(message: MailMessage, deadlineMs: number): Promise<{ response: string }>;
}

/** It was not sent, or nobody knows whether it was. The message is for the operator, without the content. */
export class MailError extends Error {}

/** Without a server configured, nothing can be sent. */
export const noMail: MailPort = {
  send: async () => {
    throw new MailError('nenhum servidor de e-mail configurado (BALCAO_SMTP_URL)');
  },
};

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * An SMTP server, `smtp://` (STARTTLS where the server has it) or `smtps://`. A password travels only encrypted,
 * except to this very machine. Each message has a connection of its own, which its deadline cuts at any stage: what
 * has failed is not delivered later, save when the server kept the whole message and only its answer was lost.
 */
export function smtpMail(url: string, from: string): MailPort {
  const { hostname, username } = new URL(url);
  const transport = createTransport({
    url,
    requireTLS: username !== '' && !LOOPBACK.test(hostname),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, html }, deadlineMs) {
      if (!emailIsValid(to, 254)) throw new MailError('o endereço do destinatário é inválido');
      if (/[\r\n]/.test(subject)) throw new MailError('o assunto tem quebra de linha');
      const masked = (said: string) => said.replaceAll(to, () => maskEmail(to));
      const signal = AbortSignal.timeout(deadlineMs);
      try {
        const { response } = await transport.sendMail({ from, to, subject, text, ...(html && { html }), signal });
        return { response: masked(response) };
      } catch (error) {
        if (signal.aborted) throw new MailError(`o servidor de e-mail não respondeu em ${deadlineMs} ms`);
        throw new MailError(`o servidor de e-mail recusou ou falhou: ${masked((error as Error).message)}`);
      }
    },
  };
}
