import { sql } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';

/** Months of partitions that are made ahead. */
const ADIANTE = 3;

export interface CuidadoDaRede {
  fechadas: number;
  leituras: number;
  arquivadas: number;
}

const ORIGEM = { origem: 'tarefa', operacao: 'rotina.rede' };
/** Sessions that are archived in one transaction, so that a long backlog holds none back. */
const POR_VEZ = 10_000;

/** Each ten minutes: closes the sessions whose NAS is silent, takes a reading of those that go on and archives those that are over. */
export async function cuidarDaRede(db: Database, clock: Clock): Promise<CuidadoDaRede> {
  const agora = clock.now();
  const cuidado = await inTransaction(db, ORIGEM, async (tx) => {
    const { rows } = await sql<{ fechadas: number; leituras: number }>`
      select radius.fechar_perdidas(${agora}::timestamptz) as fechadas, radius.ler_contadores(${agora}::timestamptz) as leituras`.execute(
      tx,
    );
    return rows[0] ?? { fechadas: 0, leituras: 0 };
  });
  return { ...cuidado, arquivadas: await arquivar(db, agora) };
}

async function arquivar(db: Database, agora: Date): Promise<number> {
  let arquivadas = 0;
  for (;;) {
    const { rows } = await inTransaction(db, ORIGEM, (tx) =>
      sql<{ n: number }>`select radius.arquivar(${agora}::timestamptz, ${POR_VEZ}) as n`.execute(tx),
    );
    const n = rows[0]?.n ?? 0;
    arquivadas += n;
    if (n < POR_VEZ) return arquivadas;
  }
}

/**
 * Each day: makes the partitions of the months to come and drops those whose year of keeping is over. Each in a
 * transaction of its own, which gives up rather than make packets wait. Gives the names of what was dropped.
 */
export async function cuidarDasParticoes(db: Database, clock: Clock): Promise<string[]> {
  const hoje = clock.today();
  const origem = { origem: 'tarefa', operacao: 'rotina.diaria' };
  await inTransaction(db, origem, async (tx) => {
    await sql`set local lock_timeout = '5s'`.execute(tx);
    await sql`select radius.criar_particoes(${hoje}::date, (${hoje}::date + make_interval(months => ${ADIANTE}))::date)`.execute(
      tx,
    );
  });
  return inTransaction(db, origem, async (tx) => {
    await sql`set local lock_timeout = '5s'`.execute(tx);
    const { rows } = await sql<{ nomes: string[] }>`select radius.descartar_particoes(${hoje}::date) as nomes`.execute(
      tx,
    );
    return rows[0]?.nomes ?? [];
  });
}
