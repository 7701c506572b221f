import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { pedirDesprovisionamentoDoContrato } from '#modules/equipamentos/index.ts';
import { liberarSaidas } from '#modules/redes/index.ts';
import { liberarNumeros } from '#modules/telefonia/index.ts';
import type { Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import { podeMudar, type StatusContrato } from './rules.ts';

declare module '#platform/jobs.ts' {
  interface JobPayloads {
    /** The network gives the contract what its status, as it is then, allows. Handled where the network is. */
    'rede.atualizar': { contratoId: number };
  }
}

export interface Mudanca {
  contratoId: number;
  para: StatusContrato;
  /** Why, for the history: a word of the caller's, such as VENDA or INADIMPLENCIA. */
  motivo: string;
  usuarioId?: number | undefined;
  integradorId?: number | undefined;
}

/**
 * The one way a contract's status changes. Locks the contract, writes its history, gives back what a cancelled one had
 * reserved, takes its equipment off the OLT, and has the network follow by the job `rede.atualizar`. A change to the status that it has already changes nothing.
 * Billing begins on the day of the first HABILITADO and ends with the day of the cancellation.
 * Throws notFound `contrato.nao_encontrado`, conflict `contrato.status` (facts de, para).
 */
export async function mudarStatus(tx: Tx, mudanca: Mudanca): Promise<void> {
  const contrato = await tx
    .selectFrom('contrato')
    .select(['id', 'status'])
    .where('id', '=', mudanca.contratoId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!contrato) throw new DomainError('notFound', 'contrato.nao_encontrado');
  const de = contrato.status;
  if (de === mudanca.para) return;
  if (!podeMudar(de, mudanca.para)) throw new DomainError('conflict', 'contrato.status', { de, para: mudanca.para });
  await tx
    .updateTable('contrato')
    .set({ status: mudanca.para, ...diasDaMudanca(de, mudanca.para) })
    .where('id', '=', contrato.id)
    .execute();
  await registrarStatus(tx, de, mudanca);
  if (mudanca.para === 'CANCELADO') {
    await liberarSaidas(tx, contrato.id);
    await liberarNumeros(tx, contrato.id);
    await pedirDesprovisionamentoDoContrato(tx, contrato.id);
  }
  await enqueue(tx, 'rede.atualizar', { contratoId: contrato.id }, { key: `rede.atualizar ${contrato.id}` });
}

// The first day in service is the first that is billed; the day of the cancellation is the last.
function diasDaMudanca(de: StatusContrato, para: StatusContrato) {
  if (para === 'CANCELADO') return { cancelado_em: HOJE };
  if (para !== 'HABILITADO' || !de.startsWith('AGUARDANDO')) return {};
  return {
    habilitado_em: sql<Day>`coalesce(habilitado_em, ${HOJE})`,
    faturar_desde: sql<Day>`coalesce(faturar_desde, ${HOJE})`,
  };
}

const HOJE = sql<Day>`(agora() at time zone 'America/Sao_Paulo')::date`;

/** Writes a row of the history; `de` is null for a new contract. */
export async function registrarStatus(tx: Tx, de: StatusContrato | null, mudanca: Mudanca): Promise<void> {
  await tx
    .insertInto('contrato_historico')
    .values({
      contrato_id: mudanca.contratoId,
      de,
      para: mudanca.para,
      motivo: mudanca.motivo,
      usuario_id: mudanca.usuarioId ?? null,
      integrador_id: mudanca.integradorId ?? null,
    })
    .execute();
}
