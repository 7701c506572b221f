import { sql } from 'kysely';
import { type Day, formatDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Reader } from '#platform/db.ts';

export interface Periodo {
  inicio: Day;
  fim: Day;
}

/**
 * Whether a customer has debts among the invoices due in a period (Lei 12.007/2009 art. 2: the year counts by the due
 * date). A negotiated invoice is owed until its negotiation has been paid; a cancelled one is not owed.
 * Throws invalid `quitacao.periodo` when the period ends before it begins.
 */
export async function temDebitos(db: Reader, clienteId: number, periodo: Periodo): Promise<boolean> {
  conferir(periodo);
  const { rows } = await sql<{ deve: boolean }>`
    select exists (
      select from fatura f
      where f.cliente_id = ${clienteId} and f.vencimento between ${periodo.inicio}::date and ${periodo.fim}::date
        and (f.situacao = 'ABERTA' or f.situacao = 'NEGOCIADA' and not exists (
          select from negociacao_fatura nf join negociacao n on n.id = nf.negociacao_id
          where nf.fatura_id = f.id and n.situacao = 'CUMPRIDA'))
    ) as deve`.execute(db);
  return rows[0]?.deve === true;
}

function conferir({ inicio, fim }: Periodo): void {
  if (fim < inicio) {
    throw new DomainError('invalid', 'quitacao.periodo', {
      inicio: formatDay(inicio, 'dd/MM/yyyy'),
      fim: formatDay(fim, 'dd/MM/yyyy'),
    });
  }
}

/** The invoices that a statement lists: those due in the period that are settled. */
export function faturasQuitadas(db: Reader, clienteId: number, { inicio, fim }: Periodo) {
  return db
    .selectFrom('fatura')
    .select(['numero_documento', 'vencimento', 'valor', 'situacao', 'paga_em'])
    .where('cliente_id', '=', clienteId)
    .where('vencimento', '>=', inicio)
    .where('vencimento', '<=', fim)
    .where('situacao', 'in', ['PAGA', 'NEGOCIADA'])
    .orderBy('vencimento')
    .orderBy('id')
    .execute();
}

/** Whose statement it is, and who gives it: the company of the customer's last invoice. */
export async function partesDaQuitacao(db: Reader, clienteId: number) {
  const row = await db
    .selectFrom('cliente as c')
    .leftJoin('empresa as e', (join) =>
      join.on((on) =>
        on(
          'e.id',
          '=',
          sql<number>`coalesce((select f.empresa_id from fatura f where f.cliente_id = c.id and f.empresa_id is not null
            order by f.vencimento desc limit 1), (select min(id) from empresa))`,
        ),
      ),
    )
    .select(['c.nome as cliente', 'c.documento'])
    .select(['e.nome', 'e.nome_fantasia as nomeFantasia', 'e.cnpj', 'e.endereco', 'e.cidade', 'e.uf', 'e.cep'])
    .select(['e.telefone', 'e.site'])
    .where('c.id', '=', clienteId)
    .executeTakeFirst();
  if (!row) throw new DomainError('notFound', 'cliente.nao_encontrado');
  const { cliente, documento, nome, nomeFantasia, ...resto } = row;
  return { cliente, documento, empresa: nome === null ? null : { ...resto, nome, nomeFantasia: nomeFantasia ?? nome } };
}
