import type { FastifyBaseLogger } from 'fastify';
import type { Porta } from '#modules/acesso/index.ts';
import type { Meios } from '#modules/equipamentos/index.ts';
import type { EmissorNfcom } from '#modules/fiscal/index.ts';
import type { LigacoesAoVivo } from '#modules/omnichannel/index.ts';
import type { ParceirosDeCredito } from '#modules/prospectos/index.ts';
import type { PixPort } from '#modules/recebimento/index.ts';
import type { Identificador } from '#modules/sva/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import type { FileStore } from '#platform/files.ts';
import type { PinPort } from '#platform/infobip/pin.ts';
import type { MailPort } from '#platform/mail.ts';
import type { Sealer } from '#platform/sealer.ts';
import type { SmsPort } from '#platform/sms.ts';
import type { Templates } from '#platform/templates.ts';
import type { TakeTurn } from '#platform/turns.ts';

/** The settings that change what an operation answers. */
export interface Rules {
  documentos: 'estrito' | 'tamanho';
  codeMinutes: number;
  /** Names of the company's assistant and site in GSAN's texts; empty: without a name. */
  gsanAssistente: string;
  gsanSite: string;
  /** Days for which the answer of a credit partner about a document is given again; 0: each call asks. */
  creditoDias: number;
  /** For how many days events are kept. */
  eventosDias: number;
  /** Whether digital invoices are sent by e-mail as they are issued. */
  faturaPorEmail: boolean;
}

/** What every door is given, made once by the server (or by a test). */
export interface Services {
  db: Database;
  clock: Clock;
  porta: Porta;
  files: FileStore;
  /** For one e-mail at once, which somebody waits for. */
  mail: MailPort;
  /** For what the job of sending takes out of the queue. */
  bulkMail: MailPort;
  sms: SmsPort;
  /** One-time codes that the partner makes and checks. */
  pin: PinPort;
  parceiros: ParceirosDeCredito;
  /** The bank that Pix is received at. */
  pix: PixPort;
  /** `segredo`: the part of the webhook's address that only the bank knows; null: there is no webhook. */
  pixWebhook: { segredo: string | null };
  nfcom: EmissorNfcom;
  /** OLTs, the ACS, and the Wi-Fi that contracts have. */
  equipamentos: Omit<Meios, 'db'>;
  /** The calls that come in, for the agents who listen. */
  ligacoes: LigacoesAoVivo;
  /** Makes and reads the subscriber ids of platforms that may not know the customer's. */
  identificador: Identificador;
  templates: Templates;
  rules: Rules;
  /** Seals the stored answers of repeatable writes. */
  sealer: Sealer;
  /** Fewer writes at once than the pool has connections: what a write does beside its transaction needs one too. */
  writeTurn: TakeTurn;
  log: FastifyBaseLogger;
}
