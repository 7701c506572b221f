import { sql } from 'kysely';
import type { Database } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';

/** Removes what has served its time: ended tokens, answers kept for repeated requests, counters. */
export async function faxina(db: Database): Promise<void> {
  await inTransaction(db, { origem: 'tarefa', operacao: 'acesso.faxina' }, async (tx) => {
    // Their making and revoking is in the audit trail already; their end is no event.
    await sql`select set_config('balcao.auditoria', 'nao', true)`.execute(tx);
    await sql`delete from token_acesso where expira_em < agora() - interval '7 days'`.execute(tx);
    await sql`delete from idempotencia where criada_em < agora() - interval '7 days'`.execute(tx);
    await sql`delete from tentativa_acesso where ultima_em < agora() - interval '1 day'`.execute(tx);
    await sql`delete from uso_integrador where minuto < agora() - interval '1 hour'`.execute(tx);
  });
}
