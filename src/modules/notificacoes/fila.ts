import { type RawBuilder, sql } from 'kysely';
import { truncate } from '#kernel/text.ts';
import type { Database } from '#platform/db.ts';
import type { Anexo } from './anexos.ts';
import type { Valores } from './modelos.ts';

export type Canal = 'EMAIL' | 'SMS';

/** A message that is this process's to send. */
export interface DaFila {
  id: number;
  destino: string;
  modelo: string;
  valores: Valores;
  titulo: string | null;
  conteudo: string | null;
  anexos: Anexo[];
  /** Its name towards the server in every try. */
  envio: string;
  /** Tries, this one included. */
  tentativas: number;
  /** An earlier try ended without an answer, or with the process. */
  incerta: boolean;
}

/** Longer than a try may take: a message whose sender died is sent by another after it. */
const LEASE_SECONDS = 300;

/**
 * Takes the message of a channel that is due first, so that no other process sends it meanwhile; null when none is.
 * What is taken counts as a try whose end is unclear until finish() or postpone() say how it ended.
 */
export async function takeNext(db: Database, canal: Canal): Promise<DaFila | null> {
  const { rows } = await sql<DaFila>`
    with vez as (
      select mensagem_id from mensagem_fila
      where canal = ${canal} and falhou_em is null and proxima_em <= agora() and (reservada_ate is null or reservada_ate < clock_timestamp())
      order by prioridade, proxima_em, mensagem_id limit 1 for update skip locked
    )
    update mensagem_fila f
    set tentativas = f.tentativas + 1, reservada_ate = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}),
      incerta = true
    from vez join mensagem_fila antes using (mensagem_id) where f.mensagem_id = vez.mensagem_id
    returning f.mensagem_id as id, f.destino, f.modelo, f.valores, f.titulo, f.conteudo, f.anexos, f.envio,
      f.tentativas, antes.incerta`.execute(db);
  return rows[0] ?? null;
}

/** `incerta`: for all that we know it may have been sent. */
export type Fim = { estado: 'ENVIADA'; resposta: string } | { estado: 'FALHOU'; erro: string; incerta: boolean };

/**
 * Says how a message ended. Its contents and the whole address go with its place in the queue (LGPD, art. 15), at once
 * when it was sent; what failed stays there for some days, for an operator who sends it again.
 */
export async function finish(db: Database, mensagem: DaFila, fim: Fim): Promise<void> {
  await sql`
    with origem as (${origem(mensagem)}), fora as (${fim.estado === 'ENVIADA' ? saida(mensagem) : falha(mensagem, fim)})
    update mensagem m set estado = ${fim.estado}, tentativas = ${mensagem.tentativas}, encerrada_em = agora(),
      resposta_provedor = ${fim.estado === 'ENVIADA' ? short(fim.resposta) : null},
      erro = ${fim.estado === 'FALHOU' ? short(fim.erro) : null}
    from origem, fora where m.id = fora.mensagem_id`.execute(db);
}

// Whoever else took it over meanwhile: it has left.
const saida = ({ id }: DaFila): RawBuilder<unknown> =>
  sql`delete from mensagem_fila where mensagem_id = ${id} returning mensagem_id`;

const falha = ({ id, tentativas }: DaFila, { incerta }: { incerta: boolean }): RawBuilder<unknown> =>
  sql`update mensagem_fila set falhou_em = agora(), reservada_ate = null, incerta = ${incerta}
    where mensagem_id = ${id} and tentativas = ${tentativas} and falhou_em is null returning mensagem_id`;

/** Puts a message back, to be tried again after `waitMs`; `incerta`: it may have been sent for all that we know. */
export async function postpone(
  db: Database,
  mensagem: DaFila,
  { waitMs, erro, incerta }: { waitMs: number; erro: string; incerta: boolean },
): Promise<void> {
  await sql`
    with origem as (${origem(mensagem)}), volta as (
      update mensagem_fila set proxima_em = agora() + make_interval(secs => ${waitMs / 1000}), reservada_ate = null,
        incerta = ${incerta}
      where mensagem_id = ${mensagem.id} and tentativas = ${mensagem.tentativas} returning mensagem_id
    )
    update mensagem m set tentativas = ${mensagem.tentativas}, erro = ${short(erro)}
    from origem, volta where m.id = volta.mensagem_id`.execute(db);
}

/** Whether any message could be sent now. */
export async function anyDue(db: Database): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select from mensagem_fila
      where falhou_em is null and proxima_em <= agora()
        and (reservada_ate is null or reservada_ate < clock_timestamp())) as due`.execute(db);
  return rows[0]?.due === true;
}

const LONGEST = 500;
const short = (text: string): string => truncate(text, LONGEST);

// Each ending is a statement and so a transaction of its own; this names its audit row.
const origem = ({ modelo }: DaFila): RawBuilder<unknown> => {
  const origin = JSON.stringify({ origem: 'notificacao', operacao: modelo });
  return sql`select count(set_config('balcao.' || key, value, true)) from jsonb_each_text(${origin}::jsonb)`;
};
