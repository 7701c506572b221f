import { sql } from 'kysely';
import { type Centavos, centavos } from '#kernel/money.ts';
import type { Database, Tx } from '#platform/db.ts';
import { provasDaBase } from './conferir-base.ts';
import { conferirFaturas, conferirMeses, conferirPagamentos } from './conferir-faturas.ts';
import type { Achado } from './conferir-provas.ts';

export type { Achado, NomeDaProva } from './conferir-provas.ts';

/** What the base holds in all; amounts in centavos. */
export interface Somas {
  faturas: number;
  /** Invoices that came from another system, which have no lines here. */
  trazidas: number;
  /** Of the invoices that were issued here: their values, which are their lines' charges less their discounts. */
  valor: Centavos;
  cobrado: Centavos;
  descontado: Centavos;
  /** Of their values, what payments, negotiations and cancellations have settled, and what is owed. */
  baixado: Centavos;
  devido: Centavos;
}

type Mostrar = (achado: Achado) => void;
type Progresso = (andamento: { feitas: number; de: number }) => void;

/** Invoices that one statement looks at: some seconds of work, and little memory. */
const FATURAS = 200_000;

/**
 * Proves for the whole base, as it is at one moment, that invoices = lines − discounts − payments and that the ledger
 * says the same: gives each place where it does not to `mostrar`, as it is found. Nothing is written, and nobody waits.
 */
export function conferir(db: Database, mostrar: Mostrar, progresso?: Progresso): Promise<Somas> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`select set_config('statement_timeout', '0', true)`.execute(tx);
      await provar(tx, mostrar, progresso);
      return somas(tx);
    });
}

/** The proofs, as one transaction sees the base. */
export async function provar(tx: Tx, mostrar: Mostrar, progresso: Progresso = () => {}): Promise<void> {
  const { primeira, ultima } = await limites(tx);
  if (ultima >= primeira) progresso({ feitas: 0, de: ultima - primeira + 1 });
  for (let de = primeira; de <= ultima; de += FATURAS) {
    const faixa = { de, ate: Math.min(de + FATURAS - 1, ultima) };
    for (const prova of [conferirFaturas, conferirPagamentos, conferirMeses]) {
      for (const achado of await prova(tx, faixa)) mostrar(achado);
    }
    progresso({ feitas: faixa.ate - primeira + 1, de: ultima - primeira + 1 });
  }
  for (const prova of provasDaBase) for (const achado of await prova(tx)) mostrar(achado);
}

async function limites(tx: Tx): Promise<{ primeira: number; ultima: number }> {
  const { rows } = await sql<{ primeira: number | null; ultima: number | null }>`
    select min(id) as primeira, max(id) as ultima from fatura`.execute(tx);
  return { primeira: rows[0]?.primeira ?? 1, ultima: rows[0]?.ultima ?? 0 };
}

async function somas(tx: Tx): Promise<Somas> {
  const { rows } = await sql<Record<keyof Somas, string>>`
    select f.*, l.*, f.valor - f.baixado as devido
    from (
      select count(*) as faturas, count(*) filter (where emitida_em is null) as trazidas,
        coalesce(sum(valor) filter (where emitida_em is not null), 0) as valor,
        coalesce(sum(valor_baixado) filter (where emitida_em is not null), 0) as baixado from fatura) f,
    (select coalesce(sum(l.valor) filter (where l.valor > 0), 0) as cobrado,
        coalesce(-sum(l.valor) filter (where l.valor < 0), 0) as descontado
      from fatura_linha l join fatura on fatura.id = l.fatura_id and fatura.emitida_em is not null) l`.execute(tx);
  const row = rows[0] as Record<keyof Somas, string>;
  const soma = (name: keyof Somas) => centavos(Number(row[name]));
  return {
    faturas: Number(row.faturas),
    trazidas: Number(row.trazidas),
    valor: soma('valor'),
    cobrado: soma('cobrado'),
    descontado: soma('descontado'),
    baixado: soma('baixado'),
    devido: soma('devido'),
  };
}
