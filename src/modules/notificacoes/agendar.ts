import { type RawBuilder, sql } from 'kysely';
import { maskTelefone, type Telefone } from '#kernel/telephone.ts';
import { maskEmail } from '#kernel/text.ts';
import { unnest } from '#platform/bulk.ts';
import type { Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import type { Anexo } from './anexos.ts';
import type { ConteudoDado } from './conteudo.ts';
import { type Modelo, modelos, type NomeDeModelo, type ValoresDe } from './modelos.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    /** Sends what is due: one job may send many messages, and the next ones find nothing to do. */
    'mensagem.enviar': Record<string, never>;
  }
}

interface Agendada<N extends NomeDeModelo> extends ConteudoDado {
  /** Null for who is no customer: then nobody's wishes are asked. */
  clienteId: number | null;
  modelo: N;
  valores: ValoresDe<N>;
  /** What it is sent for, at most 200 characters: the same cause never sends twice on one channel. */
  causa: string;
}

export interface EmailAgendado<N extends NomeDeModelo = NomeDeModelo> extends Agendada<N> {
  para: string;
  anexos?: readonly Anexo[];
}

export interface SmsAgendado<N extends NomeDeModelo = NomeDeModelo> extends Agendada<N> {
  telefone: Telefone;
}

/** `DISPENSADA`: the customer does not want it. `REPETIDA`: the cause has its message already. */
export type Agendamento = 'PENDENTE' | 'DISPENSADA' | 'REPETIDA';

/**
 * Puts an e-mail into the outbox, in the caller's transaction: it leaves if and only if that commits. Its content is
 * kept until it has been sent; what carries a code or a password goes by enviarEmail().
 */
export async function agendarEmail<N extends NomeDeModelo>(tx: Tx, email: EmailAgendado<N>): Promise<Agendamento> {
  const [done] = await agendarEmails(tx, [email]);
  return done ?? 'REPETIDA';
}

/** The same to a customer, at the address on record and by name; null, and no message, where there is no address. */
export async function agendarEmailAoCliente<N extends NomeDeModelo>(
  tx: Tx,
  {
    clienteId,
    valores,
    ...email
  }: Omit<EmailAgendado<N>, 'clienteId' | 'para' | 'valores'> & {
    clienteId: number;
    valores: (nome: string) => ValoresDe<N>;
  },
): Promise<Agendamento | null> {
  const cliente = await tx
    .selectFrom('cliente')
    .select(['nome', 'email'])
    .where('id', '=', clienteId)
    .executeTakeFirstOrThrow();
  if (!cliente.email) return null;
  return agendarEmail<N>(tx, {
    ...email,
    clienteId,
    para: cliente.email,
    valores: valores(cliente.nome),
  });
}

/** Puts many e-mails into the outbox by one statement; says of each what became of it. */
export function agendarEmails<N extends NomeDeModelo>(
  tx: Tx,
  emails: readonly EmailAgendado<N>[],
): Promise<Agendamento[]> {
  return agendar(
    tx,
    'EMAIL',
    emails.map(({ para, ...email }) => ({ ...email, destino: para, mascarado: maskEmail(para) })),
  );
}

/** Puts an SMS into the outbox, as agendarEmail() does an e-mail. */
export async function agendarSms<N extends NomeDeModelo>(tx: Tx, sms: SmsAgendado<N>): Promise<Agendamento> {
  const [done] = await agendarSmsEmLote(tx, [sms]);
  return done ?? 'REPETIDA';
}

/** Puts many SMS into the outbox by one statement; says of each what became of it. */
export function agendarSmsEmLote<N extends NomeDeModelo>(
  tx: Tx,
  lista: readonly SmsAgendado<N>[],
): Promise<Agendamento[]> {
  return agendar(
    tx,
    'SMS',
    lista.map(({ telefone, ...sms }) => ({
      ...sms,
      destino: `55${telefone.ddd}${telefone.numero}`,
      mascarado: maskTelefone(telefone),
    })),
  );
}

interface Nova extends Agendada<NomeDeModelo> {
  destino: string;
  mascarado: string;
  anexos?: readonly Anexo[];
}

async function agendar(tx: Tx, canal: 'EMAIL' | 'SMS', novas: readonly Nova[]): Promise<Agendamento[]> {
  if (novas.length === 0) return [];
  const { rows } = await sql<{ causa: string; estado: 'PENDENTE' | 'DISPENSADA' }>`
    with novas as (
      select distinct on (causa) * from ${colunas(novas)}
    ), gravada as (
      insert into mensagem (cliente_id, canal, destino, modelo, causa, tentativas, estado, erro, criada_em)
      select cliente_id, ${canal}, mascarado, modelo, causa, 0,
        case when recusa is null then 'PENDENTE' else 'DISPENSADA' end, recusa, agora()
      from novas left join cliente c on c.id = cliente_id cross join lateral (select ${recusa(canal)} as recusa) r
      on conflict (causa, canal) do nothing
      returning id, causa, estado, envio
    ), enfileirada as (
      insert into mensagem_fila (mensagem_id, canal, destino, modelo, valores, titulo, conteudo, anexos, envio, prioridade)
      select id, ${canal}, destino, modelo, valores, titulo, conteudo, anexos, envio, prioridade
      from gravada join novas using (causa) where estado = 'PENDENTE'
    )
    select causa, estado from gravada`.execute(tx);
  if (rows.some(({ estado }) => estado === 'PENDENTE')) await enqueue(tx, 'mensagem.enviar', {});
  const fates = new Map(rows.map(({ causa, estado }) => [causa, estado]));
  return novas.map(({ causa }) => {
    const fate = fates.get(causa) ?? 'REPETIDA';
    fates.delete(causa);
    return fate;
  });
}

const colunas = (novas: readonly Nova[]) =>
  unnest<Nova & { de: Modelo }>(
    novas.map((nova) => ({ ...nova, de: modelos[nova.modelo] })),
    {
      cliente_id: ['integer', ({ clienteId }) => clienteId],
      destino: ['text', ({ destino }) => destino],
      mascarado: ['text', ({ mascarado }) => mascarado],
      modelo: ['text', ({ modelo }) => modelo],
      finalidade: ['text', ({ de }) => de.finalidade],
      prioridade: ['smallint', ({ de }) => de.prioridade],
      causa: ['text', ({ causa }) => causa],
      valores: ['jsonb', ({ valores }) => JSON.stringify(valores)],
      titulo: ['text', ({ titulo }) => titulo ?? null],
      conteudo: ['text', ({ conteudo }) => conteudo ?? null],
      anexos: ['jsonb', ({ anexos }) => JSON.stringify(anexos ?? [])],
    },
  );

/** Why the customer's wishes hold a message back; null when they don't. The meaning of each `finalidade`. */
export function recusa(canal: 'EMAIL' | 'SMS'): RawBuilder<string | null> {
  return canal === 'SMS'
    ? sql`case when finalidade <> 'solicitada' and not c.recebe_sms then 'o cliente não recebe SMS'
               when finalidade = 'aviso' and not c.recebe_notificacoes then 'o cliente não recebe notificações' end`
    : sql`case when finalidade = 'aviso' and not c.recebe_notificacoes then 'o cliente não recebe notificações' end`;
}
