import { sql } from 'kysely';
import { addMonths, type Day, day } from '#kernel/dates.ts';
import type { Database, Tx } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { writeMonth } from './invoices-month.ts';

/** A history of invoices to invent. */
export interface History {
  /** Invoices of each customer, one a month, the last of them due in the month before `hoje`. */
  meses: number;
  hoje: Day;
}

/** Customers in one transaction. */
const CUSTOMERS = 10_000;
/** Transactions at the same time. */
const WRITERS = 2;
const ORIGIN = { origem: 'comando', operacao: 'gerar' };
const TABLES = ['fatura', 'fatura_contrato', 'fatura_linha', 'contrato_faturado', 'boleto', 'pagamento', 'razao'];

/**
 * Invents the invoices that every customer of the base has had: a month after the other, as they would have come, with
 * lines, boletos, payments and ledger rows that agree; all paid but a tenth of the last month's. Contracts that ended
 * have none after their end. Reports how many there are so far.
 */
export async function generateInvoices(
  db: Database,
  { meses, hoje }: History,
  report: (done: number) => void,
): Promise<number> {
  const { rows } = await sql<{ primeiro: number | null; ultimo: number | null }>`
    select min(cliente_id) as primeiro, max(cliente_id) as ultimo from contrato`.execute(db);
  const { primeiro, ultimo } = rows[0] ?? {};
  if (primeiro == null || ultimo == null) return 0;
  const este = day(`${hoje.slice(0, 8)}01`);
  let done = 0;
  for (let atras = meses; atras >= 1; atras--) {
    const parts: [number, number][] = [];
    for (let from = primeiro; from <= ultimo; from += CUSTOMERS) {
      parts.push([from, Math.min(from + CUSTOMERS - 1, ultimo)]);
    }
    const write = async () => {
      for (let part = parts.shift(); part; part = parts.shift()) {
        const [de, ate] = part;
        const month = { competencia: addMonths(este, -atras), aberta: atras === 1, de, ate };
        const written = await bulk(db, (tx) => writeMonth(tx, month));
        done += written;
        report(done);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
  }
  await db.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`vacuum (analyze) ${sql.join(TABLES.map((table) => sql.table(table)))}`.execute(connection);
    await sql`reset statement_timeout`.execute(connection);
  });
  return done;
}

/**
 * A transaction for a load: no audit rows, and where PostgreSQL allows it no checks of keys that point to rows which
 * were read a moment ago. They would be three quarters of the time.
 */
function bulk<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(
    db,
    ORIGIN,
    async (tx) => {
      await sql`select set_config('statement_timeout', '0', true),
        case when current_setting('is_superuser') = 'on' then set_config('session_replication_role', 'replica', true) end
      `.execute(tx);
      return work(tx);
    },
    { quiet: true },
  );
}
