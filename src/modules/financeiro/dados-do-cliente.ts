import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import type { DB } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import type { RegraDeAtraso } from './encargos.ts';

/** The days that limit invoices by their due date, both counted; null: no limit. */
export interface Periodo {
  de: Day | null;
  ate: Day | null;
}

/** An open invoice, with the rule of its due date by which what is late costs fine and interest. */
interface FaturaComRegra extends RegraDeAtraso {
  id: number;
  cliente_id: number;
  vencimento: Day;
  /** What is owed of it. */
  saldo: Centavos;
  numero_boleto: string;
  numero_documento: string;
  debito_automatico: boolean;
  contratos: number[];
}

const faturas = (quais: RawBuilder<unknown>) => sql<FaturaComRegra[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', f.id, 'cliente_id', f.cliente_id, 'vencimento', f.vencimento,
    'saldo', f.valor - f.valor_baixado, 'numero_boleto', f.numero_boleto, 'numero_documento', f.numero_documento,
    'debito_automatico', f.debito_automatico, 'multa_centesimos', regra.multa_centesimos,
    'juros_mes_centesimos', regra.juros_mes_centesimos, 'fracao_centavo', regra.fracao_centavo,
    'contratos', array(select fk.contrato_id from fatura_contrato fk where fk.fatura_id = f.id order by fk.ordem))
    order by f.vencimento, f.id)
  from fatura f cross join lateral (select * from politica_financeira p where p.vigente_desde <= f.vencimento
    order by p.vigente_desde desc limit 1) regra
  where f.situacao = 'ABERTA' and ${quais}), '[]')`;

const dadosDe = (db: Kysely<DB>, { de, ate }: Limites) =>
  db
    .selectFrom('cliente as c')
    .select(['c.id', 'c.nome', 'c.tipo_pessoa'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('contrato as k')
          .innerJoin('plano as p', 'p.id', 'k.plano_id')
          .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
          .innerJoin('tipo_contrato as tc', 'tc.id', 'k.tipo_contrato_id')
          .select(['k.id', 'k.valor', 'k.status', 'k.vencimento_id', 'p.descricao as plano', 'tc.nome as tipo'])
          .select('t.tipo as tipo_tecnologia')
          .whereRef('k.cliente_id', '=', 'c.id')
          .where('k.status', '!=', 'CANCELADO')
          .orderBy('k.id'),
      ).as('contratos'),
      faturas(sql`f.cliente_id = c.id and f.vencimento >= coalesce(${de}::date, f.vencimento)
        and f.vencimento <= coalesce(${ate}::date, f.vencimento)`).as('faturas'),
      // Of all times: the limits are of the list.
      sql<boolean>`exists (select from fatura f where f.cliente_id = c.id and f.situacao = 'ABERTA')`.as('deve'),
      // As the partial index atendimento_aberto has it.
      sql<boolean>`exists (select from atendimento a
        where a.cliente_id = c.id and a.status not in ('SOLUCIONADO', 'SEM_SOLUCAO'))`.as('atendido'),
    ])
    .where('c.situacao', '!=', 'E');

interface Limites {
  de: ReturnType<Param<Periodo>>;
  ate: ReturnType<Param<Periodo>>;
}

/**
 * A customer with contracts that are not cancelled and open invoices by due date, in one statement; no row when there is
 * no such customer.
 */
export const dadosDoCliente = prepared((db, param: Param<Periodo & { clienteId: number }>) =>
  dadosDe(db, { de: param('de'), ate: param('ate') }).where('c.id', '=', param('clienteId')),
);

/** The same of who has this CPF or CNPJ, without punctuation. */
export const dadosDoDocumento = prepared((db, param: Param<Periodo & { documento: string }>) =>
  dadosDe(db, { de: param('de'), ate: param('ate') }).where('c.documento', '=', param('documento')),
);

/** A contract with its open invoices by due date, in one statement. */
export const dadosDoContrato = prepared((db, param: Param<{ contratoId: number }>) =>
  db
    .selectFrom('contrato as k')
    .innerJoin('plano as p', 'p.id', 'k.plano_id')
    .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
    .innerJoin('tipo_contrato as tc', 'tc.id', 'k.tipo_contrato_id')
    .select(['k.id', 'k.valor', 'k.status', 'k.vencimento_id', 'p.descricao as plano', 'tc.nome as tipo'])
    .select('t.tipo as tipo_tecnologia')
    .select(
      faturas(sql`f.cliente_id = k.cliente_id
        and exists (select from fatura_contrato de where de.fatura_id = f.id and de.contrato_id = k.id)`).as('faturas'),
    )
    .where('k.id', '=', param('contratoId')),
);
