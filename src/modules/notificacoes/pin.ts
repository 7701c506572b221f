import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Reader, Tx } from '#platform/db.ts';
import { type PinChecked, PinError, type PinPort, type PinSent } from '#platform/infobip/pin.ts';

export interface LogDoPin {
  id: number;
  id_aplicacao: string;
  id_mensagem: string;
  id_pin: string;
  pin: number | null;
  telefone: string;
  status_nc: string | null;
  status_sms: string | null;
  tentativas_restantes: number;
  verificado: boolean;
  erro_pin: string | null;
  erro_requisicao: string | null;
  verificado_em: Date | null;
  criado_em: Date;
  usuario_id: number | null;
}

const COLUNAS = [
  'id',
  'id_aplicacao',
  'id_mensagem',
  'id_pin',
  'pin',
  'telefone',
  'status_nc',
  'status_sms',
  'tentativas_restantes',
  'verificado',
  'erro_pin',
  'erro_requisicao',
  'verificado_em',
  'criado_em',
  'usuario_id',
] as const;

/**
 * Has the partner send a code to a telephone (digits with country code). Outside of a transaction: it takes its time.
 * Throws unavailable `pin.falhou` with `motivo`.
 */
export const pedirPin = (pin: PinPort, telefone: string): Promise<PinSent> => asked(() => pin.send(telefone));

/**
 * Has the partner check a code; a wrong one is an answer. Outside of a transaction. Throws notFound `pin.desconhecido`
 * for a code that was not sent by us, unavailable `pin.falhou` with `motivo`.
 */
export async function conferirPin(db: Reader, pin: PinPort, idPin: string, codigo: string): Promise<PinChecked> {
  const known = await db.selectFrom('infobip_log').select('id').where('id_pin', '=', idPin).executeTakeFirst();
  if (!known) throw new DomainError('notFound', 'pin.desconhecido');
  return asked(() => pin.check(idPin, codigo));
}

async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof PinError)) throw error;
    throw new DomainError('unavailable', 'pin.falhou', { motivo: error.message });
  }
}

/** Keeps what the partner said of a code that it sent. */
export function registrarPin(
  tx: Tx,
  telefone: string,
  enviado: PinSent,
  autor: { integradorId: number; usuarioId?: number | undefined },
): Promise<LogDoPin> {
  return tx
    .insertInto('infobip_log')
    .values({
      id_aplicacao: enviado.applicationId,
      id_mensagem: enviado.messageId,
      id_pin: enviado.pinId,
      telefone,
      status_nc: enviado.ncStatus,
      status_sms: enviado.smsStatus,
      integrador_id: autor.integradorId,
      usuario_id: autor.usuarioId ?? null,
    })
    .returning(COLUNAS)
    .executeTakeFirstOrThrow();
}

export interface Verificacao {
  idPin: string;
  /** The code that was tried. */
  pin: number;
  /** The telephone that the partner checked it for; digits. */
  telefone?: string | undefined;
  verificado: boolean;
  tentativasRestantes?: number | undefined;
  erroPin?: string | null | undefined;
  erroRequisicao?: string | null | undefined;
}

/**
 * Keeps how the check of a code ended (page 198); what is not told stays as it was. Gives the record.
 * Throws notFound `pin.desconhecido`, conflict `pin.outro_telefone`: a code proves the telephone that it was sent to.
 */
export async function registrarVerificacao(tx: Tx, verificacao: Verificacao): Promise<LogDoPin> {
  const log = await tx
    .selectFrom('infobip_log')
    .select(['id', 'telefone'])
    .where('id_pin', '=', verificacao.idPin)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!log) throw new DomainError('notFound', 'pin.desconhecido');
  const { telefone = log.telefone, tentativasRestantes, erroPin, erroRequisicao } = verificacao;
  if (telefone !== log.telefone) throw new DomainError('conflict', 'pin.outro_telefone');
  return tx
    .updateTable('infobip_log')
    .set({
      pin: verificacao.pin,
      verificado: verificacao.verificado,
      erro_pin: erroPin ?? null,
      erro_requisicao: erroRequisicao ?? null,
      verificado_em: sql<Date>`agora()`,
      ...(tentativasRestantes !== undefined && { tentativas_restantes: tentativasRestantes }),
    })
    .where('id', '=', log.id)
    .returning(COLUNAS)
    .executeTakeFirstOrThrow();
}

/** The last record of a telephone whose code was tried within the last hour (page 197). */
export function ultimoPin(db: Reader, telefone: string): Promise<LogDoPin | undefined> {
  return db
    .selectFrom('infobip_log')
    .select(COLUNAS)
    .where('telefone', '=', telefone)
    .where('verificado_em', '>', sql<Date>`agora() - interval '1 hour'`)
    .where('verificado_em', '<=', sql<Date>`agora()`)
    .orderBy('verificado_em', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
