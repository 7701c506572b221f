import type { Services } from '#apis/core/services.ts';
import { anexoDaFatura } from '#modules/documentos/index.ts';
import type { Anexadores } from '#modules/notificacoes/index.ts';

/** Who makes what is attached to messages, by kind; each is asked when the message is sent. */
export const anexadoresOf = ({ db, clock, templates }: Pick<Services, 'db' | 'clock' | 'templates'>): Anexadores => ({
  fatura: (id) => anexoDaFatura(db, templates, id, clock.today()),
});
