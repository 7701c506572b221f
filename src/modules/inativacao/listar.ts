import { sql } from 'kysely';
import { vencidaDesde } from '#kernel/business-days.ts';
import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Centavos } from '#kernel/money.ts';
import { politicaEm } from '#modules/financeiro/index.ts';
import type { Reader } from '#platform/db.ts';
import { dentroDoIntervalo } from './rules.ts';

export interface ContratoInativavel {
  id: number;
  tecnologia: string;
  plano: string;
  valor: Centavos;
  status: string;
  pendencia: boolean;
  inativadoHaPouco: boolean;
}

/** A customer's enabled contracts, with what would bar an inactivation from today on. Throws notFound `cliente.nao_encontrado`. */
export async function contratosParaInativar(db: Reader, clienteId: number, hoje: Day): Promise<ContratoInativavel[]> {
  const cliente = await db.selectFrom('cliente').select('id').where('id', '=', clienteId).executeTakeFirst();
  if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
  const politica = await politicaEm(db, hoje);
  const rows = await db
    .selectFrom('contrato as k')
    .innerJoin('plano as p', 'p.id', 'k.plano_id')
    .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
    .select(['k.id', 'k.valor', 'k.status', 'p.descricao as plano', 't.descricao as tecnologia'])
    .select([vencimentoMaisAntigo('k.id', 'k.cliente_id').as('vencimento'), ultimoInicio('k.id').as('ultimo')])
    .where('k.cliente_id', '=', clienteId)
    .where('k.status', '=', 'HABILITADO')
    .orderBy('k.id')
    .execute();
  return rows.map(({ vencimento, ultimo, ...contrato }) => ({
    ...contrato,
    pendencia: emAtraso(vencimento, hoje),
    inativadoHaPouco: ultimo !== null && dentroDoIntervalo(ultimo, hoje, politica),
  }));
}

/** The oldest due date of the open invoices of a contract; both arguments name columns. */
export const vencimentoMaisAntigo = (contrato: string, cliente: string) => sql<Day | null>`(
  select min(f.vencimento) from fatura f join fatura_contrato fk on fk.fatura_id = f.id
  where f.cliente_id = ${sql.ref(cliente)} and f.situacao = 'ABERTA' and fk.contrato_id = ${sql.ref(contrato)})`;

/** The first day of the last inactivation that was not called off. */
export const ultimoInicio = (contrato: string) => sql<Day | null>`(
  select max(i.inicio) from inativacao_temporaria i
  where i.contrato_id = ${sql.ref(contrato)} and i.situacao <> 'CANCELADA')`;

export const emAtraso = (vencimento: Day | null, hoje: Day): boolean =>
  vencimento !== null && vencidaDesde(vencimento) <= hoje;
