import { sql } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import type { Transport } from '#platform/http-partner.ts';
import type { Sealer } from '#platform/sealer.ts';
import { assinatura } from './assinatura.ts';
import { pausa } from './rules.ts';

const AT_ONCE = 8;
const DEADLINE_MS = 10_000;
const LEASE_SECONDS = 60;
const LONGEST_ANSWER = 200;

export interface Entregador {
  db: Database;
  clock: Clock;
  /** Opens the webhooks' secrets. */
  sealer: Sealer;
  transport?: Transport;
}

interface Entrega {
  webhook_id: number;
  posicao: number;
  tentativas: number;
  url: string;
  segredo: Buffer;
  segredo_anterior: Buffer | null;
  tipo: string;
  registro: string;
  quando: Date;
  dados: unknown;
}

/** What the secret of a webhook is sealed for. */
export const CONTEXTO = 'webhook';

/**
 * Delivers what is due, several at once, until nothing is; gives how many were taken. An event waits for the earlier ones
 * of its record. Whoever takes a delivery has it for a minute: of a process that dies another takes it up again, so that a
 * receiver may get an event twice, under the same id.
 */
export async function entregarEventos(entregador: Entregador): Promise<number> {
  for (let entregues = 0; ; ) {
    const entregas = await tomar(entregador.db);
    if (entregas.length === 0) return entregues;
    await Promise.all(entregas.map((entrega) => entregar(entregador, entrega)));
    entregues += entregas.length;
  }
}

async function tomar(db: Database): Promise<Entrega[]> {
  const { rows } = await sql<Entrega>`
    with vez as (
      select e.webhook_id, e.posicao from webhook_entrega e join webhook w on w.id = e.webhook_id
      where e.estado = 'PENDENTE' and w.ativo and e.proxima_em <= (select agora())
        and (e.reservada_ate is null or e.reservada_ate < clock_timestamp())
        and not exists (select from webhook_entrega a where a.webhook_id = e.webhook_id and a.registro = e.registro
          and a.posicao < e.posicao and a.estado = 'PENDENTE')
      order by e.proxima_em, e.posicao limit ${AT_ONCE}
      for update of e skip locked),
    minhas as (
      update webhook_entrega e set reservada_ate = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      from vez where e.webhook_id = vez.webhook_id and e.posicao = vez.posicao
      returning e.webhook_id, e.posicao, e.tentativas)
    select m.webhook_id, m.posicao, m.tentativas, w.url, w.segredo,
      case when w.anterior_ate > agora() then w.segredo_anterior end as segredo_anterior,
      e.tipo, e.registro_tipo || ' ' || e.registro_id as registro, e.quando, e.dados
    from minhas m join webhook w on w.id = m.webhook_id join evento e on e.posicao = m.posicao
    order by m.posicao`.execute(db);
  return rows;
}

async function entregar(entregador: Entregador, entrega: Entrega): Promise<void> {
  const resposta = await enviar(entregador, entrega);
  const aceita = /^2\d\d$/.test(resposta);
  const tentativas = entrega.tentativas + 1;
  const segundos = aceita ? null : pausa(tentativas);
  const estado = aceita ? 'ENTREGUE' : segundos === null ? 'DESISTIDA' : 'PENDENTE';
  await sql`update webhook_entrega set estado = ${estado}, tentativas = ${tentativas}, resposta = ${resposta},
      reservada_ate = null, proxima_em = agora() + make_interval(secs => ${segundos ?? 0}),
      encerrada_em = case when ${estado} <> 'PENDENTE' then agora() end
    where webhook_id = ${entrega.webhook_id} and posicao = ${entrega.posicao} and estado = 'PENDENTE'`.execute(
    entregador.db,
  );
}

/** The status of the answer, or what stood in its way. */
async function enviar({ clock, sealer, transport = fetch }: Entregador, entrega: Entrega): Promise<string> {
  const { posicao, tipo, registro, quando, dados, url, segredo, segredo_anterior } = entrega;
  const body = JSON.stringify({ id: posicao, tipo, registro, quando: quando.toISOString(), dados });
  const segredos = [segredo, ...(segredo_anterior ? [segredo_anterior] : [])].map((s) => sealer.open(s, CONTEXTO));
  try {
    const response = await transport(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Balcao',
        'balcao-event': tipo,
        'balcao-event-id': String(posicao),
        'balcao-signature': assinatura(segredos, clock.now(), body),
      },
      body,
      // What is signed goes to the address that the operator named, and to no other.
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    await response.body?.cancel();
    return String(response.status);
  } catch (error) {
    const { name, message, cause } = error as Error;
    const reason =
      name === 'TimeoutError' ? 'sem resposta em 10 s' : ((cause as Error | undefined)?.message ?? message);
    return reason.slice(0, LONGEST_ANSWER);
  }
}
