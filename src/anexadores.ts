import type { Services } from '#apis/core/services.ts';
import type { Anexadores } from '#modules/notificacoes/index.ts';

/** Who makes what is attached to messages, by kind; each is asked when the message is sent. */
export const anexadoresOf = (_services: Pick<Services, 'db' | 'clock' | 'templates' | 'files'>): Anexadores => ({});
