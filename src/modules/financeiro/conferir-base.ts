import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';
import type { Achado } from './conferir-provas.ts';

/** Proofs over the whole base, each of which reads a table once from end to end. */
export const provasDaBase: readonly ((tx: Tx) => Promise<Achado[]>)[] = [diasRepetidos, esperas, chamadas];

// The records of a contract follow each other: none begins before the one before has ended.
async function diasRepetidos(tx: Tx): Promise<Achado[]> {
  const { rows } = await sql<Achado>`
    select 'mes.dias' as prova, contrato_id as id, null::bigint as esperado, null::bigint as achado
    from (select contrato_id, inicio,
        lag(fim) over (partition by contrato_id order by competencia, inicio) as antes from contrato_faturado) m
    where inicio <= antes group by contrato_id order by contrato_id`.execute(tx);
  return rows;
}

// What waits for a customer's next invoice is what the ledger holds for it: credits in CREDITOS, remainders in A_COBRAR.
async function esperas(tx: Tx): Promise<Achado[]> {
  const { rows } = await sql<Achado>`
    with contas as (
      select cliente_id,
        sum(case when debito = 'CREDITOS' then valor when credito = 'CREDITOS' then -valor else 0 end) as creditos,
        sum(case when debito = 'A_COBRAR' then valor when credito = 'A_COBRAR' then -valor else 0 end) as restos
      from razao where debito in ('CREDITOS', 'A_COBRAR') or credito in ('CREDITOS', 'A_COBRAR') group by cliente_id),
    esperas as (
      select cliente_id, coalesce(sum(valor) filter (where tipo = 'CREDITO'), 0) as creditos,
        coalesce(sum(valor) filter (where tipo = 'RESTO'), 0) as restos
      from lancamento_futuro where fatura_id is null group by cliente_id)
    select x.prova, cliente_id as id, x.esperado::bigint as esperado, x.achado::bigint as achado
    from contas c full join esperas e using (cliente_id)
    cross join lateral (values
      ('cliente.creditos', coalesce(c.creditos, 0), coalesce(e.creditos, 0)),
      ('cliente.restos', coalesce(c.restos, 0), coalesce(e.restos, 0))) x (prova, esperado, achado)
    where x.esperado <> x.achado order by 2, 1`.execute(tx);
  return rows;
}

// Calls that say that an invoice charges them, against its lines of calls.
async function chamadas(tx: Tx): Promise<Achado[]> {
  const { rows } = await sql<Achado>`
    with ligacoes as (select fatura_id, sum(valor) as valor from ligacao where fatura_id is not null group by fatura_id),
    linhas as (select fatura_id, sum(valor) as valor from fatura_linha where tipo = 'CHAMADAS' group by fatura_id)
    select 'fatura.chamadas' as prova, fatura_id as id, coalesce(g.valor, 0)::bigint as esperado,
      coalesce(l.valor, 0)::bigint as achado
    from ligacoes g full join linhas l using (fatura_id)
    where coalesce(g.valor, 0) <> coalesce(l.valor, 0) order by fatura_id`.execute(tx);
  return rows;
}
