import { type ExpressionBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

type DoCliente = ExpressionBuilder<DB & { c: DB['cliente'] }, 'c'>;

const contratosDaFatura = sql<
  number[]
>`array(select fk.contrato_id from fatura_contrato fk where fk.fatura_id = f.id order by fk.ordem)`.as('contratos');

// What is owed: a partial payment has taken its part off.
const saldo = sql<number>`f.valor - f.valor_baixado`.as('saldo');

const abertas = (eb: DoCliente) =>
  jsonArrayFrom(
    eb
      .selectFrom('fatura as f')
      .select(['f.id', 'f.cliente_id', 'f.vencimento', 'f.debito_automatico'])
      .select([saldo, contratosDaFatura])
      .whereRef('f.cliente_id', '=', 'c.id')
      .where('f.situacao', '=', 'ABERTA')
      .orderBy('f.vencimento')
      .orderBy('f.id'),
  ).as('faturas');

/** A customer's open invoices by due date; no row when there is no such customer. */
export const abertasDoCliente = prepared((db, param: Param<{ clienteId: number }>) =>
  db
    .selectFrom('cliente as c')
    .select('c.id')
    .select(abertas)
    .where('c.id', '=', param('clienteId'))
    .where('c.situacao', '!=', 'E'),
);

/** The same of who has this CPF or CNPJ (without punctuation), with name and contracts that are not cancelled. */
export const abertasDoDocumento = prepared((db, param: Param<{ documento: string }>) =>
  db
    .selectFrom('cliente as c')
    .select(['c.id', 'c.nome'])
    .select((eb) => [
      abertas(eb),
      jsonArrayFrom(
        eb
          .selectFrom('contrato as k')
          .innerJoin('plano as p', 'p.id', 'k.plano_id')
          .select(['k.id', 'k.valor', 'p.descricao as plano'])
          .whereRef('k.cliente_id', '=', 'c.id')
          .where('k.status', '!=', 'CANCELADO')
          .orderBy('k.id'),
      ).as('contratos'),
    ])
    .where('c.documento', '=', param('documento'))
    .where('c.situacao', '!=', 'E'),
);

/**
 * Every invoice of who has this CPF or CNPJ, open and paid, by due date, with the policies by which what is late costs
 * fine and interest: one statement, since apps ask it at each start. Cancelled and negotiated ones are neither to be paid
 * nor paid, and stay out.
 */
export const faturasDoDocumento = prepared((db, param: Param<{ documento: string }>) =>
  db
    .selectFrom('cliente as c')
    .select('c.id')
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('fatura as f')
          .select(['f.id', 'f.cliente_id', 'f.valor', 'f.vencimento', 'f.numero_boleto', 'f.numero_documento'])
          .select(['f.debito_automatico', 'f.situacao', 'f.paga_em'])
          .select([saldo, contratosDaFatura])
          .whereRef('f.cliente_id', '=', 'c.id')
          .where('f.situacao', 'in', ['ABERTA', 'PAGA'])
          .orderBy('f.vencimento')
          .orderBy('f.id'),
      ).as('faturas'),
      jsonArrayFrom(
        eb
          .selectFrom('politica_financeira')
          .select(['vigente_desde', 'multa_centesimos', 'juros_mes_centesimos', 'fracao_centavo'])
          .orderBy('vigente_desde'),
      ).as('politicas'),
    ])
    .where('c.documento', '=', param('documento'))
    .where('c.situacao', '!=', 'E'),
);
